"""Templates made ready for comparing: every word plain, every header a path."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from svc_budget.domain.templates.templates import Axis, Column, Line, Panel, TableTemplate
from svc_budget.domain.workbooks.wording import header_word, line_name, without_brackets

Path = tuple[str, ...]
CODE_PARTS: Final = ("类", "款", "项")
CODE_WORDS: Final = frozenset(
    ("编码", "代码", "科目编码", "科目代码", "功能分类科目编码", "经济分类科目编码", "科目编号")
)
NAME_WORDS: Final = frozenset(("名称", "科目名称", "功能分类科目名称", "经济分类科目名称"))
SERIAL_WORDS: Final = frozenset(("行次", "序号", "栏次"))
_USUAL: Final = frozenset(
    (*CODE_PARTS, *CODE_WORDS, *NAME_WORDS, *SERIAL_WORDS, "收入", "支出", "备注", "项目", "科目")
)


@dataclass(frozen=True, slots=True)
class PanelPattern:
    """A panel's headers and lines in plain words."""

    panel: Panel
    labels: tuple[Path, ...]
    codes: tuple[Path, ...]
    columns: tuple[tuple[Column, tuple[Path, ...]], ...]
    lines: dict[str, tuple[int, ...]]  # places in panel.lines by each of their names

    def lines_named(self, label: str) -> tuple[int, ...]:
        """Where the lines of that name stand in the template, in order."""
        name = line_name(label)
        found = self.lines.get(name) or self.lines.get(f"{name}支出")
        if found is None and "(" in name:
            found = self.lines.get(without_brackets(name))
        return found or ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template's panels, and every word that may stand in its headers."""

    template: TableTemplate
    panels: tuple[PanelPattern, ...]
    words: frozenset[str]


@lru_cache(maxsize=1024)
def pattern_of(template: TableTemplate) -> Pattern:
    """The pattern of a template."""
    panels = tuple(map(_panel, template.panels))
    words = {
        word
        for panel in panels
        for path in (
            *panel.labels,
            *panel.codes,
            *(one for _, paths in panel.columns for one in paths),
        )
        for word in path
    }
    return Pattern(template, panels, frozenset(words | _USUAL))


def _panel(panel: Panel) -> PanelPattern:
    lines: dict[str, tuple[int, ...]] = {}
    for place, line in enumerate(panel.lines):
        for name in _names(line):
            lines[name] = (*lines.get(name, ()), place)
    return PanelPattern(
        panel,
        _paths(panel.labels),
        _paths(panel.code_headers) if panel.axis is Axis.CODES else (),
        tuple((column, _paths(column.headers)) for column in panel.columns),
        lines,
    )


def _names(line: Line) -> set[str]:
    return {line_name(name) for name in line.names}


def _paths(headers: Iterable[str]) -> tuple[Path, ...]:
    return tuple(tuple(header_word(word)[0] for word in one.split("/")) for one in headers)
