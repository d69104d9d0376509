"""What a thing is connected with: the form in which every service tells the gateway's walk.

Another service's thing, of which nothing is known, has no links; one's own which
is not shown is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Self, TypeVar
from uuid import UUID

from fastapi import Path
from pydantic import BaseModel

from shared.database import Row
from shared.refusals import NotFound

ThingId = Annotated[str, Path(max_length=500, pattern=r"^[^\x00]+$")]
Found = TypeVar("Found")


class Link(BaseModel):
    """One connection."""

    rel: str
    kind: str
    id: str
    title: str
    href: str


class LinksView(BaseModel):
    """All connections of one thing."""

    links: list[Link]

    @classmethod
    def of(cls, rows: Iterable[Row | Mapping[str, Any]]) -> Self:
        """The view of rows which have a column for each member."""
        return cls(links=[Link(**row) for row in rows])


def own_id(text: str, otherwise: type[NotFound]) -> UUID:
    """The id of a thing of one's own; what is none is refused as one that is not there."""
    try:
        return UUID(text)
    except ValueError as fault:
        raise otherwise from fault


def others_id(text: str) -> UUID | None:
    """The id of somebody else's thing; what is none is one we do not know."""
    try:
        return UUID(text)
    except ValueError:
        return None


def some(rows: Sequence[Found], otherwise: type[NotFound]) -> Sequence[Found]:
    """The rows; refused when there is none, because what is shown is connected."""
    if not rows:
        raise otherwise
    return rows
