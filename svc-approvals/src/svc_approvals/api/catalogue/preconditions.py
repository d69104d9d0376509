"""If-Match where a thing may be new: asked for only when there is something to overwrite."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, Header

from shared.reading import etag
from shared.refusals import PreconditionMissing, Stale


@dataclass(frozen=True, slots=True)
class Precondition:
    """What the client last saw."""

    header: str | None

    def check(self, version: int) -> None:
        """Compare with our version, 0 when there is nothing yet.

        Refused with PreconditionMissing where something would be overwritten unseen, and
        with Stale when the client saw something else.
        """
        if self.header is None:
            if version:
                raise PreconditionMissing
            return
        self.compare(version)

    def compare(self, version: int) -> None:
        """Refused with Stale when the client said what it saw and that is not ours."""
        if self.header is None:
            return
        said = self.header.strip()
        if not version or (said != "*" and said.partition(".")[0].rstrip('"') != f'"{version}'):
            raise Stale


async def precondition(
    if_match: Annotated[
        str | None, Header(description="读到的 ETag；已有内容时必需", examples=['"1"'])
    ] = None,
) -> Precondition:
    """The precondition of a request."""
    return Precondition(if_match)


Seen = Annotated[Precondition, Depends(precondition)]


def etag_of(version: int, body: str) -> str:
    """The ETag of what is shown of a versioned thing, when more than the thing is shown."""
    return etag(version)[:-1] + f'.{sha256(body.encode()).hexdigest()[:16]}"'
