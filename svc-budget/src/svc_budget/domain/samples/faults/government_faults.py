"""Faults of a government's books: H01 to H10."""

from svc_budget.domain.samples.faults.planting import TEN_THOUSAND, Altered, Edit, Scene
from svc_budget.domain.samples.tables import Place

LARGE = 3_457 * 1000 * TEN_THOUSAND  # 345.7亿元: beyond rounding where tables are in 亿元
SPENT = "决算数"
BOTH = (SPENT, "本级")


def _places(table: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> list[Place]:
    return [Place(table, "", row, column) for row in rows for column in columns]


def _columns(edit: Edit, table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the columns the table shows; a county has no 本级 beside the whole."""
    shown = {column for row in edit.table(table).sides[""] for column in row.values}
    return tuple(one for one in columns if one in shown)


def taxes_do_not_add_up(scene: Scene) -> Altered | None:
    """H01: one tax is larger than 税收收入 allows."""
    edit = Edit(scene)
    columns = _columns(edit, "GF1", BOTH)
    edit.add("GF1", "", "10101", columns, edit.step)
    places = _places("GF1", ("101", "10101"), columns)
    return edit.done("H01", "税收收入不等于各税之和", *places)


def income_does_not_add_up(scene: Scene) -> Altered | None:
    """H02: money moved in that 收入总计 does not know."""
    edit = Edit(scene)
    columns = _columns(edit, "GF1", BOTH)
    edit.add("GF1", "", "调入资金", columns, edit.step)
    places = _places("GF1", ("收入总计", "调入资金"), columns)
    return edit.done("H02", "收入总计不等于各项之和", *places)


def spending_does_not_add_up(scene: Scene) -> Altered | None:
    """H03: money set aside that 支出总计 does not know."""
    edit = Edit(scene)
    columns = _columns(edit, "GF2", BOTH)
    edit.add("GF2", "", "安排预算稳定调节基金", columns, edit.step)
    places = _places("GF2", ("支出总计", "安排预算稳定调节基金"), columns)
    return edit.done("H03", "支出总计不等于各项之和", *places)


def own_level_differs(scene: Scene) -> Altered | None:
    """H04: the table of the own level is right in itself, but not what the whole's says."""
    edit = Edit(scene)
    if "本级" not in _columns(edit, "GF2", BOTH):
        return None
    edit.add_up("GF3", "2050202", [SPENT], edit.step)
    places = [*_places("GF3", ("合计",), (SPENT,)), *_places("GF2", ("本年支出合计",), ("本级",))]
    return edit.done("H04", "本级支出表与支出表本级数不等", *places)


def transfers_to_regions_differ(scene: Scene) -> Altered | None:
    """H05: regions together got more than was passed down."""
    if "GF5" not in scene.book.tables:
        return None
    edit = Edit(scene)
    region = next(row.key for row in edit.table("GF5").sides[""] if not row.total)
    for row in (region, "合计"):
        edit.add("GF5", "", row, ["一般性转移支付", "合计"], edit.step)
    places = [*_places("GF5", ("合计",), ("合计",)), *_places("GF2", ("补助下级支出",), BOTH)]
    return edit.done("H05", "补助下级支出不等于分地区之和", *places)


def debt_does_not_add_up(scene: Scene) -> Altered | None:
    """H06: what is owed at the end is not what was owed, and issued, less repaid."""
    edit = Edit(scene)
    edit.add("GF6", "", "年末余额", [SPENT], -LARGE if _large(edit) else -edit.step * 1000)
    return edit.done("H06", "年末债务余额不平", *_places("GF6", ("年末余额",), (SPENT,)))


def _large(edit: Edit) -> bool:
    return edit.value("GF6", "", "年末余额", SPENT) > LARGE * 2


def reserve_out_of_bounds(scene: Scene) -> Altered | None:
    """H07: the reserve fund is above three in a hundred, at the cost of schools."""
    edit = Edit(scene)
    amount = edit.value("GB3", "", "合计", "预算数") * 4 // 100
    for row in ("2050202", "20502", "205"):
        edit.add("GB3", "", row, ["预算数"], -amount)
    columns = _columns(edit, "GB2", ("预算数", "本级"))
    for row in ("20502", "205"):
        edit.add("GB2", "", row, columns, -amount)
    edit.add("GB3", "", "227", ["预算数"], amount)
    edit.add("GB2", "", "227", columns, amount)
    places = [*_places("GB3", ("227",), ("预算数",)), *_places("GB2", ("227",), columns)]
    return edit.done("H07", "预备费超过本级一般公共预算支出的3%", *places)


def months_run_backwards(scene: Scene) -> Altered | None:
    """H08: less had come in by June than by May."""
    edit = Edit(scene)
    by_may = edit.value("GF20", "", "5月", "收入累计")
    edit.put("GF20", "", "6月", "收入累计", by_may - edit.step)
    return edit.done("H08", "累计数小于上月", *_places("GF20", ("6月",), ("收入累计",)))


def fund_is_not_balanced(scene: Scene) -> Altered | None:
    """H09: more of a fund waits to be allocated than was received."""
    rows = [row.key for row in scene.book.tables["GF21"].sides[""] if not row.total]
    if not rows:
        return None
    edit = Edit(scene)
    for row in (rows[0], "合计"):
        edit.add("GF21", "", row, ["待分配"], edit.step)
    places = _places("GF21", (rows[0],), ("收到", "待分配"))
    return edit.done("H09", "专项资金收到数与去向不平", *places)


def received_is_not_what_was_sent(scene: Scene) -> Altered | None:
    """H10: more was received from above than the level above says it sent."""
    table = scene.book.tables.get("GF22")
    rows = [row.key for row in table.sides[""] if not row.total] if table else []
    if not rows or scene.upper is None:
        return None
    edit = Edit(scene)
    for row in (rows[0], "合计"):
        edit.add("GF22", "", row, ["金额"], edit.step)
    places = _places("GF22", ("合计", rows[0]), ("金额",))
    return edit.done("H10", "收到数与上级下达数不等", *places)


FINAL_FAULTS = {
    "H01": taxes_do_not_add_up,
    "H02": income_does_not_add_up,
    "H03": spending_does_not_add_up,
    "H04": own_level_differs,
    "H05": transfers_to_regions_differ,
    "H06": debt_does_not_add_up,
    "H08": months_run_backwards,
    "H09": fund_is_not_balanced,
    "H10": received_is_not_what_was_sent,
}
BUDGET_FAULTS = {"H07": reserve_out_of_bounds}
