"""The rest of a province's thirty tables: basic spending and fiscal grants by both classes.

Rows are functional codes, columns economic classes. What the summaries of the same book say is
spread over both, so that every table adds up to them exactly.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from svc_budget.domain.codes.codes import CodeKind, CodeLists
from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.money_flows import FISCAL, Fund, YearFigures
from svc_budget.domain.samples.tables import Amount, Figures
from svc_budget.domain.templates.templates import TableTemplate

Rows = dict[str, dict[str, Amount]]
Amounts = Mapping[str, int]
BASIC = {"P06": "301", "P08": "302", "P10": "303", "P15": "301", "P17": "302", "P19": "303"}
OF_FISCAL_MONEY = frozenset({"P15", "P17", "P19"})
BY_FUND = {"P21": Fund.GOVERNMENT_FUND, "P23": Fund.OWN, "P25": Fund.GENERAL}
TWINS = {  # the same by the classes of the government's own budget
    "P07": "P06", "P09": "P08", "P11": "P10", "P16": "P15", "P18": "P17", "P20": "P19",
    "P22": "P21", "P24": "P23", "P26": "P25",
}  # fmt: skip
INSTITUTIONS = "对事业单位"
TOTAL = "合计"


def province_details(
    of: YearFigures, templates: Iterable[TableTemplate], codes: CodeLists
) -> Mapping[str, Figures]:
    """P06 to P11, P15 to P26 and P30, as far as the templates of the year have them."""
    known = {one.code: one for one in templates}
    rows: dict[str, Rows] = {}
    for table, group in BASIC.items():
        if table in known:
            rows[table] = _basic(of, group, known[table], codes, fiscal=table in OF_FISCAL_MONEY)
    for table, fund in BY_FUND.items():
        if table in known:
            rows[table] = _by_fund(of, fund, known[table])
    for table, twin in TWINS.items():
        if table in known and twin in rows:
            rows[table] = _twin(of, rows[twin], known[table])
    if "P30" in known:
        rows["P30"] = _whole(of)
    return {table: {"": found} for table, found in rows.items()}


def _basic(
    of: YearFigures, group: str, template: TableTemplate, codes: CodeLists, *, fiscal: bool
) -> Rows:
    """Basic spending of one class by item and 款."""
    outlays = of.budget.of(Fund.GENERAL) if fiscal else of.budget.of(Fund.GENERAL, Fund.OWN)
    weights = _summed((one.code, one.basic) for one in outlays)
    amounts = _by_column(_economic(of, group, fiscal=fiscal), template, codes, of.year)
    draws = Draws("province", of.unit.code, of.year, template.code)
    rows: Rows = defaultdict(dict)
    for column, amount in amounts.items():
        for code, part in _split(draws, amount, weights, column).items():
            rows[code][column] = part
    return _with_totals(rows)


def _economic(of: YearFigures, group: str, *, fiscal: bool) -> dict[str, int]:
    """Basic spending of one class by 款, as the summaries count it."""
    found: dict[str, int] = defaultdict(int)
    for code, amount in of.budget.economic.items():
        if code.startswith(group):
            found[code] += amount
    for one in () if fiscal else of.budget.of(Fund.OWN):
        if group == "301":
            found["30101"] += one.personnel
        if group == "302":
            found["30299"] += one.public
    return found


def _by_column(
    amounts: Amounts, template: TableTemplate, codes: CodeLists, year: int
) -> dict[str, int]:
    """By the columns of a table; what has none of its own is under 其他."""
    columns = _columns(template)
    found: dict[str, int] = defaultdict(int)
    for code, amount in amounts.items():
        name = codes.name_in(CodeKind.DEPARTMENT_ECONOMIC, code, year)
        found[name if name in columns else columns[-1]] += amount
    return found


def _by_fund(of: YearFigures, fund: Fund, template: TableTemplate) -> Rows:
    """All spending of a fund by item and class."""
    totals = _summed((one.code, one.total) for one in of.budget.of(fund))
    return _spread(totals, _columns(template)[:3], Draws("fund", of.unit.code, of.year, fund))


def _twin(of: YearFigures, rows: Rows, template: TableTemplate) -> Rows:
    """The same totals by other classes."""
    columns = _columns(template)
    own = [one for one in columns if one.startswith(INSTITUTIONS) is of.unit.is_institution]
    totals = {code: _amount(values[TOTAL]) for code, values in rows.items()}
    draws = Draws("twin", of.unit.code, of.year, template.code)
    return _spread(totals, (own or columns)[:4], draws)


def _spread(totals: Amounts, columns: Sequence[str], draws: Draws) -> Rows:
    rows: Rows = {
        code: dict(_split(draws, amount, dict.fromkeys(columns, 10), code))
        for code, amount in totals.items()
        if amount
    }
    return _with_totals(rows)


def _whole(of: YearFigures) -> Rows:
    """What the unit is to reach with all its money."""
    side = of.budget
    return {
        of.unit.name: {
            "资金总额": side.spent(*FISCAL, Fund.OWN), "一般公共预算": side.spent(Fund.GENERAL),
            "政府性基金": side.spent(Fund.GOVERNMENT_FUND), "其他资金": side.spent(Fund.OWN),
            "基本支出": sum(one.basic for one in side.outlays),
            "项目支出": sum(one.project for one in side.outlays),
            "职能职责": "履行法定职责", "绩效目标": "全面完成年度任务",
        }
    }  # fmt: skip


def _columns(template: TableTemplate) -> Sequence[str]:
    """The columns of classes: neither the total nor text."""
    (panel,) = template.panels
    return [one.key for one in panel.columns if one.key not in {TOTAL, "单位代码"}]


def _split(draws: Draws, amount: int, weights: Amounts, what: str) -> dict[str, int]:
    return draws.split(amount, weights, what) if amount and any(weights.values()) else {}


def _with_totals(rows: Mapping[str, Mapping[str, Amount]]) -> Rows:
    return {
        code: {TOTAL: sum(map(_amount, values.values())), **values}
        for code, values in sorted(rows.items())
    }


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for code, amount in pairs:
        found[code] += amount
    return found


def _amount(value: Amount) -> int:
    return value if isinstance(value, int) else 0
