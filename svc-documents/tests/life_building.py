"""A district whose organs may issue, and documents taken along their way over HTTP."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx2
from documents_building import REGION, Documents, id_of, staff

from shared.identity import Caller
from svc_documents.storage.days import today_of
from svc_documents.storage.directory import Organ, put_organ

STAGES = ("submit-for-review", "steps", "finish-review", "register", "number", "publish")
USUAL_STEPS = ("public_comment", "legality_review", "collective_discussion")
TEXT = (
    "第一条 为了保障住房困难家庭的基本居住，制定本办法。\n\n第二条 本办法自2026年12月25日起施行。"
)
EARLY: dict[str, Any] = {"early_reason": "不立即施行将影响年底前的住房分配。"}
EDITOR, REGISTRAR = staff("editor", "zjj"), staff("registrar", "xzsp")


def an_organ(code: str = "zjj", kind: str = "department", **known: Any) -> Organ:
    """An organ of the district, as the directory tells it."""
    about: dict[str, Any] = {
        "organ_id": id_of("organ", code), "code": code, "name": f"怀化市鹤城区{code}",
        "phone": "0745-2238123", "region_code": REGION, "kind": kind,
        "issuing_rights": ("normative",),
    }  # fmt: skip
    return Organ(**about | known)


@dataclass
class Life:
    """The service, with the organs of a district in its directory."""

    documents: Documents

    async def settle(self, *organs: Organ) -> None:
        """The directory tells of organs."""
        async with self.documents.bench.unit_of_work() as work:
            for organ in organs or (an_organ(), an_organ("xzsp", "service_hall")):
                await put_organ(work, organ)

    async def ask(
        self, method: str, path: str, caller: Caller = EDITOR, **sent: Any
    ) -> httpx2.Response:
        """One request under /documents."""
        client = self.documents.as_(caller)
        return await client.request(method, f"/documents{path}", **sent)

    async def begin(self, caller: Caller = EDITOR, **members: Any) -> dict[str, Any]:
        """A draft with a text."""
        body = {"title": "鹤城区公共租赁住房管理办法", "kind": "办法", "markdown": TEXT, **members}
        answer = await self.ask("POST", "", caller, json=body)
        assert answer.status_code == 201, answer.text
        draft: dict[str, Any] = answer.json()
        return draft

    async def go(
        self, document_id: str, stage: str, caller: Caller | None = None, **body: Any
    ) -> httpx2.Response:
        """One stage of the way, by who usually takes it."""
        usual = EDITOR if stage in {"submit-for-review", "withdraw"} else REGISTRAR
        sent = {"json": body} if body or stage == "number" else {}
        return await self.ask("POST", f"/{document_id}/{stage}", caller or usual, **sent)

    async def step(self, document_id: str, kind: str, **known: Any) -> httpx2.Response:
        """A step that passed today."""
        async with self.documents.bench.unit_of_work(self.documents.now) as work:
            today = today_of(work)
        body = {
            "kind": kind, "opinion": "同意", "done_on": str(today), "done_by": "鹤城区司法局",
            "opened_on": str(today - timedelta(days=30)) if kind == "public_comment" else None,
        }  # fmt: skip
        return await self.go(document_id, "steps", **body | known)

    async def take(self, document_id: str, stage: str) -> None:
        """As far as a stage, which is the last one taken."""
        for one in STAGES[: STAGES.index(stage) + 1]:
            await self.take_one(document_id, one)

    async def take_one(self, document_id: str, stage: str) -> None:
        """One stage, as it is usually taken."""
        answers = (
            [await self.step(document_id, kind) for kind in USUAL_STEPS]
            if stage == "steps"
            else [await self.go(document_id, stage)]
        )
        for answer in answers:
            assert answer.status_code in {200, 201}, answer.text

    async def at(self, stage: str, **members: Any) -> str:
        """The id of a new document that has come as far as a stage."""
        draft = await self.begin(**EARLY | members)
        document_id = str(draft["document_id"])
        await self.take(document_id, stage)
        return document_id
