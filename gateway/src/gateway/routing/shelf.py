"""The shelf: public answers handed out at the door, fetched once however many ask at once."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from time import monotonic

import structlog
from prometheus_client import Counter

from gateway.routing.answers import Message, Sending, Wire
from gateway.routing.cache import Cache, Stored
from gateway.routing.cache_rules import Terms, key_of, terms_of, unconditional
from gateway.routing.crossing import HalfAnswer
from gateway.routing.encodings import PLAIN, best_encoding, form_of
from gateway.routing.headers import NOT_BACK, untagged
from gateway.routing.visits import Headers, Visit
from shared.refusals import Refusal

log = structlog.get_logger("shelf")

Fetch = Callable[[Visit, Wire], Awaitable[int | None]]

WAIT_SECONDS = 5.0  # for somebody else's fetching; after it everybody fetches alone
ROUNDS = 2
UNSHARED_REMEMBERED, UNSHARED_SECONDS = 10_000, 60.0
OK, UNCHANGED = 200, 304
SERVER_FAULTS = frozenset({500, 502, 503, 504})
NOT_KEPT = NOT_BACK | {b"content-length", b"x-content-type-options", b"referrer-policy", b"age"}
ANSWERS = Counter("yangguang_shelf_answers", "Answers by how the shelf gave them", ["how"])
HOW = {how: ANSWERS.labels(how) for how in ("hit", "stale", "miss", "through")}


class Taking:
    """The end of a wire that keeps a public answer whole, and hands any other on at once."""

    def __init__(self, visit: Visit, wire: Wire | None, *, better_than_error: bool) -> None:
        self.terms: Terms | None = None
        self.status = 0
        self.headers: Headers = []
        self.body = b""
        self.failed = False
        self.whole = False
        self._visit = visit
        self._wire = wire
        self._instead = better_than_error

    async def __call__(self, message: Message) -> None:
        """One message of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.failed = self._instead and message["status"] in SERVER_FAULTS
            self.terms = terms_of(message["status"], message["headers"])
            self.headers = [pair for pair in message["headers"] if pair[0] not in NOT_KEPT]
            if self.terms is None:
                message = {**message, "headers": self._with_ours(message["headers"])}
        if self.terms is not None:
            self.body += message.get("body", b"")
            self.whole = not message.get("more_body") and "body" in message
        elif self._wire is not None and not self.failed:
            await self._wire.send(message)

    def _with_ours(self, headers: Headers) -> Headers:
        said = {name for name, _ in headers}
        return [*headers, *(pair for pair in self._visit.answer_headers if pair[0] not in said)]


