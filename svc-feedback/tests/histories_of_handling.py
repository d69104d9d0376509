"""The part of a random history in which bad reviews are handled, each to an end of its own."""

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from uuid import uuid4

from directory_building import an_official
from feedback_building import Feedback, a_person
from handling_building import APPEALS, Desk, a_member

Ending = Callable[[Desk], Awaitable[object]]


class Handlers:
    """The staff that handles all bad reviews there are."""

    def __init__(self, feedback: Feedback, chance: random.Random) -> None:
        """Of a service, by chance."""
        self._feedback, self._chance = feedback, chance

    async def handle_new(self) -> None:
        """Handle each that has come in to an end; some wait on."""
        endings: tuple[Ending, ...] = (
            self._waits, self._rectifies, self._replies, self._content, self._content,
            self._unreachable, self._escalated, self._reopened, self._upheld, self._upheld,
            self._rejected, self._appealed, self._explained, self._late,
        )  # fmt: skip
        rows = await self._feedback.pool.fetch(
            "SELECT bad_review_id, organ_id, region_code FROM bad_review"
            " WHERE state = 'received' ORDER BY received_at, bad_review_id"
        )
        for row in rows:
            ending = self._chance.choice(endings)
            organ_id, region = row["organ_id"], row["region_code"]
            await an_official(self._feedback, organ_id, "HC-CL-001")
            await ending(
                Desk(
                    self._feedback, str(row["bad_review_id"]),
                    a_member(organ_id, "HC-CL-001", region=region),
                    a_member(organ_id, "HC-CL-002", region=region),
                    a_member(uuid4(), "HC-JD-001", "supervisor", region), a_person(),
                )
            )  # fmt: skip

    async def _waits(self, desk: Desk) -> None:
        await desk.takes("triage", desk.colleague, grade=self._chance.choice(("simple", "complex")))

    async def _rectifies(self, desk: Desk) -> None:
        await desk.rectifying()

    async def _replies(self, desk: Desk) -> None:
        await desk.rectifying()
        self._later(24)
        await desk.takes("reply", text="已改正。", change="form", improvement="表格少填三项。")

    async def _content(self, desk: Desk) -> None:
        await self._replies(desk)
        await desk.takes("revisit", satisfied=True)

    async def _late(self, desk: Desk) -> None:
        await desk.rectifying()
        self._later(20, least=170)
        await desk.takes("reply", text="已改正。", change="place", improvement="增设座椅。")
        await desk.takes("revisit", satisfied=True)

    async def _unreachable(self, desk: Desk) -> None:
        await self._replies(desk)
        for _ in range(3):
            self._later(2, least=1)
            await desk.takes("attempts", channel="phone", reached=False)
        await desk.takes("close", note="三次未能联系上。")

    async def _escalated(self, desk: Desk) -> None:
        await self._replies(desk)
        await desk.takes("revisit", satisfied=False)
        await desk.takes("reply", text="再次改正。", change="staff", improvement="窗口增加一人。")
        await desk.takes("revisit", satisfied=False)
        await desk.takes("rule", desk.supervisor, again=False, note="整改到位。")

    async def _reopened(self, desk: Desk) -> None:
        await self._content(desk)
        await desk.takes("reopen", desk.supervisor, note="又收到同样的反映。")

    async def _explained(self, desk: Desk) -> None:
        await desk.assigned()
        await desk.takes("attempts", channel="phone", reached=True)
        await desk.takes("verify", verdict="untrue", note="与事实不符。")
        await desk.takes("explain", note="没有法律依据。")
        await desk.takes("reply", text="作出解释。", change="nothing", improvement="作出解释。")
        await desk.takes("revisit", satisfied=True)

    async def _appealed(self, desk: Desk) -> str:
        await desk.rectifying()
        filed = await desk.takes("appeal", desk.colleague, kind="mistaken", evidence="点错了。")
        self._later(20)
        return str(filed["appeal_id"])

    async def _upheld(self, desk: Desk) -> None:
        await self._decided(desk, upheld=True)

    async def _rejected(self, desk: Desk) -> None:
        await self._decided(desk, upheld=False)

    async def _decided(self, desk: Desk, *, upheld: bool) -> None:
        path = f"{APPEALS}/{await self._appealed(desk)}/decide"
        body = {"upheld": upheld, "reason": "录音可以证明。"}
        decided = await self._feedback.as_(desk.supervisor).post(path, json=body)
        assert decided.status_code == 200, decided.text

    def _later(self, hours: float, least: float = 0) -> None:
        self._feedback.later(timedelta(hours=least + self._chance.random() * hours))
