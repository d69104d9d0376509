"""Treemap and sunburst of 类, 款 and 项: a node is its code's path, never its label."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from svc_budget.domain.charts.charts import (
    COLOURS,
    INK,
    INKS,
    Chart,
    ChartKind,
    NothingToDraw,
    drawn,
    exactly,
    framed,
    scale_of,
    share,
    written,
)
from svc_budget.domain.money.money import Unit

DEPTHS = (3, 5, 7)
OTHERS = "other"
# What is less than such a part of the whole has no room for its figure, and a figure that is cut
# off would be another figure: it is in the table, and under the pointer.
ROOM = {ChartKind.TREEMAP: 60, ChartKind.SUNBURST: 14}
NameOf = Callable[[str], str]


@dataclass
class Branch:
    """A class with what is below it, in fen; `path` is where it stands, /205/20501."""

    path: str
    code: str
    amount: int = 0
    below: dict[str, "Branch"] = field(default_factory=dict)
    count: int = 1  # how many it stands for


def grown(leaves: Iterable[tuple[str, int]], depth: int) -> Branch:
    """The tree of amounts by code, cut below so many levels."""
    root = Branch("", "")
    for code, amount in leaves:
        at = root
        at.amount += amount
        for digits in DEPTHS[:depth]:
            if len(code) < digits:
                break
            part = code[:digits]
            at = at.below.setdefault(part, Branch(f"{at.path}/{part}", part))
            at.amount += amount
    return root


def bounded(branch: Branch, most: int) -> Branch:
    """The same with at most so many below each, the largest; the others are one together.

    What is not above zero has no area and is not drawn; it stays in the table.
    """
    ranked = sorted(branch.below.values(), key=lambda one: (-one.amount, one.code))
    seen = [one for one in ranked if one.amount > 0]
    kept, rest = (seen, []) if len(seen) <= most else (seen[: most - 1], seen[most - 1 :])
    below = {one.code: bounded(one, most) for one in kept}
    if rest:
        together = sum(one.amount for one in rest)
        path = f"{branch.path}/{OTHERS}"
        below[OTHERS] = Branch(path, OTHERS, together, count=len(rest))
    return Branch(branch.path, branch.code, branch.amount, below, branch.count)


def tree_chart(
    kind: ChartKind,
    title: str,
    leaves: Sequence[tuple[str, int]],
    name_of: NameOf,
    depth: int,
    most: int,
) -> Chart:
    """The chart of amounts by functional code. Refused with NothingToDraw."""
    whole = grown(leaves, depth)
    tree = bounded(whole, most)
    if not tree.below:
        raise NothingToDraw
    unit = scale_of(one.amount for one in tree.below.values())
    look = Look(name_of, unit, tree.amount // ROOM[kind])
    inked = kind is ChartKind.TREEMAP  # on rings the library finds a colour for the words itself
    data = [
        _node(one, look, COLOURS[number % len(COLOURS)] if inked else None)
        for number, one in enumerate(tree.below.values())
    ]
    series = _sunburst(data) if kind is ChartKind.SUNBURST else _treemap(title, data)
    option = framed(title, unit.value, tooltip={"trigger": "item"}, series=[series])
    rows = [_row(one, name_of, whole.amount) for one in _walked(whole)]
    columns = ("科目编码", "科目名称", "金额（元）", "占比（%）")
    return Chart(kind, title, unit.value, option, columns, rows)


def _treemap(title: str, data: Sequence[Any]) -> dict[str, Any]:
    border = {"borderColor": "#fff", "borderWidth": 1, "gapWidth": 1}
    return {
        "type": "treemap", "name": title, "data": data, "top": 76, "left": 8, "right": 8,
        "bottom": 32, "roam": False, "leafDepth": 2, "nodeClick": "zoomToNode",
        "breadcrumb": {"bottom": 4},
        "label": {"overflow": "truncate", "ellipsis": "…", "lineHeight": 16},
        "upperLabel": {"show": True, "height": 22},
        "levels": [
            {"itemStyle": {**border, "borderWidth": 0}, "upperLabel": {"show": False}},
            {"itemStyle": border}, {"itemStyle": border, "colorSaturation": [0.35, 0.6]},
            {"itemStyle": border, "colorSaturation": [0.3, 0.5]},
        ],
    }  # fmt: skip


def _sunburst(data: Sequence[Any]) -> dict[str, Any]:
    return {
        "type": "sunburst", "data": data, "radius": ["12%", "86%"], "center": ["50%", "54%"],
        "sort": None, "label": {"rotate": "radial", "minAngle": 8, "overflow": "truncate",
                                "width": 108},
        "itemStyle": {"borderColor": "#fff", "borderWidth": 1},
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """How nodes are written: their names, the unit, and from which amount on with the figure."""

    name_of: NameOf
    unit: Unit
    least: int


def _node(one: Branch, look: Look, colour: str | None) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": one.path,
        "name": _name(one, look.name_of),
        "value": drawn(one.amount, look.unit),
        "label": _label(one, look, colour),
    }
    if colour is not None:
        node["itemStyle"] = {"color": colour}
    if one.below:
        node["children"] = [_node(each, look, colour) for each in one.below.values()]
    return node


def _label(one: Branch, look: Look, colour: str | None) -> dict[str, Any]:
    label = {} if colour is None else {"color": INKS.get(colour, INK)}
    if one.amount < look.least:
        return label
    return {**label, "formatter": f"{{b}}\n{written(one.amount, look.unit)}"}


def _name(one: Branch, name_of: NameOf) -> str:
    if one.code == OTHERS:
        return f"其他{one.count}项"
    return name_of(one.code) or one.code


def _walked(branch: Branch) -> Iterable[Branch]:
    for one in sorted(branch.below.values(), key=lambda each: each.code):
        yield one
        yield from _walked(one)


def _row(one: Branch, name_of: NameOf, whole: int) -> Sequence[str]:
    return (one.code, name_of(one.code), exactly(one.amount), share(one.amount, whole))
