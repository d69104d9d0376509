"""Headers of several rows with merged cells, from the paths of their columns."""

from dataclasses import dataclass

from svc_budget.domain.codes.codes import CodeKind
from svc_budget.domain.samples.drafts import Spot
from svc_budget.domain.samples.styles import Style
from svc_budget.domain.templates.templates import Column, Panel
from svc_budget.domain.workbooks.grids import Range

CODE_PARTS = ("类", "款", "项")
DIGITS = (3, 2, 2)
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """One column of a sheet: its path of headers and what stands below it."""

    path: Path
    panel: Panel
    kind: str  # code, part, label, line, amount
    column: Column | None = None
    part: int = 0  # of a code in parts: which


def heads_of(panels: tuple[Panel, ...], style: Style) -> list[Head]:
    """The columns of a sheet from left to right."""
    side_by_side = len(panels) > 1
    return [
        Head((panel.key, *head.path) if side_by_side and head.path[0] != panel.key else head.path,
             panel, head.kind, head.column, head.part)
        for panel in panels
        for head in _of_panel(panel, style)
    ]  # fmt: skip


def _of_panel(panel: Panel, style: Style) -> list[Head]:
    heads = []
    if panel.code_headers:
        code = panel.code_headers[0]
        parts = 3 if panel.code_kind in {CodeKind.FUNCTION, CodeKind.INCOME} else 2
        if style.split_codes:
            heads += [
                Head((code, name), panel, "part", part=number)
                for number, name in enumerate(CODE_PARTS[:parts])
            ]
        else:
            heads.append(Head((code,), panel, "code"))
    if panel.labels:
        heads.append(Head(tuple(panel.labels[0].split("/")), panel, "label"))
        if style.line_numbers and not panel.code_headers:
            heads.append(Head(("行次",), panel, "line"))
    for column in panel.columns:
        path = tuple(style.name(column.headers).split("/"))
        heads.append(Head(path, panel, "amount", column))
    return heads


def header_rows(heads: list[Head]) -> tuple[list[list[str]], list[tuple[Spot, Spot]]]:
    """The texts of the header's rows, and what is merged, from row 0."""
    depth = max(len(head.path) for head in heads)
    rows = [["" for _ in heads] for _ in range(depth)]
    merged = []
    for level in range(depth):
        for start, end in _runs(heads, level):
            rows[level][start] = heads[start].path[level]
            bottom = depth - 1 if len(heads[start].path) == level + 1 else level
            if (bottom, end) != (level, start):
                merged.append(((level, start), (bottom, end)))
    return rows, merged


def _runs(heads: list[Head], level: int) -> list[tuple[int, int]]:
    """Neighbours that share their path down to a level: first and last column of each."""
    runs: list[tuple[int, int]] = []
    for place, head in enumerate(heads):
        if len(head.path) <= level:
            continue
        before = heads[place - 1] if place else None
        same = (
            before is not None
            and before.panel is head.panel
            and len(before.path) > level + 1
            and before.path[: level + 1] == head.path[: level + 1]
            and len(head.path) > level + 1
        )
        if same and runs:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs


def shifted(spots: tuple[Spot, Spot], down: int) -> Range:
    """A merged range so many rows lower."""
    (top, left), (bottom, right) = spots
    return (top + down, left, bottom + down, right)


def code_parts(code: str) -> tuple[str, ...]:
    """2050102 in its columns: 205, 01, 02."""
    parts, at = [], 0
    for digits in DIGITS:
        parts.append(code[at : at + digits])
        at += digits
    return tuple(parts)
