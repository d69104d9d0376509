"""How composed answers ask their parts."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import orjson
import structlog
from fastapi import Depends, Request, Response

from gateway.api.resources import Answered, Lent, Resources
from gateway.domain.composition.parts import Ask, PartAway
from gateway.domain.composition.walking import Key, Link
from shared.refusals import Refusal

log = structlog.get_logger("composition")

OK = 200
NOTHING_THERE = frozenset({401, 403, 404})
COMPLETE = "public, max-age=60, stale-while-revalidate=300"
PARTIAL = "public, max-age=2"  # asked for again as soon as the missing part may be back


class Asking:
    """Reads from within for one request; None of a service this platform runs without."""

    def __init__(self, request: Request, lent: Resources) -> None:
        self._scope = request.scope
        self._lent = lent

    def public(self, path: str, **query: Any) -> Ask:
        """A public list or thing, as anybody would be shown it; refused with PartAway."""
        target = target_of(path, query)

        async def ask() -> Any:
            if not self._lent.service_of(target):
                return None
            return _read(await self._lent.ask_publicly(self._scope, target), target)

        return ask

    def own(self, path: str, **query: Any) -> Ask:
        """What the caller may see; None where they have no business. Refused with PartAway."""
        target = target_of(path, query)

        async def ask() -> Any:
            answered = await self._lent.ask_within(self._scope, "GET", target, {})
            return None if answered.status in NOTHING_THERE else _read(answered, target)

        return ask

    async def links(self, service: str, key: Key) -> list[Link]:
        """What a service knows next to a thing; refused with PartAway."""
        path = f"/links/{quote(key.kind, safe='')}/{quote(key.id, safe='')}"
        try:
            answered = await self._lent.ask_service(self._scope, service, path)
        except Refusal as refusal:
            raise PartAway(service) from refusal
        if answered.status in NOTHING_THERE:
            return []
        found = _read(answered, path)["links"]
        return [
            Link(each["rel"], Key(each["kind"], each["id"]), each["title"], each["href"])
            for each in found
        ]


def target_of(path: str, query: dict[str, Any]) -> str:
    """A path with its query, encoded; what is None is left out."""
    given = {name: value for name, value in query.items() if value is not None}
    return f"/api/v1/{path}?{urlencode(given)}" if given else f"/api/v1/{path}"


def _read(answered: Answered, target: str) -> Any:
    if answered.status != OK:
        log.warning("a part is missing", target=target.partition("?")[0], status=answered.status)
        raise PartAway(target)
    return orjson.loads(answered.body)


async def asking_of(request: Request, lent: Lent) -> Asking:
    """The asking of this request."""
    return Asking(request, lent)


async def shared_by(response: Response) -> Callable[[Sequence[str]], None]:
    """Say how long the answer may be shared: a complete one for a minute."""

    def say(partial: Sequence[str]) -> None:
        response.headers["Cache-Control"] = PARTIAL if partial else COMPLETE

    return say


Asks = Annotated[Asking, Depends(asking_of)]
Shared = Annotated[Callable[[Sequence[str]], None], Depends(shared_by)]
