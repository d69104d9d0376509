"""A chart: the option a client hands to ECharts, and the same figures as a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any, ClassVar

from shared.refusals import FieldError, Invalid, NotFound
from svc_budget.domain.money.money import FEN, Unit

Option = Mapping[str, Any]
Row = Sequence[str]
# Told apart with every common kind of colour blindness (Okabe and Ito 2008), black left out.
COLOURS = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C6D31", "#999999",
)  # fmt: skip
INKS = {"#0072B2": "#fff", "#8C6D31": "#fff"}  # what can be read on the dark ones
INK = "#222"
TEXT = {"fontFamily": "Noto Sans SC, Source Han Sans SC, Microsoft YaHei, sans-serif"}
HUNDRED = 100
LEAST = 10
SEEN = 20  # rows that can be read one below the other in an ordinary window


class ChartKind(StrEnum):
    """What can be drawn."""

    TREEMAP = "treemap"
    SUNBURST = "sunburst"
    SANKEY = "sankey"
    LINES = "lines"
    STACK = "stack"
    MAP = "map"
    MATRIX = "matrix"


@dataclass(eq=False)
class NothingToDraw(NotFound):
    """没有可以画图的数据。"""

    advice: ClassVar[str] = (
        "请换一个年度、单位或地区；哪些年度有数据见 /api/v1/budget/units/{{编码}}。"
    )


@dataclass(eq=False)
class ChartUnsound(Invalid):
    """画图的条件不正确。"""


def wrong(parameter: str, code: str, message: str) -> ChartUnsound:
    """The refusal of one parameter."""
    return ChartUnsound(errors=[FieldError(f"query:{parameter}", code, message)])


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn; `rows` are exact, what is drawn is rounded to two decimals of `unit`."""

    kind: ChartKind
    title: str
    unit: str
    option: Option
    columns: Row
    rows: Sequence[Row]
    notes: Sequence[str] = ()


def scale_of(amounts: Iterable[int]) -> Unit:
    """The unit people read these amounts in: the largest is ten of it or more."""
    most = max((abs(one) for one in amounts), default=0)
    for unit in (Unit.HUNDRED_MILLION, Unit.TEN_THOUSAND):
        if most >= LEAST * unit.fen:
            return unit
    return Unit.YUAN


def drawn(fen: int | None, unit: Unit) -> float | None:
    """An amount as it is drawn, rounded half up to two decimals; nothing stays nothing."""
    if fen is None:
        return None
    return float((Decimal(fen) / unit.fen).quantize(Decimal("0.01"), ROUND_HALF_UP))


def written(fen: int, unit: Unit) -> str:
    """An amount as it stands in a picture, with two decimals and thousands apart.

    Made here because a client's number format would be a function, and an option is JSON alone.
    """
    return f"{(Decimal(fen) / unit.fen).quantize(Decimal('0.01'), ROUND_HALF_UP):,}"


def scrolled(count: int, filter_mode: str) -> list[dict[str, Any]]:
    """A slider at the right for more rows than can be read; none where all of them can."""
    if count <= SEEN:
        return []
    rows = {"yAxisIndex": 0, "startValue": 0, "endValue": SEEN - 1, "filterMode": filter_mode}
    slider = {"type": "slider", "right": 6, "width": 14, "showDetail": False}
    inside = {"type": "inside", "zoomOnMouseWheel": False, "moveOnMouseWheel": True}
    return [{**slider, **rows, "brushSelect": False}, {**inside, **rows}]


def scrolled_note(count: int) -> Sequence[str]:
    """What is said where not every row is seen at once."""
    if count <= SEEN:
        return ()
    return (f"共{count}行，图中一次显示{SEEN}行，拖动右侧滑块看其余各行；全部见表。",)


def exactly(fen: int | None) -> str:
    """An amount as it stands in the table: yuan with two decimals; nothing is blank."""
    if fen is None:
        return ""
    sign, whole = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{whole // FEN}.{whole % FEN:02d}"


def framed(title: str, unit: str, **parts: Any) -> dict[str, Any]:
    """What every option has: a title with the unit, colours, a font, words for who cannot see."""
    measured = f"单位：{unit}" if unit else ""
    return {
        "title": {"text": title, "subtext": measured, "left": "center"},
        "color": list(COLOURS),
        "textStyle": dict(TEXT),
        "aria": {"enabled": True, "label": {"description": f"{title}。{measured}"}},
        **parts,
    }


def share(part: int, whole: int) -> str:
    """In percent with two decimals; of nothing there is none."""
    if not whole:
        return ""
    found = Decimal(part) * HUNDRED / whole
    return str(found.quantize(Decimal("0.01"), ROUND_HALF_UP))
