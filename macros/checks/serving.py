"""举措归到哪一项任务（编者归类）：字一个也不像，和另一项却像得多的，是编号写错了。"""

from macros.checks.likeness import couples, far_nearer, shared
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.corpus.tasks import Measure, Task, Unit

# 和另一项共有的字，要比和归的那一项的两倍还多几个。
_MORE = 4


def serves_as_worded(plan: Plan) -> Problems:
    """各单位的各条举措；几项全归的，是总结之类，不看。"""
    for measure in plan.measures:
        unit = plan.unit.get(measure.unit)
        if unit is None or len(measure.serves) >= len(unit.tasks):
            continue
        right = _right(plan, unit, measure)
        if right:
            message = f"这一条的话像 {right}，归到了 {measure.serves[0]}"
            node = measure.place.of("serves", 0)
            yield node.problem(message, f"看看是不是 {right}")


def _right(plan: Plan, unit: Unit, measure: Measure) -> str:
    """像得多的另一项；没有是空的。"""
    words = couples(measure.text)
    served = [plan.task[id] for id in measure.serves if id in plan.task]
    if not served:
        return ""
    own = max(_alike(words, task) for task in served)
    nearest = max(unit.tasks, key=lambda task: _alike(words, task))
    if far_nearer(_alike(words, nearest), own, _MORE):
        return nearest.id
    return ""


def _alike(words: frozenset[str], task: Task) -> int:
    return shared(words, couples(task.text))
