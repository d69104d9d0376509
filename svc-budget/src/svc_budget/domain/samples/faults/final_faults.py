"""Faults of the summary, income and spending tables of a final account: F01 to F11."""

from svc_budget.domain.samples.faults.planting import Altered, Edit, Scene, leaves
from svc_budget.domain.samples.tables import Place

ITEM, GROUP = 7, 5
ITEMS = (("T2", ("其他收入", "合计")), ("T3", ("项目支出", "合计")), ("T3", ("基本支出", "合计")))
LEFT, RIGHT = "收入", "支出"


def _t1(side: str, row: str) -> Place:
    return Place("T1", side, row, "决算数")


def _add(edit: Edit, side: str, *rows: str, amount: int | None = None) -> None:
    for row in rows:
        edit.add("T1", side, row, ["决算数"], edit.step if amount is None else amount)


def income_is_not_spending(scene: Scene) -> Altered | None:
    """F01: 支出总计 and what is left at the end grow, income does not."""
    edit = Edit(scene)
    _add(edit, RIGHT, "支出总计", "年末结转和结余")
    return edit.done("F01", "支出总计与收入总计不等", _t1(RIGHT, "支出总计"), _t1(LEFT, "收入总计"))


def income_does_not_add_up(scene: Scene) -> Altered | None:
    """F02: a surplus used that the total does not know."""
    edit = Edit(scene)
    _add(edit, LEFT, "使用非财政拨款结余")
    places = (_t1(LEFT, "收入总计"), _t1(LEFT, "使用非财政拨款结余"))
    return edit.done("F02", "收入总计未包含使用非财政拨款结余", *places)


def spending_does_not_add_up(scene: Scene) -> Altered | None:
    """F03: a distribution the total does not know."""
    edit = Edit(scene)
    _add(edit, RIGHT, "结余分配")
    places = (_t1(RIGHT, "支出总计"), _t1(RIGHT, "结余分配"))
    return edit.done("F03", "支出总计未包含结余分配", *places)


def sources_do_not_add_up(scene: Scene) -> Altered | None:
    """F04: one source is larger than the sum allows."""
    edit = Edit(scene)
    _add(edit, LEFT, "其他收入")
    places = (_t1(LEFT, "本年收入合计"), _t1(LEFT, "其他收入"))
    return edit.done("F04", "本年收入合计不等于各来源之和", *places)


def functions_do_not_add_up(scene: Scene) -> Altered | None:
    """F05: one class is larger than the sum allows, and than its row of T3."""
    edit = Edit(scene)
    row = _class_rows(scene)[0]
    _add(edit, RIGHT, row)
    return edit.done(
        "F05",
        "本年支出合计不等于各功能类之和",
        _t1(RIGHT, "本年支出合计"),
        _t1(RIGHT, row),
        also={"F11": "同一功能类在支出决算表中未变"},
    )


def sources_of_a_row_do_not_add_up(scene: Scene) -> Altered | None:
    """F06: other income of an item and all above it, without the total across."""
    edit = Edit(scene)
    code = edit.draws.one_of(leaves(edit.table("T2"), ITEM), "item")
    keys = edit.add_up("T2", code, ["其他收入"], edit.step)
    places = [Place("T2", "", key, column) for key in keys for column in ("其他收入", "合计")]
    return edit.done("F06", "收入决算表一行合计不等于各来源之和", *places)


def kinds_of_a_row_do_not_add_up(scene: Scene) -> Altered | None:
    """F07: operating expense of an item and all above it, without the total across."""
    edit = Edit(scene)
    code = edit.draws.one_of(leaves(edit.table("T3"), ITEM), "item")
    keys = edit.add_up("T3", code, ["经营支出"], edit.step)
    places = [Place("T3", "", key, column) for key in keys for column in ("经营支出", "合计")]
    return edit.done("F07", "支出决算表一行合计不等于各类支出之和", *places)


def items_do_not_add_up(scene: Scene) -> Altered | None:
    """F08: one item is larger than its group allows."""
    edit = Edit(scene)
    table, columns = edit.draws.one_of(ITEMS, "table")
    code = edit.draws.one_of(leaves(edit.table(table), ITEM), "item")
    edit.add(table, "", code, columns, edit.step)
    places = [Place(table, "", key, c) for key in (code, code[:GROUP]) for c in columns]
    return edit.done("F08", "款不等于各项之和", *places)


def income_differs_between_tables(scene: Scene) -> Altered | None:
    """F09: the summary is right in itself, but not what the table of income comes to."""
    edit = Edit(scene)
    _add(edit, LEFT, "其他收入", "本年收入合计", "收入总计")
    _add(edit, RIGHT, "结余分配", "支出总计")
    places = (_t1(LEFT, "本年收入合计"), Place("T2", "", "合计", "合计"))
    return edit.done("F09", "收支总表与收入决算表的本年收入不等", *places)


def spending_differs_between_tables(scene: Scene) -> Altered | None:
    """F10: the summary is right in itself, but not what the table of spending comes to."""
    edit = Edit(scene)
    _add(edit, RIGHT, _class_rows(scene)[0], "本年支出合计", "支出总计")
    _add(edit, LEFT, "使用非财政拨款结余", "收入总计")
    places = (_t1(RIGHT, "本年支出合计"), Place("T3", "", "合计", "合计"))
    return edit.done(
        "F10",
        "收支总表与支出决算表的本年支出不等",
        *places,
        also={"F11": "多出的支出必在某一功能类"},
    )


def a_class_differs_between_tables(scene: Scene) -> Altered | None:
    """F11: money moved from one class to another in the summary alone."""
    edit = Edit(scene)
    first, *_, other = _class_rows(scene)
    amount = edit.value("T1", RIGHT, other, "决算数") // 2
    _add(edit, RIGHT, first, amount=amount)
    _add(edit, RIGHT, other, amount=-amount)
    places = (_t1(RIGHT, first), _t1(RIGHT, other))
    return edit.done("F11", "收支总表功能类与支出决算表不等", *places)


def _class_rows(scene: Scene) -> list[str]:
    """The classes of the summary that have an amount."""
    table = scene.book.tables["T1"]
    return [row.key for row in table.sides[RIGHT] if row.code and row.values.get("决算数")]


FAULTS = {
    "F01": income_is_not_spending,
    "F02": income_does_not_add_up,
    "F03": spending_does_not_add_up,
    "F04": sources_do_not_add_up,
    "F05": functions_do_not_add_up,
    "F06": sources_of_a_row_do_not_add_up,
    "F07": kinds_of_a_row_do_not_add_up,
    "F08": items_do_not_add_up,
    "F09": income_differs_between_tables,
    "F10": spending_differs_between_tables,
    "F11": a_class_differs_between_tables,
}