class Shelf:
    """Answers of the cache, and what has to be fetched for it."""

    def __init__(self, cache: Cache) -> None:
        self.cache = cache
        self._filling: dict[bytes, asyncio.Future[Refusal | None]] = {}
        self._unshared: OrderedDict[bytes, float] = OrderedDict()
        self._renewing: dict[bytes, asyncio.Task[None]] = {}

    async def answer(
        self, visit: Visit, tags: tuple[str, ...], wire: Wire, fetch: Fetch
    ) -> int | None:
        """Answer one request from the shelf, or by fetching; the status that was given."""
        key = key_of(visit)
        for _ in range(ROUNDS):
            stored = self.cache.find(key, visit.named)
            state = "old" if stored is None else self.cache.state(stored)
            if stored is not None and state != "old":
                if state == "stale":
                    self._renew(key, visit, tags, wire, fetch)
                return await self._give(stored, visit, wire, "hit" if state == "fresh" else "stale")
            if visit.method != "GET" or self._is_unshared(key):
                break
            filling = self._filling.get(key)
            if filling is None:
                return await self._fill(key, visit, tags, wire, fetch, stored)
            await asyncio.wait({filling}, timeout=WAIT_SECONDS)
            refusal = filling.result() if filling.done() else None
            if refusal is not None:
                return await self._without(refusal, stored, visit, wire)
        HOW["through"].inc()
        return await fetch(visit, wire)

    async def close(self) -> None:
        """Let go of what is still being fetched."""
        renewing = [*self._renewing.values()]
        for task in renewing:
            task.cancel()
        await asyncio.gather(*renewing, return_exceptions=True)

    async def _fill(
        self, key: bytes, visit: Visit, tags: tuple[str, ...], wire: Wire, fetch: Fetch,
        old: Stored | None,
    ) -> int | None:  # fmt: skip
        done = self._filling[key] = asyncio.get_running_loop().create_future()
        helps = old is not None and self.cache.helps(old)
        taking = Taking(visit, wire, better_than_error=helps)
        refusal: Refusal | None = None
        try:
            status, new = await self._fetched(key, visit, tags, wire, fetch, taking)
        except (Refusal, HalfAnswer) as fault:
            refusal = fault if isinstance(fault, Refusal) else None
            if old is None or not helps or wire.send.begun:
                raise
            taking.failed, status, new = True, None, None
        finally:
            del self._filling[key]
            done.set_result(refusal)
        if taking.failed and old is not None:
            return await self._give(old, visit, wire, "stale")
        return status if new is None else await self._give(new, visit, wire, "miss")

    async def _without(self, refusal: Refusal, old: Stored | None, visit: Visit, wire: Wire) -> int:
        """Answer who waited for a fetching that was refused: nobody waits for the same again."""
        if old is None or not self.cache.helps(old):
            raise refusal
        return await self._give(old, visit, wire, "stale")

    async def _fetched(
        self, key: bytes, visit: Visit, tags: tuple[str, ...], wire: Wire, fetch: Fetch,
        taking: Taking,
    ) -> tuple[int | None, Stored | None]:  # fmt: skip
        versions = self.cache.versions(tags)
        asked = unconditional(visit)
        status = await fetch(asked, Wire(wire.scope, wire.receive, Sending(taking)))
        if taking.terms is None or not taking.whole:
            if taking.status == OK:
                self._remember_unshared(key)
            return status, None
        stored = Stored(taking.headers, taking.body, taking.terms, tags, versions)
        self.cache.keep(key, visit.named, stored)
        return status, stored

    def _renew(
        self, key: bytes, visit: Visit, tags: tuple[str, ...], wire: Wire, fetch: Fetch
    ) -> None:
        """Fetch a stale answer anew while it is still given out, once at a time."""
        if key in self._renewing:
            return
        task = asyncio.create_task(self._renewed(key, visit, tags, wire, fetch))
        self._renewing[key] = task
        task.add_done_callback(lambda _: self._renewing.pop(key, None))

    async def _renewed(
        self, key: bytes, visit: Visit, tags: tuple[str, ...], wire: Wire, fetch: Fetch
    ) -> None:
        aside = Wire(wire.scope, _nobody_leaves, Sending(_nowhere))
        taking = Taking(visit, None, better_than_error=True)
        try:
            await self._fetched(key, visit, tags, aside, fetch, taking)
        except Exception as fault:  # noqa: BLE001 - nobody waits for it; the next one tries again
            log.warning("not renewed", path=visit.shown, fault=repr(fault))

    async def _give(self, stored: Stored, visit: Visit, wire: Wire, how: str) -> int:
        status, encoding = chosen(stored, visit)
        if encoding not in stored.forms:
            _, body = form_of(stored, encoding)
            self.cache.grown(len(body) if encoding else 0)
        age = str(int(self.cache.age(stored))).encode() if stored.stored_at else b"0"
        told = [
            *head_of(stored, status, encoding), *visit.answer_headers, (b"age", age),
            (b"x-cache", how.encode()),
        ]  # fmt: skip
        await wire.send({"type": "http.response.start", "status": status, "headers": told})
        bare = status != OK or visit.method == "HEAD"
        body = b"" if bare else stored.forms[encoding][1]
        await wire.send({"type": "http.response.body", "body": body})
        HOW[how].inc()
        return status

    def _is_unshared(self, key: bytes) -> bool:
        return self._unshared.get(key, 0.0) > monotonic() - UNSHARED_SECONDS

    def _remember_unshared(self, key: bytes) -> None:
        """Nobody need wait for an answer that is not shared."""
        self._unshared[key] = monotonic()
        if len(self._unshared) > UNSHARED_REMEMBERED:
            self._unshared.popitem(last=False)


_OF_BODIES = frozenset({b"content-length", b"content-encoding", b"content-type"})


def chosen(stored: Stored, visit: Visit) -> tuple[int, bytes]:
    """With which status and in which encoding a visitor gets a stored answer."""
    encoding = best_encoding(stored, visit.named.get(b"accept-encoding", PLAIN))
    asked = visit.named.get(b"if-none-match")
    unchanged = asked is not None and stored.etag and _names(asked, stored.etag)
    return UNCHANGED if unchanged else OK, encoding


def head_of(stored: Stored, status: int, encoding: bytes) -> Headers:
    """The stored head in an encoding that was made before."""
    headers, _ = stored.forms[encoding]
    if status == OK:
        return headers
    return [pair for pair in headers if pair[0] not in _OF_BODIES]


def _names(asked: bytes, etag: bytes) -> bool:
    """Whether If-None-Match names an answer (RFC 9110, 13.1.2: weak comparison)."""
    if asked.strip() == b"*":
        return True
    given = {each.strip().removeprefix(b"W/") for each in untagged(asked).split(b",")}
    return etag.removeprefix(b"W/") in given


async def _nowhere(_: Message) -> None:
    """Nobody waits for it."""


async def _nobody_leaves() -> Message:
    await asyncio.Event().wait()
    raise AssertionError("nobody sets it")
