"""How a table lies on its sheet: which column of the sheet is which of the template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from svc_budget.domain.templates.templates import Axis, Column
from svc_budget.domain.workbooks.grids import Grid
from svc_budget.domain.workbooks.headers import Head, Header, find_header
from svc_budget.domain.workbooks.patterns import (
    CODE_PARTS,
    CODE_WORDS,
    NAME_WORDS,
    SERIAL_WORDS,
    PanelPattern,
    Path,
    Pattern,
)

EXACT: Final = 4.0
JOINED: Final = 3.5
WITHIN: Final = 2.0  # the sheet has more headers above
SHORTER: Final = 1.0  # the sheet leaves some of the upper ones out


@dataclass(frozen=True, slots=True)
class Placed:
    """A column of the template and where it stands; `unit` when its own header names one."""

    column: Column
    at: int
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Columns side by side that have rows of their own."""

    pattern: PanelPattern
    codes: tuple[int, ...]
    label: int | None
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table on its sheet. `fit` is the part of its columns that was found, 0 to 1."""

    pattern: Pattern
    header: Header
    segments: tuple[Segment, ...]
    fit: float


def lay(grid: Grid, pattern: Pattern, start: int, end: int) -> Layout | None:
    """How a table of that pattern lies between two rows; None when it does not."""
    header = find_header(grid, pattern, start, end)
    if header is None:
        return None
    groups = _groups(header.heads, pattern)
    segments = tuple(
        _segment(group, panel)
        for group, panel in zip(groups, _panels(groups, pattern), strict=True)
    )
    return Layout(pattern, header, segments, _fit(segments, pattern))


def _groups(heads: Sequence[Head], pattern: Pattern) -> list[list[Head]]:
    """Heads in groups: each begins with what names its rows and goes on with amounts."""
    if not any(panel.labels for panel in pattern.panels):
        return [list(heads)]
    groups: list[list[Head]] = []
    named, amounts = False, False
    for head in heads:
        names = _names_rows(head, pattern)
        if not groups or (names and named and amounts):
            groups.append([])
            named, amounts = False, False
        groups[-1].append(head)
        named = named or names
        amounts = amounts or (named and not names and _may_be_amounts(head))
    return groups


def _may_be_amounts(head: Head) -> bool:
    return bool(head.path) and head.path[-1] not in SERIAL_WORDS


def _names_rows(head: Head, pattern: Pattern) -> bool:
    return any(_is_code(head, panel) or _is_label(head, panel) for panel in pattern.panels)


def _is_code(head: Head, panel: PanelPattern) -> bool:
    if panel.panel.axis is not Axis.CODES or not head.path:
        return False
    last = head.path[-1]
    usual = last in CODE_PARTS or last in CODE_WORDS
    return usual or any(_alike(head.path, one) >= WITHIN for one in panel.codes)


def _is_label(head: Head, panel: PanelPattern) -> bool:
    if not head.path or not panel.labels:
        return False
    coded = panel.panel.axis is Axis.CODES
    return (coded and head.path[-1] in NAME_WORDS) or any(
        _alike(head.path, one) >= WITHIN for one in panel.labels
    )


def _panels(groups: Sequence[Sequence[Head]], pattern: Pattern) -> list[PanelPattern]:
    """The panel of each group: by the side its headers name, else by its place."""
    panels = pattern.panels
    if len(panels) == 1:
        return [panels[0]] * len(groups)
    return [
        _named_panel(group, panels) or panels[min(place, len(panels) - 1)]
        for place, group in enumerate(groups)
    ]


def _named_panel(group: Sequence[Head], panels: Sequence[PanelPattern]) -> PanelPattern | None:
    top = next((head.path[0] for head in group if len(head.path) > 1), "")
    named = [one for one in panels if one.panel.key and one.panel.key in top]
    return named[0] if len(named) == 1 else None


def _segment(group: Sequence[Head], panel: PanelPattern) -> Segment:
    codes = [head.column for head in group if _is_code(head, panel)]
    labels = [head.column for head in group if _is_label(head, panel) and head.column not in codes]
    if panel.panel.axis is Axis.CODES and not codes and len(labels) > 1:
        codes, labels = labels[:1], labels[1:]
    label = labels[0] if labels else None
    rest = [head for head in group if head.column not in (*codes, *labels[:1])]
    if label is None and codes and rest and not rest[0].path:
        label, rest = rest[0].column, rest[1:]
    return Segment(panel, tuple(codes), label, _placed(rest, panel))


def _placed(heads: Sequence[Head], panel: PanelPattern) -> tuple[Placed, ...]:
    """Columns of the template given to those of the sheet, the best likeness first."""
    likeness = sorted(
        (-best, place, head.column)
        for place, (_, paths) in enumerate(panel.columns)
        for head in heads
        if head.path and (best := max((_alike(head.path, one) for one in paths), default=0.0))
    )
    units = {head.column: head.unit for head in heads}
    taken: dict[int, int] = {}
    for _, place, at in likeness:
        if place not in taken and at not in taken.values():
            taken[place] = at
    return tuple(
        Placed(panel.columns[place][0], at, units[at]) for place, at in sorted(taken.items())
    )


def _alike(path: Path, wanted: Path) -> float:
    """How much a path of the sheet is like one of a template; 0 when it is not."""
    if path == wanted:
        return EXACT + len(wanted) / 10
    if path[-1] != wanted[-1]:
        return JOINED if "".join(path) == "".join(wanted) else 0.0
    if len(path) > len(wanted) and _is_within(wanted, path):
        return WITHIN + len(wanted) / 10
    if len(path) < len(wanted) and wanted[-len(path) :] == path:
        return SHORTER + len(path) / 10
    return 0.0


def _is_within(short: Path, long: Path) -> bool:
    rest = iter(long)
    return all(word in rest for word in short)


def _fit(segments: Sequence[Segment], pattern: Pattern) -> float:
    found = {(id(one.pattern), placed.column.key) for one in segments for placed in one.placed}
    needed = {
        (id(panel), column.key)
        for panel in pattern.panels
        for column, _ in panel.columns
        if not column.optional
    }
    named = all(
        any(one.pattern is panel and (one.codes or one.label is not None) for one in segments)
        for panel in pattern.panels
        if panel.labels
    )
    return len(found & needed) / max(1, len(needed)) if named else 0.0


def best_layout(grid: Grid, patterns: Sequence[Pattern]) -> Layout | None:
    """The one pattern whose header this sheet has whole; None when several have it as well."""
    layouts = [one for pattern in patterns if (one := lay(grid, pattern, 0, len(grid.rows)))]
    whole = sorted((one for one in layouts if one.fit == 1), key=_size, reverse=True)
    if not whole or (len(whole) > 1 and _size(whole[0]) == _size(whole[1])):
        return None
    return whole[0]


def _size(layout: Layout) -> int:
    return sum(len(one.placed) for one in layout.segments)
