"""A directory of columns as its file says it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from svc_documents.domain.columns.columns import Column, Period
from svc_documents.domain.columns.entries import Entry

PERIOD = re.compile(r"^(\d+)(w?)$")


class Organ(NamedTuple):
    """Who answers for a column."""

    organ_id: UUID
    name: str
    region_code: str


class Directory(NamedTuple):
    """Columns, parents first, and what they have published."""

    began_on: date
    columns: Sequence[Column]
    entries: Sequence[Entry]


def codes_in(said: Mapping[str, Any]) -> set[str]:
    """The codes of the organs a file names."""
    return {one["organ"] for one, _, _ in _walked(said["columns"], None)}


def directory_of(said: Mapping[str, Any], organs: Mapping[str, Organ]) -> Directory:
    """The directory a file says, with its organs as the directory of organs knows them."""
    columns = [
        _column(one, parent, position, organs[one["organ"]])
        for one, parent, position in _walked(said["columns"], None)
    ]
    return Directory(said["began_on"], columns, [_entry(one) for one in said["entries"]])


def _walked(
    said: Sequence[Mapping[str, Any]], parent: str | None
) -> Iterator[tuple[Mapping[str, Any], str | None, int]]:
    for position, one in enumerate(said, 1):
        yield one, parent, position
        yield from _walked(one.get("below", ()), one["id"])


def _column(said: Mapping[str, Any], parent: str | None, position: int, organ: Organ) -> Column:
    return Column(
        column_id=said["id"], name=said["name"], parent=parent, position=position,
        kind=said.get("kind", "list"), organ_id=organ.organ_id, organ_name=organ.name,
        region_code=organ.region_code, period=_period(said.get("period")),
    )  # fmt: skip


def _period(said: str | int | None) -> Period | None:
    found = PERIOD.match(str(said)) if said is not None else None
    return Period(int(found[1]), bool(found[2])) if found else None


def _entry(said: Mapping[str, Any]) -> Entry:
    return Entry(
        entry_id=uuid5(NAMESPACE_URL, f"yangguang:entry:{said['column']}:{said['title']}"),
        column_id=said["column"], title=said["title"], formed_on=said["formed"],
        published_on=said["published"], text=said.get("text", ""), fields=said.get("fields", {}),
    )  # fmt: skip
