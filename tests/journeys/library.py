"""Older papers that come into the house's library, and how soon others see what becomes of them."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, uuid4, uuid5

from journeys.people import SOON

from shared.database import Pool, unit_of_work
from shared.ids import new_id
from svc_documents.domain.documents.documents import Document, Elements
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Force
from svc_documents.use_cases.documents.entering import NewText, enter_document


async def entered(library: Pool, name: str, force: Force) -> Document:
    """An older paper of the office's own comes into the library."""
    number = uuid4().int % 90000 + 10
    document = Document(
        document_id=new_id(), document_class=DocumentClass.LEGACY,
        title=f"鹤城区理发卫生办法{name}{number}", organ_name="怀化市鹤城区行政审批服务局",
        organ_id=uuid5(NAMESPACE_URL, "yangguang:organ:xzsp"), region_code="431202",
        document_no=f"鹤审发〔2026〕{number}号", force=force,
        elements=Elements(issued_on=date(2019, 1, 1)),
    )  # fmt: skip
    text = NewText(document.title, [{"kind": "paragraph", "text": "全文。"}], "全文。")
    async with unit_of_work(library, datetime.now(UTC), actor="system:journeys") as work:
        await enter_document(work, document, [text])
    return document


async def once(look: Callable[[], Awaitable[bool]]) -> float:
    """Look until it is so; answers after how many seconds."""
    began = time.perf_counter()
    async with asyncio.timeout(SOON):
        while not await look():  # noqa: ASYNC110  asks as a page does that is loaded again
            await asyncio.sleep(0.02)
    return time.perf_counter() - began
