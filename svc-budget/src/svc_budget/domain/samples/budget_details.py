"""The figures of a budget's further tables: procurement, projects, spending by economic class."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from svc_budget.domain.samples.draws import Draws
from svc_budget.domain.samples.economics import government_class, projects_by_class
from svc_budget.domain.samples.money_flows import Fund, Project, Side, YearFigures
from svc_budget.domain.samples.tables import Amount, Figures

GOODS = ("办公设备购置", "专用设备购置", "信息化设备购置")
WORKS = ("房屋修缮工程",)
SERVICES = ("物业管理服务", "信息系统运维服务", "印刷服务")
Rows = dict[str, dict[str, Amount]]


def budget_details(of: YearFigures) -> Mapping[str, Figures]:
    """B10 to B14."""
    by_class = dict(_by_class(of))
    return {
        "B10": {"": _procurement(of)},
        "B11": {"": {_key(one): {"金额": one.amount} for one in of.projects}},
        "B12": {"": dict(_targets(of))},
        "B13": {"": _rows(by_class)},
        "B14": {"": _rows(_governmental(by_class, institution=of.unit.is_institution))},
    }


def _key(of: Project) -> str:
    """Projects of one name are told apart by unit and code."""
    return f"{of.name}|{of.code}{of.fund.value}{of.owner}"


def _procurement(of: YearFigures) -> Rows:
    bought = of.budget.procurement
    kinds = {"货物": (GOODS, bought.goods), "工程": (WORKS, bought.works)}
    kinds["服务"] = (SERVICES, bought.services)
    draws = Draws("procurement", of.unit.code, of.year)
    rows: Rows = {}
    for kind, (names, amount) in kinds.items():
        parts = draws.split(amount, dict.fromkeys(names, 10), kind) if amount else {}
        for name, part in parts.items():
            rows[name] = {"合计": part, "货物": 0, "工程": 0, "服务": 0, kind: part}
    return rows


def _targets(of: YearFigures) -> Iterator[tuple[str, dict[str, Amount]]]:
    for one in of.projects:
        if one.target:
            yield _key(one), {"金额": one.amount, "绩效目标": f"按期完成{one.name}年度任务"}


def _by_class(of: YearFigures) -> Iterator[tuple[str, tuple[int, int]]]:
    """All spending by 款 of the departmental class: basic, project."""
    basic: dict[str, int] = defaultdict(int, of.budget.economic)
    for outlay in of.budget.of(Fund.OWN):
        basic["30101"] += outlay.personnel
        basic["30299"] += outlay.public
    project = projects_by_class(_project(of.budget), Draws("classes", of.unit.code, of.year))
    for code in sorted({*basic, *project}):
        amounts = (basic.get(code, 0), project.get(code, 0))
        if any(amounts):
            yield code, amounts


def _project(side: Side) -> int:
    return sum(one.project for one in side.outlays)


def _governmental(
    of: Mapping[str, tuple[int, int]], *, institution: bool
) -> Mapping[str, tuple[int, int]]:
    """The same by the governmental class."""
    made: dict[str, tuple[int, int]] = {}
    for code, (basic, project) in of.items():
        to = government_class(code, institution=institution)
        before = made.get(to, (0, 0))
        made[to] = (before[0] + basic, before[1] + project)
    return made


def _rows(of: Mapping[str, tuple[int, int]]) -> Rows:
    return {
        code: {"合计": basic + project, "基本支出": basic, "项目支出": project}
        for code, (basic, project) in sorted(of.items())
    }
