"""Faults of the tables of fiscal money in a final account: F12 to F23."""

from svc_budget.domain.samples.faults.planting import Altered, Edit, Scene, leaves
from svc_budget.domain.samples.tables import Place

ITEM = 7
LEFT, RIGHT = "收入", "支出"
GENERAL = "一般公共预算"
WHOLE = ("合计", GENERAL)


def _left(row: str) -> Place:
    return Place("T4", LEFT, row, "金额")


def _right(row: str, column: str) -> Place:
    return Place("T4", RIGHT, row, column)


def grants_differ_between_tables(scene: Scene) -> Altered | None:
    """F12: the table of fiscal money is right in itself, but not what T1 and T2 say."""
    edit = Edit(scene)
    for row in ("一般公共预算财政拨款", "本年收入合计", "收入总计"):
        edit.add("T4", LEFT, row, ["金额"], edit.step)
    for row in ("年末结转和结余", "支出总计"):
        edit.add("T4", RIGHT, row, WHOLE, edit.step)
    places = (_left("本年收入合计"), _left("一般公共预算财政拨款"))
    return edit.done("F12", "财政拨款收入在三张表中不等", *places)


def funds_do_not_add_up(scene: Scene) -> Altered | None:
    """F13: two classes whose totals are not the sum of their funds."""
    edit = Edit(scene)
    rows = [row.key for row in edit.table("T4").sides[RIGHT] if row.code and row.values.get("合计")]
    first, *_, other = rows
    amount = edit.value("T4", RIGHT, other, "合计") // 2
    edit.add("T4", RIGHT, first, ["合计"], amount)
    edit.add("T4", RIGHT, other, ["合计"], -amount)
    places = (_right(first, "合计"), _right(other, "合计"))
    return edit.done("F13", "财政拨款支出合计不等于三本预算之和", *places)


def fiscal_totals_differ(scene: Scene) -> Altered | None:
    """F14: 支出总计 grows in all its columns, nothing else does."""
    edit = Edit(scene)
    edit.add("T4", RIGHT, "支出总计", WHOLE, edit.step)
    places = (_right("支出总计", "合计"), _left("收入总计"))
    also = {"F15": "两侧总计之一必与其构成不符"}
    return edit.done("F14", "财政拨款收入总计不等于支出总计", *places, also=also)


def a_fund_does_not_balance(scene: Scene) -> Altered | None:
    """F15: what is left of a fund is not what came in less what went out."""
    edit = Edit(scene)
    edit.add("T4", RIGHT, "年末结转和结余", WHOLE, edit.step)
    places = [_right("年末结转和结余", column) for column in WHOLE]
    return edit.done("F15", "年初结转加本年收入不等于本年支出加年末结转", *places)


def openings_do_not_add_up(scene: Scene) -> Altered | None:
    """F16: the openings of the funds are not the opening of all, though each fund balances."""
    edit = Edit(scene)
    edit.add("T4", LEFT, "年初一般公共预算结转", ["金额"], edit.step)
    places = (_left("年初财政拨款结转和结余"), _left("年初一般公共预算结转"))
    also = {"F15": "该本预算的年初结转已变", "F33": "该本预算的年初结转与上年年末不符"}
    return edit.done("F16", "年初财政拨款结转不等于三行之和", *places, also=also)


def general_spending_differs(scene: Scene) -> Altered | None:
    """F17: T5 is right in itself, but smaller than T4 says."""
    edit = Edit(scene)
    code = _largest(edit, "T5")
    amount = edit.value("T5", "", code, "项目支出") // 2
    edit.add_up("T5", code, ["合计", "项目支出"], -amount)
    places = (Place("T5", "", "合计", "合计"), _right("本年支出合计", GENERAL))
    return edit.done("F17", "一般公共预算支出在两张表中不等", *places)


def fund_spending_differs(scene: Scene) -> Altered | None:
    """F18: T8 is right in itself, but larger than T4 says."""
    return _spending_differs(scene, "F18", "T8", "政府性基金")


def state_capital_spending_differs(scene: Scene) -> Altered | None:
    """F19: T9 is right in itself, but larger than T4 says."""
    return _spending_differs(scene, "F19", "T9", "国有资本经营")


def _spending_differs(scene: Scene, rule: str, table: str, fund: str) -> Altered | None:
    if table not in scene.book.tables or scene.book.tables[table].is_empty:
        return None
    edit = Edit(scene)
    code = leaves(edit.table(table), ITEM)[0]
    edit.add_up(table, code, ["本年收入", "本年支出", "项目支出"], edit.step)
    places = (Place(table, "", "合计", "本年支出"), _right("本年支出合计", fund))
    return edit.done(rule, f"{fund}支出在两张表中不等", *places)


def a_row_does_not_balance(scene: Scene) -> Altered | None:
    """F20: what is left under a code is not what came in less what went out."""
    if scene.book.tables["T8"].is_empty:
        return None
    edit = Edit(scene)
    code = leaves(edit.table("T8"), ITEM)[0]
    keys = edit.add_up("T8", code, ["年末结转和结余"], edit.step)
    places = [Place("T8", "", key, "年末结转和结余") for key in keys]
    return edit.done("F20", "基金年末结转不等于年初加收入减支出", *places)


def kinds_do_not_add_up(scene: Scene) -> Altered | None:
    """F21: project spending of an item and all above it is less than the total allows."""
    edit = Edit(scene)
    code = _largest(edit, "T5")
    amount = edit.value("T5", "", code, "项目支出") // 2
    keys = edit.add_up("T5", code, ["项目支出"], -amount)
    places = [Place("T5", "", key, column) for key in keys for column in ("合计", "项目支出")]
    return edit.done("F21", "一般公共预算支出不等于基本支出加项目支出", *places)


def more_than_all_spending(scene: Scene) -> Altered | None:
    """F23: an item of the general budget has more than all money together."""
    edit = Edit(scene)
    giving = _largest(edit, "T5")
    amount = edit.value("T5", "", giving, "项目支出") // 2
    spare = {
        code: edit.value("T3", "", code, "合计") - edit.value("T5", "", code, "合计")
        for code in leaves(edit.table("T5"), ITEM)
        if code[:3] == giving[:3] and code != giving
    }
    taking = next((code for code, own in spare.items() if own < amount // 2), None)
    if taking is None:
        return None
    edit.add_up("T5", giving, ["合计", "项目支出"], -amount)
    edit.add_up("T5", taking, ["合计", "项目支出"], amount)
    places = [Place("T5", "", taking[:n], c) for n in (5, 7) for c in ("合计", "项目支出")]
    return edit.done("F23", "一般公共预算支出大于全部支出", *places)


def _largest(edit: Edit, table: str) -> str:
    """The item with the largest project spending."""
    codes = leaves(edit.table(table), ITEM)
    return max(codes, key=lambda code: edit.value(table, "", code, "项目支出"))


FAULTS = {
    "F12": grants_differ_between_tables,
    "F13": funds_do_not_add_up,
    "F14": fiscal_totals_differ,
    "F15": a_fund_does_not_balance,
    "F16": openings_do_not_add_up,
    "F17": general_spending_differs,
    "F18": fund_spending_differs,
    "F19": state_capital_spending_differs,
    "F20": a_row_does_not_balance,
    "F21": kinds_do_not_add_up,
    "F23": more_than_all_spending,
}
