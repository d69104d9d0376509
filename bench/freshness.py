"""How soon a cached public page shows what has changed: the house whole, asked as visitors ask.

A document of the demo is corrected again and again. Each time its page, or the list it stands in,
is in the gateway's cache first; the clock runs from the answer to the correction, whose
transaction is over by then, until the page shows the new title.
"""

import asyncio
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass

import httpx2
from figures import Figure, percentile
from grounds import folder_for_servers
from whole_house import OpenHouse, opened, outside_token

SAMPLES = 20
LONGEST_MS = 1000.0
PATIENCE = 30


@dataclass(frozen=True)
class Page:
    """A public page and how it is told."""

    key: str
    what: str
    path: str


async def measure(rounds: int, _: int) -> list[Figure]:
    """The page of a document, and a list with it."""
    home = folder_for_servers()
    try:
        async with opened(home) as (house, _took):
            return await _figures(house, rounds)
    finally:
        shutil.rmtree(home, ignore_errors=True)


async def _figures(house: OpenHouse, rounds: int) -> list[Figure]:
    token = await asyncio.to_thread(outside_token, house.port, "editor")
    address = f"http://127.0.0.1:{house.port}/api/v1"
    async with httpx2.AsyncClient(base_url=address, timeout=PATIENCE) as visitor:
        editor = Editor(visitor, token, await _a_document(visitor))
        return [
            figure
            for page in editor.pages()
            for figure in _told(page, await _rounds(editor, page, rounds))
        ]


async def _a_document(visitor: httpx2.AsyncClient) -> str:
    listed = (await visitor.get("/documents", params={"limit": 1})).raise_for_status().json()
    return str(listed["items"][0]["document_id"])


@dataclass
class Editor:
    """Who corrects one document, and the visitor's side of it."""

    visitor: httpx2.AsyncClient
    token: str
    document_id: str
    times: int = 0

    def pages(self) -> list[Page]:
        """Where the document is to be seen."""
        return [
            Page("fresh_page", "the document's page", f"/documents/{self.document_id}"),
            Page("fresh_list", "a list with it", "/documents?limit=5"),
        ]

    async def correct(self) -> str:
        """Give it another title, which is told."""
        self.times += 1
        title = f"怀化市鹤城区更正试验办法（第{self.times}次）"
        answer = await self.visitor.post(
            f"/documents/{self.document_id}/correct",
            json={"reason": "标题录入错误，以原件为准。", "title": title},
            headers={"Authorization": f"Bearer {self.token}"},
        )
        answer.raise_for_status()
        return title


async def _rounds(editor: Editor, page: Page, rounds: int) -> list[list[float]]:
    return [[await _until_shown(editor, page) for _ in range(SAMPLES)] for _ in range(rounds)]


async def _until_shown(editor: Editor, page: Page) -> float:
    """Milliseconds."""
    await _until(editor, page, lambda answer: answer.headers.get("x-cache") == "hit")
    title = await editor.correct()
    took = await _until(editor, page, lambda answer: title in answer.text)
    await asyncio.sleep(0.05)
    return took * 1000


async def _until(editor: Editor, page: Page, so: Callable[[httpx2.Response], bool]) -> float:
    began = time.perf_counter()
    async with asyncio.timeout(PATIENCE):
        while not so((await editor.visitor.get(page.path)).raise_for_status()):  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    return time.perf_counter() - began


def _told(page: Page, taken: list[list[float]]) -> list[Figure]:
    everything = [one for sample in taken for one in sample]
    return [
        Figure(
            f"{page.key}_p50", f"a change until {page.what} in the cache shows it, p50", "ms",
            [percentile(sample, 50) for sample in taken], "", None,
            notes=f"{len(everything)} corrections one after another, from the answer to the "
            f"correction; p99 {percentile(everything, 99):.1f} ms",
        ),
        Figure(
            f"{page.key}_longest", f"a change until {page.what} in the cache shows it, longest",
            "ms", [max(sample) for sample in taken], f"<= {LONGEST_MS:g} ms, every time",
            max(everything) <= LONGEST_MS,
        ),
    ]  # fmt: skip
