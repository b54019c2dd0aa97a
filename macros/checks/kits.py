"""照工作分的压缩包：装的文件都有，不多，叫得出是给谁的。"""

from macros.checks.fields import is_empty_list, problem_in
from macros.checks.ids import again
from macros.corpus.kits import Kit, Packed
from macros.corpus.plan import Plan
from macros.corpus.problem import Problems
from macros.printing.formats import PRESSES, formats_of
from macros.printing.kits import MOST_FILES

# 目录和许可。
_ADDED = 2
# 全部资料的那一包用的名字。
_RESERVED = "everything"
_PRESSED = frozenset(one.id for one in PRESSES)


def kits_filled(plan: Plan) -> Problems:
    """每一包都装着资料，每份资料都说装哪几种文件。"""
    for kit in plan.kits:
        if is_empty_list(kit, "items"):
            yield problem_in(kit, "items", "一份资料也没有", "至少写一份")
        for packed in kit.items:
            if is_empty_list(packed, "formats"):
                yield problem_in(packed, "formats", "没有说装哪几种文件", "至少写一种，如 docx")


def kit_formats(plan: Plan) -> Problems:
    """要装的文件，那份资料都有。"""
    for kit in plan.kits:
        for packed in kit.items:
            yield from _missing(plan, packed)


def _missing(plan: Plan, packed: Packed) -> Problems:
    piece = plan.piece.get(packed.piece)
    if piece is None:
        return
    there = dict.fromkeys(one.id for one in formats_of(piece) if one not in PRESSES)
    for n, name in enumerate(packed.formats):
        if name and name not in there:
            message = f"{piece.slug} 没有 {name} 这种文件"
            if name in _PRESSED:
                message = f"{name} 是送印刷厂的，不进压缩包"
            help = f"它有的是 {'、'.join(there)}"
            yield packed.place.of("formats", n).problem(message, help)


def kits_small(plan: Plan) -> Problems:
    """一包最多二十个文件：再多，拿到的人不知道先看哪个。"""
    for kit in plan.kits:
        count = sum(len(packed.formats) for packed in kit.items) + _ADDED
        if count > MOST_FILES:
            message = f"连目录、许可一共 {count} 个文件"
            yield problem_in(kit, "items", message, f"最多 {MOST_FILES} 个，去掉少用的")


def kits_apart(plan: Plan) -> Problems:
    """各包的编号、名字不重复，一包里一份资料只写一次：不然后一个盖掉前一个。"""
    for field in ("id", "name"):
        for kit, first in again(plan.kits, field):
            if getattr(kit, field):
                message = f"和第 {first.place.line} 行的相同：{getattr(kit, field)}"
                yield problem_in(kit, field, message, "换一个")
    for kit in plan.kits:
        if kit.id == _RESERVED:
            yield problem_in(kit, "id", f"{_RESERVED} 是全部资料的那一包", "换一个")
        yield from _twice(kit)


def _twice(kit: Kit) -> Problems:
    for packed, first in again(kit.items, "piece"):
        if packed.piece:
            message = f"{packed.piece} 在第 {first.place.line} 行写过了"
            yield problem_in(packed, "piece", message, "几种文件写在一处")


# 几条规则，照先后。
KIT_RULES = (kits_filled, kit_formats, kits_small, kits_apart)
