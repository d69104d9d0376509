"""Looks at both sides afterwards: what clients were promised, and what the house holds."""

import asyncio
import re
from collections import Counter, defaultdict
from typing import Any, Protocol

from chaos.lives import Lived
from chaos.patience import Accepted
from journeys.town import Town

LONGEST_SETTLING = 180.0
DONE = {  # what an accepted request leaves in the journal, exactly once
    r"POST /cases$": "drafted",
    r"PUT /cases/[^/]+/materials/[^/]+$": "draft_saved",
    r"POST /cases/[^/]+/materials/[^/]+/commitment$": "draft_saved",
    r"POST /cases/[^/]+/submit$": "submitted",
    r"POST /cases/[^/]+/supplement$": "supplemented",
    r"POST /cases/[^/]+/withdraw$": "withdrawn",
    r"POST /desk/cases/[^/]+/accept$": "accepted",
    r"POST /desk/cases/[^/]+/request-supplement$": "supplement_requested",
    r"POST /tasks/[^/]+/claim$": "node_claimed",
    r"POST /tasks/[^/]+/decide$": "node_decided",
}
JOURNAL = """
SELECT aggregate_id, sequence, subject, event_id, data FROM journal ORDER BY aggregate_id, sequence
"""
CASES = "SELECT case_id, state FROM kase"
INBOX = """
SELECT aggregate_id, sequence FROM inbox WHERE consumer = 'svc-feedback_approvals_case'
"""
OPPORTUNITIES = "SELECT case_id FROM opportunity WHERE case_id IS NOT NULL"  # the demo's are visits
WAITING = """
SELECT journal.subject FROM outbox JOIN journal USING (aggregate_id, sequence)
"""
MESSAGES = "SELECT owner, dedupe_key, outcome FROM sent_message"


class Watched(Protocol):
    """A house that can be looked into."""

    async def rows(self, service: str, sql: str) -> list[dict[str, Any]]:
        """What a service's database holds."""

    async def told(self, stream: str) -> list[dict[str, Any]]:
        """Every message of a stream, in its order."""

    async def command(self, service: str, *words: str) -> tuple[int, str]:
        """Run a command of a service: its exit code and what it says."""


class Witness:
    """What is found once nobody harms the house any more."""

    def __init__(self, house: Watched) -> None:
        self._house = house

    async def settled(self) -> None:
        """Wait until all is told and taken: outboxes empty, every closed case reviewed for.

        Raises AssertionError that says what is still open.
        """
        open_yet: dict[str, list[str]] = {"the house": ["never looked into"]}
        try:
            async with asyncio.timeout(LONGEST_SETTLING):
                while open_yet := await self._still_open():  # noqa: ASYNC110  only looking tells
                    await asyncio.sleep(0.5)
        except TimeoutError as fault:
            message = f"not settled after {LONGEST_SETTLING:.0f} s: {open_yet}"
            raise AssertionError(message) from fault

    async def _still_open(self) -> dict[str, list[str]]:
        """What is not told or not taken yet, by kind; nothing when all is."""
        try:
            waiting = [
                f"{service} {row['subject']}"
                for service in ("approvals", "feedback", "gateway")
                for row in await self._house.rows(service, WAITING)
            ]
            closed, invited = await self._closed(), await self._invited()
            messages = await self._house.rows("gateway", MESSAGES)
            asked = await self._asked_messages()
        except OSError as fault:
            return {"the house": [repr(fault)]}
        found = {
            "untold": waiting,
            "uninvited": [str(case) for case in set(closed) - set(invited)],
            "unsent": sorted(set(asked) - {row["dedupe_key"] for row in messages}),
        }
        return {kind: ones for kind, ones in found.items() if ones}

    async def every_accepted_request_is_there(
        self, accepted: list[Accepted], lived: list[Lived], town: Town
    ) -> None:
        """Each left its fact, exactly once; and its applicant reads it."""
        promised = Counter(fact for request in accepted if (fact := _fact_of(request)))
        recorded = Counter(row["subject"].split(".")[2] for row in await self._case_facts())
        deferred = recorded["material_supplied"]  # handed in like the others, after acceptance
        promised["draft_saved"] -= deferred
        assert {fact: recorded[fact] for fact in promised} == dict(promised)
        for one in lived:
            citizen = await town.citizen(one.applicant)
            case = await citizen.case(one.case)
            assert (case["state"], case["result"]) == ("closed", one.result)
            for code, paper in one.papers.items():
                assert (await citizen.download(one.case, code)).content == paper

    async def every_event_came_once_and_in_order(self) -> None:
        """The stream has the journal's facts and no others, each case's in its order."""
        journal = await self._house.rows("approvals", JOURNAL)
        told = await self._house.told("APPROVALS")
        assert Counter(event["id"] for event in told) == Counter(
            str(row["event_id"]) for row in journal
        )
        order: dict[str, list[int]] = defaultdict(list)
        for event in told:
            order[event["subject"]].append(event["sequence"])
        broken = {
            case: seen for case, seen in order.items() if seen != list(range(1, len(seen) + 1))
        }
        assert broken == {}

    async def every_event_was_taken_once(self) -> None:
        """The listener stands where the owner does; each closed case has its one opportunity."""
        heads: dict[Any, int] = {}
        for row in await self._case_facts():
            heads[row["aggregate_id"]] = row["sequence"]
        taken = await self._house.rows("feedback", INBOX)
        assert {row["aggregate_id"]: row["sequence"] for row in taken} == heads
        assert Counter(await self._invited()) == Counter(await self._closed())
        messages = await self._house.rows("gateway", MESSAGES)
        assert Counter(row["dedupe_key"] for row in messages) == Counter(
            await self._asked_messages()
        )
        code, said = await self._house.command("feedback", "dead", "list")
        assert (code, "没有死信" in said) == (0, True), said

    async def every_chain_holds(self) -> None:
        """The audit of every service."""
        for service in ("approvals", "feedback", "gateway"):
            code, said = await self._house.command(service, "check", "--audit")
            assert code == 0, said

    async def _case_facts(self) -> list[dict[str, Any]]:
        rows = await self._house.rows("approvals", JOURNAL)
        return [row for row in rows if row["subject"].startswith("approvals.case.")]

    async def _closed(self) -> list[Any]:
        cases = await self._house.rows("approvals", CASES)
        return [row["case_id"] for row in cases if row["state"] == "closed"]

    async def _invited(self) -> list[Any]:
        return [row["case_id"] for row in await self._house.rows("feedback", OPPORTUNITIES)]

    async def _asked_messages(self) -> list[str]:
        return [
            row["data"]["dedupe_key"]
            for service in ("approvals", "feedback")
            for row in await self._house.rows(service, JOURNAL)
            if ".notification.requested." in row["subject"]
        ]


def _fact_of(request: Accepted) -> str | None:
    """What it left behind; logging in leaves nothing in the journal of cases."""
    shown = f"{request.method} {request.path.removeprefix('/api/v1')}"
    found = [fact for pattern, fact in DONE.items() if re.match(pattern, shown)]
    return found[0] if found else None
