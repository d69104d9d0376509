"""Builders for paired screens: a clerk, an outer screen, and a case between them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx2
from approvals_building import CALLERS, Approvals, token_of
from serving import served
from streaming import Stream


@dataclass
class Pair:
    """A joined pair of screens."""

    approvals: Approvals
    session_id: str
    token: str

    @property
    def path(self) -> str:
        return f"/desk/sessions/{self.session_id}"

    @property
    def clerk(self) -> httpx2.AsyncClient:
        return self.approvals.as_("window1")

    @property
    def screen(self) -> httpx2.AsyncClient:
        return self.approvals.as_("anonymous", **{"X-Screen-Token": self.token})

    async def show(self, case_id: str, *fields: str) -> dict[str, Any]:
        """The clerk shows these fields of a case, or all."""
        body = {"case_id": case_id} | ({"fields": list(fields)} if fields else {})
        done = await self.clerk.put(f"{self.path}/form", json=body, headers={"If-Match": "*"})
        assert done.status_code == 200, done.text
        shown: dict[str, Any] = done.json()
        return shown

    async def seen(self) -> dict[str, dict[str, Any]]:
        """The fields as the person sees them."""
        shown = (await self.screen.get(self.path)).json()
        return {one["key"]: one for one in shown["fields"]}

    async def judge(
        self, key: str, verdict: str = "confirmed", mark: str = "", **body: Any
    ) -> httpx2.Response:
        """The person says so of what they see."""
        mark = mark or (await self.seen())[key]["mark"]
        return await self.screen.post(
            f"{self.path}/fields/{key}", json={"verdict": verdict, "mark": mark, **body}
        )

    @asynccontextmanager
    async def watching(self, **headers: str) -> AsyncIterator[Stream]:
        """The person's stream over a real connection."""
        sent = {
            "Authorization": f"Bearer {token_of(CALLERS['anonymous'])}",
            "X-Screen-Token": self.token, **headers,
        }  # fmt: skip
        async with (
            served(self.approvals.app) as address,
            httpx2.AsyncClient(base_url=f"{address}/api/v1", timeout=20) as client,
            client.stream("GET", f"{self.path}/stream", headers=sent) as answer,
        ):
            assert answer.status_code == 200
            yield Stream(answer.aiter_lines(), "session")


async def a_code(approvals: Approvals, **body: Any) -> dict[str, Any]:
    """A session of the clerk's and its code."""
    opened = await approvals.as_("window1").post("/desk/sessions", json=body)
    assert opened.status_code == 201, opened.text
    shown: dict[str, Any] = opened.json()
    return shown


async def a_pair(approvals: Approvals, **body: Any) -> Pair:
    """Opened by the clerk and joined by an outer screen."""
    opened = await a_code(approvals, **body)
    joined = await approvals.as_("anonymous").post(
        "/desk/sessions/join", json={"code": opened["code"]}
    )
    assert joined.status_code == 200, joined.text
    return Pair(approvals, joined.json()["session_id"], joined.json()["token"])
