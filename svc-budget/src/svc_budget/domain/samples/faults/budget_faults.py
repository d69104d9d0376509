"""Faults of a budget's tables: G01 to G15."""

from svc_budget.domain.samples.budget_tables import OWN_LINES
from svc_budget.domain.samples.faults.planting import ROOM, Altered, Edit, Scene, leaves
from svc_budget.domain.samples.tables import Place

ITEM = 7
LEFT, RIGHT = "收入", "支出"
INSIDE = {
    "30212": "因公出国（境）费",
    "30217": "公务接待费",
    "30231": "公务用车运行费",
    "31013": "公务用车购置费",
}
CARS = {"公务用车购置费", "公务用车运行费"}

DETAILED_SINCE = 2018  # from here on a province's detailed tables are compared with the rest


def _left(table: str, row: str) -> Place:
    return Place(table, LEFT, row, "预算数")


def _right(table: str, row: str, column: str = "合计") -> Place:
    return Place(table, RIGHT, row, column)


def _whole(table: str, column: str = "合计") -> Place:
    return Place(table, "", "合计", column)


def totals_differ(scene: Scene) -> Altered | None:
    """G01: income grows down to its source, in B1 and B2; spending does not."""
    edit = Edit(scene)
    for row in ("其他收入", "收入总计"):
        edit.add("B1", LEFT, row, ["预算数"], edit.step)
    edit.add_up("B2", leaves(edit.table("B2"), ITEM)[0], ["其他收入", "合计"], edit.step)
    places = (_left("B1", "收入总计"), _right("B1", "支出总计"))
    return edit.done("G01", "收入总计与支出总计不等", *places)


def sources_do_not_add_up(scene: Scene) -> Altered | None:
    """G02: one source is larger than the total allows."""
    edit = Edit(scene)
    edit.add("B1", LEFT, "其他收入", ["预算数"], edit.step)
    places = (_left("B1", "收入总计"), _left("B1", "其他收入"))
    return edit.done("G02", "收入总计不等于各来源之和", *places)


def functions_do_not_add_up(scene: Scene) -> Altered | None:
    """G03: project spending of one class is larger than its row and the total allow."""
    edit = Edit(scene)
    row = next(one.key for one in edit.table("B1").sides[RIGHT] if one.code and one.values)
    edit.add("B1", RIGHT, row, ["项目支出"], edit.step)
    places = [_right("B1", key, c) for key in (row, "支出总计") for c in ("合计", "项目支出")]
    return edit.done("G03", "支出一行合计不等于人员经费、公用经费和项目支出之和", *places)


def income_differs_between_tables(scene: Scene) -> Altered | None:
    """G04: the table of income is right in itself, but larger than the summary."""
    edit = Edit(scene)
    edit.add_up("B2", leaves(edit.table("B2"), ITEM)[0], ["其他收入", "合计"], edit.step)
    places = (_whole("B2"), _left("B1", "收入总计"))
    return edit.done("G04", "收入总表合计与收支总表不等", *places)


def kinds_of_a_row_do_not_add_up(scene: Scene) -> Altered | None:
    """G05: basic spending of an item and all above it, without the total across."""
    edit = Edit(scene)
    keys = edit.add_up("B3", leaves(edit.table("B3"), ITEM)[0], ["基本支出"], edit.step)
    places = [Place("B3", "", key, column) for key in keys for column in ("合计", "基本支出")]
    return edit.done("G05", "支出总表一行合计不等于基本支出加项目支出", *places)


def items_do_not_add_up(scene: Scene) -> Altered | None:
    """G06: one item is larger than its group allows."""
    edit = Edit(scene)
    code = leaves(edit.table("B3"), ITEM)[-1]
    edit.add("B3", "", code, ["合计", "项目支出"], edit.step)
    places = [Place("B3", "", key, c) for key in (code, code[:5]) for c in ("合计", "项目支出")]
    return edit.done("G06", "款不等于各项之和", *places)


def fiscal_totals_differ(scene: Scene) -> Altered | None:
    """G07: a class of fiscal spending is not the sum of its funds."""
    edit = Edit(scene)
    rows = [row.key for row in edit.table("B4").sides[RIGHT] if row.code and row.values.get("合计")]
    first, *_, other = rows
    amount = edit.value("B4", RIGHT, other, "合计") // 2
    edit.add("B4", RIGHT, first, ["合计"], amount)
    edit.add("B4", RIGHT, other, ["合计"], -amount)
    places = (_right("B4", first), _right("B4", other))
    return edit.done("G07", "财政拨款支出合计不等于三本预算之和", *places)


def grants_differ_between_tables(scene: Scene) -> Altered | None:
    """G08: the table of fiscal money is right in itself and with B5, but B1 has other grants."""
    edit = Edit(scene)
    own = {row: edit.value("B1", LEFT, row, "预算数") for row in OWN_LINES}
    giving = max(own, key=lambda row: own[row])
    amount = own[giving] // 2
    if amount < ROOM:
        return None
    for row in ("一般公共预算资金", "财政拨款收入"):
        edit.add("B1", LEFT, row, ["预算数"], amount)
    edit.add("B1", LEFT, giving, ["预算数"], -amount)
    places = (_left("B1", "财政拨款收入"), _left("B4", "收入总计"))
    return edit.done("G08", "财政拨款收支总表收入与收支总表财政拨款收入不等", *places)


