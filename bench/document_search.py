"""100,000 documents with real texts: how long a reader waits for an answer of the search.

`svc-documents generate` multiplies the laws of DOCUMENTS_LAWS (the demo's when it names no
file), indexed by the product's own work; then a real process is asked over HTTP, one question
after the other. Questions are drawn from the corpus by a fixed seed: what the commonest words
are is counted, not chosen. The bars are those of platform.md 7 and documents.md 3.
"""

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import cast

import httpx2
import rjieba
from complete_over_http import badge
from document_questions import Asked, questions_of, suggestions_of
from figures import Figure, percentile
from grounds import Grounds, connected
from nats.aio.client import Client

from shared.database import open_pool
from shared.identity import ANONYMOUS
from shared.working import Announcements, Bench
from svc_documents.use_cases.search.suggesting import count_words

DOCUMENTS = 100_000
MOST_MS, MOST_SUGGEST_MS = 30, 20
ROOT = Path(__file__).resolve().parents[1]
LAWS = Path(os.environ.get("DOCUMENTS_LAWS") or ROOT / "svc-documents" / "demo" / "laws.jsonl.gz")


async def measure(grounds: Grounds, pairs: int, documents: int = DOCUMENTS) -> list[Figure]:
    """The 95th percentile of a whole mixture, of each class in it, and of suggestions."""
    await fill(grounds, documents)
    return await ask(grounds, pairs)


async def fill(grounds: Grounds, documents: int) -> None:
    """A library of so many documents, ready to be searched."""
    await grounds.make_databases("documents")
    asked = ["--documents", str(documents)]
    await grounds.run("documents", "generate", *asked, DOCUMENTS_LAWS_FILE=str(LAWS))
    pool = await open_pool(grounds.dsn("documents"), size=1, application="bench")
    nobody = cast("Client", None)
    bench = Bench("svc-documents", "documents", pool, nobody, Announcements(pool))
    await count_words(bench, rjieba.cut)
    await pool.close()
    async with connected(grounds.databases.superuser_dsn("documents")) as everything:
        await everything.execute("VACUUM ANALYZE")


async def ask(grounds: Grounds, rounds: int) -> list[Figure]:
    """Ask every class of question, a round to warm up and some that count."""
    async with connected(grounds.databases.superuser_dsn("documents")) as pool:
        asked = [*await questions_of(pool), *await suggestions_of(pool)]
        held = await pool.fetchval("SELECT count(*) FROM search_part WHERE part = 1")
    async with grounds.serving("documents"):
        address = f"http://127.0.0.1:{grounds.port('documents')}/api/v1"
        async with httpx2.AsyncClient(base_url=address) as client:
            client.headers["Authorization"] = _bearer(grounds)
            await _round(client, asked)
            taken = []
            for _ in range(rounds):
                client.headers["Authorization"] = _bearer(grounds)
                taken.append(await _round(client, asked))
    return _figures(taken, held)


def _bearer(grounds: Grounds) -> str:
    return f"Bearer {badge(grounds, ANONYMOUS, 'svc-documents')}"


async def _round(client: httpx2.AsyncClient, asked: Sequence[Asked]) -> dict[str, list[float]]:
    """Milliseconds of every question by its class."""
    taken: dict[str, list[float]] = {}
    for one in asked:
        parameters = dict(one.parameters)
        for _ in range(one.pages_before):
            page = (await client.get(one.path, params=parameters)).json()
            parameters["cursor"] = page["next_cursor"]
        began = time.perf_counter()
        answer = await client.get(one.path, params=parameters)
        taken.setdefault(one.kind, []).append((time.perf_counter() - began) * 1000)
        if answer.status_code != httpx2.codes.OK:
            raise RuntimeError(f"{one}: {answer.text}")
    return taken


def _figures(taken: Sequence[Mapping[str, list[float]]], held: int) -> list[Figure]:
    kinds = [kind for kind in taken[0] if not kind.startswith(("suggest", "facets"))]
    whole = [percentile([ms for kind in kinds for ms in one[kind]], 95) for one in taken]
    each = {kind: [percentile(one[kind], 95) for one in taken] for kind in kinds}
    middle = {kind: median(ms for one in taken for ms in one[kind]) for kind in kinds}
    said = ", ".join(f"{kind} {middle[kind]:.0f}/{median(each[kind]):.0f}" for kind in kinds)
    commonest = each["very common words"]
    facets = [percentile([*one["facets of common words"], *one["facets of words"]], 95)
              for one in taken]  # fmt: skip
    suggested = [percentile(one["suggest"], 95) for one in taken]
    return [
        Figure(
            "document_search", f"document search, {held:,} documents, p95", "ms", whole,
            f"<= {MOST_MS} ms", median(whole) <= MOST_MS,
            notes=f"one after the other over HTTP at the service, warm; p50/p95 by class: {said}; "
            f"texts multiplied from {LAWS.name}",
        ),
        Figure(
            "document_search_common", "the same, very common words, p95", "ms", commonest,
            f"<= {MOST_MS} ms", median(commonest) <= MOST_MS,
        ),
        Figure(
            "document_suggest", "suggestions while typing, p95", "ms", suggested,
            f"<= {MOST_SUGGEST_MS} ms", median(suggested) <= MOST_SUGGEST_MS,
        ),
        Figure(
            "document_facets", "search with all facets and the total, p95", "ms", facets,
            "", None, notes="common words too: every one of their documents is counted",
        ),
    ]  # fmt: skip
