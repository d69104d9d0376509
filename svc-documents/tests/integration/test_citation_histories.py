"""Whatever happens in whichever order: the last answer to a citation is what is so."""

import random
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from documents_building import Documents, a_document

from shared.events import Event
from shared.events.approvals import BasisCited
from shared.events.documents import DocumentPublished, EffectChanged, RelationDeclared
from shared.events.envelope import Envelope
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.events.reactions import reactions
from svc_documents.storage.documents import documents as rows
from svc_documents.use_cases.effects.changing import change_force

REFERENCES = (
    "甲办法", "《甲办法》（湘政发〔2020〕1号）", "湘政发[2020] 1", "乙办法", "湘政发〔2020〕2号",
)  # fmt: skip
STEPS = 14
HEARD = (DocumentPublished, EffectChanged, RelationDeclared)


class History:
    """A library and its citers; facts are heard late, in the order they were told in."""

    def __init__(self, documents: Documents, seed: int) -> None:
        self.documents = documents
        self.chance = random.Random(seed)  # noqa: S311  a test's, not a secret's
        self.held: list[Document] = []
        self.heard = 0

    async def hear(self, event: Event) -> None:
        react = reactions.to(event.subject)
        assert react is not None
        about = Envelope(uuid4(), event.subject, uuid4(), 1, self.documents.now, {})
        async with self.documents.bench.unit_of_work(self.documents.now) as work:
            await react(event, work, about)

    async def catch_up(self) -> None:
        """The worker hears everything of the library that it has not heard yet."""
        told = await self.documents.pool.fetch(
            "SELECT subject, data FROM outbox JOIN journal USING (aggregate_id, sequence)"
            " WHERE subject = ANY($1) ORDER BY position",
            [one.subject for one in HEARD],
        )
        known = {one.subject: one for one in HEARD}
        for row in told[self.heard :]:
            await self.hear(known[row["subject"]].model_validate(row["data"]))
        self.heard = len(told)

    async def step(self) -> None:
        """Something happens; now and then the worker catches up."""
        await self.chance.choice((self.cite, self.publish, self.end, self.end))()
        if self.chance.random() < 0.3:
            await self.catch_up()

    async def cite(self) -> None:
        matter = self.chance.randrange(3)
        reference = self.chance.choice(REFERENCES)
        await self.hear(BasisCited(citer=f"approvals:matter:{matter}", reference=reference))

    async def publish(self) -> None:
        title, number = self.chance.choice((("甲办法", 1), ("甲办法", 0), ("乙办法", 2)))
        force = Force(first=date(2020, 1, 1 + len(self.held)))
        if self.chance.random() < 0.3:
            force = Force(force.first, date(2024, 1, 1), Cause.LAPSED)
        document = a_document(
            title=title, document_no=f"湘政发〔2020〕{number}号" if number else "", force=force
        )
        self.held.append(await self.documents.enter(document))

    async def end(self) -> None:
        if not self.held:
            return
        by = self.chance.choice(self.held).document_id
        chosen = self.chance.choice(self.held).document_id
        async with self.documents.bench.unit_of_work(self.documents.now) as work:
            document = await rows.with_id(work, chosen)
            assert document is not None
            first = document.force.first
            ended = Force(first, date(2026, 6, 1), Cause.REPLACED, ended_by=by)
            await change_force(work, document, ended)


async def told_last(documents: Documents) -> dict[tuple[str, str], dict[str, Any]]:
    """The last answer to every citation."""
    answers = await documents.told("documents.basis.resolved.v1")
    return {(one["citer"], one["reference"]): one for one in answers}


@pytest.mark.parametrize("seed", range(8))
async def test_the_last_answer_is_what_is_so(documents: Documents, seed: int) -> None:
    history = History(documents, seed)
    await history.cite()
    for _ in range(STEPS):
        await history.step()
    await history.catch_up()

    for (_, reference), told in (await told_last(documents)).items():
        checked = (await documents.as_().get("/basis", params={"ref": reference})).json()
        document = checked["document"]
        assert told["document_id"] == (document["document_id"] if document else None)
        assert told["effect"] == (checked["effect"]["effect"] if document else None)
        candidates = {one["document_id"] for one in checked["candidates"]}
        assert set(told["candidates"]) == candidates
