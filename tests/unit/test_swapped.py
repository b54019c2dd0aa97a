"""写串了的编者归类、日子、读音、名称；多数例子在 damage/swapped.yml。"""

from dataclasses import replace

from macros.checks import alignment, editorial, fixednames, serving, timeline
from macros.corpus.yaml import Node

GUARD = "守好渡口的闸门，夜里巡查码头，看见可疑的船就报警。"
TEACH = "编写船员手册，给船员讲课，教他们识别拐卖的骗局。"
MEETING = "2031年1月5日召开座谈会听取船工意见，2031年1月6日印发方案。"


def served(city, task):
    """渡运局的两项任务写得长，一条讲课的举措归到 task。"""
    unit = city.unit["ferry"]
    first, second = unit.tasks
    tasks = (replace(first, text=GUARD), replace(second, text=TEACH))
    (measure, *_) = unit.measures["2033"]
    measure = replace(measure, text="给船员讲课，教他们识别拐卖的骗局。", serves=(task,))
    unit = replace(unit, tasks=tasks, measures={"2033": (measure,)})
    return list(serving.serves_as_worded(replace(city, units=(unit,))))


def test_a_measure_serves_the_task_it_speaks_of(city):
    """话像另一项任务得多的，说像哪一项：归错了，那一项下面就少了它。"""
    (problem,) = served(city, "ferry-1")
    assert problem.message == "这一条的话像 ferry-2，归到了 ferry-1"
    assert not served(city, "ferry-2")


def dated(city, text, day):
    """问答里先开座谈会、后印发时，时间线上的一件事。"""
    questions = city.documents["questions"]
    *rest, answer = questions.paragraphs
    questions = replace(questions, paragraphs=(*rest, replace(answer, text=MEETING)))
    event = replace(city.timeline[0], text=text, first=day)
    documents = {**city.documents, "questions": questions}
    plan = replace(city, documents=documents, timeline=(event,), errata=())
    return [problem.message for problem in timeline.events_as_printed(plan)]


def test_an_event_is_on_its_own_day(city):
    """日子在那一段里有，说的却是另一件事的，说这件事写在哪一天。"""
    text = "召开座谈会听取意见"
    assert dated(city, text, "2031-01-06") == ["所指的段里，这件事写在 2031年1月5日"]
    assert not dated(city, text, "2031-01-05")
    assert not dated(city, text, "2031-01-09")  # 哪里也没有的，另一条规则说


def explained(city, answers):
    """方案两段各对一段问答；answers 是各写的哪一段。"""
    questions = city.documents["questions"]
    *_, answer = questions.paragraphs
    report = replace(answer, id="questions-report", text="答：发现可疑的人和船，马上报警。")
    books = replace(answer, id="questions-books", text="答：获救的人有书读、有人陪。")
    questions = replace(questions, paragraphs=(report, books))
    rows = [row for row in city.alignment if row.paragraph in ("scheme-1-1", "scheme-2-1")]
    pairs = zip(rows, answers, strict=True)
    aligned = tuple(replace(row, explained_by=(id,)) for row, id in pairs)
    plan = replace(city, documents={**city.documents, "questions": questions}, alignment=aligned)
    return list(alignment.explanations_aligned(plan))


def test_a_wrong_explanation_is_told_on_its_row(city):
    """一段解读写了两行、另一段没有写：说在配错了的那一行，不说在头一行。"""
    (problem,) = explained(city, ["questions-report", "questions-report"])
    assert problem.message.startswith("scheme-2-1 的话像 questions-books，写的是 questions-report")
    assert problem.line == 3
    assert not explained(city, ["questions-report", "questions-books"])


def sounded(city, term, sound):
    term = replace(city.terms[0], term=term, sound=sound)
    return [problem.message for problem in editorial.sounds_alike(replace(city, terms=(term,)))]


def test_a_rare_sound_that_is_nearly_the_usual_one_is_told(city):
    """亲有 qing 一个音，寻亲不那样读；长读 chang 还是 zhang，不会打错。"""
    assert sounded(city, "寻亲", "xun qing") == ["“亲”写成了 qing，平常读 qin"]
    assert not sounded(city, "寻亲", "xun qin")
    assert not sounded(city, "长效", "chang xiao")


def named(city, text):
    """好几条事实都写着“人身安全保护”时，一句话里像打错了的。"""
    (fact,) = city.facts
    says = ("申请人身安全保护", "发出人身安全保护", "违反人身安全保护")
    facts = tuple(replace(fact, id=f"f{n}", says=line) for n, line in enumerate(says))
    node = Node(path="docs/help.md", line=1, column=1)
    told = fixednames.names_whole(replace(city, facts=facts), [(node, text)])
    return [problem.message for problem in told]


def test_a_word_of_law_mistyped_by_sound_is_told(city):
    """同音字、近音字最容易打错，又最难看出来；不同音的，多半本来就是另一个词。"""
    assert named(city, "到法院申请人生安全保护") == ["“人生安全保护”像是“人身安全保护”打错了一个字"]
    assert not named(city, "到法院申请人身安全保护")
    assert not named(city, "每个人都安全保护好自己")
