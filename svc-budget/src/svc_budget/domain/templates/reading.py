"""Templates read from their files; everything wrong in one is said at once."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from svc_budget.domain.codes.codes import CodeKind
from svc_budget.domain.templates.templates import (
    Axis,
    Book,
    Column,
    Line,
    Nature,
    Panel,
    TableTemplate,
    TemplateSet,
)

Kept = Mapping[str, Any]


def read_templates(files: Iterable[Kept]) -> TemplateSet:
    """The templates of all files; ValueError names the table that is not in order."""
    templates = [one for file in files for one in _of_file(file)]
    twice = sorted({one.code for one in templates if _overlaps(one, templates)})
    if twice:
        raise ValueError(f"tables with two templates for one year: {', '.join(twice)}")
    return TemplateSet(templates)


def _of_file(file: Kept) -> Iterator[TableTemplate]:
    book = Book(file["book"])
    for table in file["tables"]:
        try:
            yield _table(book, table)
        except (KeyError, TypeError, ValueError) as fault:
            raise ValueError(f"template {table.get('code', '?')}: {fault}") from fault


def _overlaps(one: TableTemplate, templates: Iterable[TableTemplate]) -> bool:
    return any(
        other is not one
        and (other.book, other.code) == (one.book, one.code)
        and (other.first_year or 0) <= (one.last_year or 9999)
        and (one.first_year or 0) <= (other.last_year or 9999)
        for other in templates
    )


def _table(book: Book, kept: Kept) -> TableTemplate:
    known = dict(kept)
    panels = tuple(_panel(one) for one in known.pop("panels"))
    known |= {name: tuple(known.pop(name, ())) for name in ("aliases", "levels")}
    return TableTemplate(book=book, panels=panels, **known)


def _panel(kept: Kept) -> Panel:
    kind = kept.get("code_kind")
    return Panel(
        key=kept["key"],
        labels=tuple(kept["labels"]),
        columns=tuple(_column(one) for one in kept["columns"]),
        axis=Axis(kept["axis"]),
        code_headers=tuple(kept.get("code_headers", ())),
        code_kind=None if kind is None else CodeKind(kind),
        lines=tuple(_line(one) for one in kept.get("lines", ())),
        direction=kept.get("direction", ""),
    )


def _column(kept: Kept) -> Column:
    known = dict(kept)
    nature = Nature(known.pop("nature", Nature.AMOUNT))
    return Column(headers=tuple(known.pop("headers")), nature=nature, **known)


def _line(kept: Kept) -> Line:
    known = dict(kept)
    return Line(aliases=tuple(known.pop("aliases", ())), **known)