def general_spending_differs(scene: Scene) -> Altered | None:
    """G09: B5 is right in itself, but smaller than B4 says."""
    edit = Edit(scene)
    code = _largest(edit, "B5")
    amount = edit.value("B5", "", code, "项目支出") // 2
    edit.add_up("B5", code, ["合计", "项目支出"], -amount)
    places = (_whole("B5"), _right("B4", "支出总计", "一般公共预算"))
    return edit.done("G09", "一般公共预算支出在两张表中不等", *places)


def more_than_all_spending(scene: Scene) -> Altered | None:
    """G10: an item of the fiscal budgets has more than all money together."""
    edit = Edit(scene)
    giving = _largest(edit, "B5")
    amount = edit.value("B5", "", giving, "项目支出") // 2
    spare = {
        code: edit.value("B3", "", code, "合计") - edit.value("B5", "", code, "合计")
        for code in leaves(edit.table("B5"), ITEM)
        if code[:3] == giving[:3] and code != giving
    }
    taking = next((code for code, own in spare.items() if own < amount // 2), None)
    if taking is None:
        return None
    edit.add_up("B5", giving, ["合计", "项目支出"], -amount)
    edit.add_up("B5", taking, ["合计", "项目支出"], amount)
    places = [Place("B5", "", taking[:n], c) for n in (5, 7) for c in ("合计", "项目支出")]
    return edit.done("G10", "财政拨款支出大于全部支出", *places)


def basic_spending_differs(scene: Scene) -> Altered | None:
    """G11: B8 is right in itself, but larger than B5's basic spending."""
    edit = Edit(scene)
    for row in ("30201", "302", "合计"):
        edit.add("B8", "", row, ["合计", "公用经费"], edit.step)
    places = (_whole("B8"), _whole("B5", "基本支出"))
    detailed = "P17" in scene.book.tables and scene.book.year >= DETAILED_SINCE
    also = {"G21": "省级明细表与经济分类表不等"} if detailed else {}
    return edit.done("G11", "基本支出在两张表中不等", *places, also=also)


def an_economic_class_is_in_the_wrong_column(scene: Scene) -> Altered | None:
    """G12: one 款 is larger than its class allows."""
    edit = Edit(scene)
    edit.add("B8", "", "30201", ["合计", "公用经费"], edit.step)
    places = [Place("B8", "", row, c) for row in ("302", "30201") for c in ("合计", "公用经费")]
    return edit.done("G12", "经济分类的类不等于各款之和", *places)


def three_public_do_not_add_up(scene: Scene) -> Altered | None:
    """G13: the total of 三公 is not the sum of its kinds."""
    if scene.book.tables["B9"].is_empty:
        return None
    edit = Edit(scene)
    edit.add("B9", "", "数额", ["合计"], edit.step)
    return edit.done("G13", "“三公”经费合计不等于各项之和", Place("B9", "", "数额", "合计"))


def more_inside_than_the_whole(scene: Scene) -> Altered | None:
    """G14: basic spending alone has more of a restricted kind than all of it."""
    edit = Edit(scene)
    amounts = {code: edit.value("B8", "", code, "合计") for code in INSIDE}
    code = max(amounts, key=lambda one: amounts[one])
    kind, inside = INSIDE[code], amounts[code]
    if inside < ROOM:
        return None
    less = edit.value("B9", "", "数额", kind) - inside // 2
    kinds = [kind, *(["公务用车小计"] if kind in CARS else []), "合计"]
    edit.add("B9", "", "数额", kinds, -less)
    places = (Place("B9", "", "数额", kind), Place("B8", "", code, "合计"))
    return edit.done("G14", f"基本支出中的{kind}大于“三公”经费预算数", *places)


def running_cost_above_public(scene: Scene) -> Altered | None:
    """G15: more 机关运行经费 than 公用经费."""
    edit = Edit(scene)
    if not edit.value("B9", "", "数额", "机关运行经费"):
        return None
    public = edit.value("B8", "", "合计", "公用经费")
    edit.put("B9", "", "数额", "机关运行经费", public + edit.step)
    places = (Place("B9", "", "数额", "机关运行经费"), _whole("B8", "公用经费"))
    return edit.done("G15", "机关运行经费大于公用经费", *places)


def _largest(edit: Edit, table: str) -> str:
    """The item with the largest project spending."""
    codes = leaves(edit.table(table), ITEM)
    return max(codes, key=lambda code: edit.value(table, "", code, "项目支出"))


FAULTS = {
    "G01": totals_differ,
    "G02": sources_do_not_add_up,
    "G03": functions_do_not_add_up,
    "G04": income_differs_between_tables,
    "G05": kinds_of_a_row_do_not_add_up,
    "G06": items_do_not_add_up,
    "G07": fiscal_totals_differ,
    "G08": grants_differ_between_tables,
    "G09": general_spending_differs,
    "G10": more_than_all_spending,
    "G11": basic_spending_differs,
    "G12": an_economic_class_is_in_the_wrong_column,
    "G13": three_public_do_not_add_up,
    "G14": more_inside_than_the_whole,
    "G15": running_cost_above_public,
}
