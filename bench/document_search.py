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
COMMON = "very common words"
KNOWN = ("words of titles", "full titles", "numbers", COMMON, "two very common words", "lists")
READ = ("phrases", "questions", "deep pages")
FACETS = ("facets of common words", "facets of words")
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
            await _round(grounds, client, asked)
            taken = [await _round(grounds, client, asked) for _ in range(rounds)]
    return _figures(taken, held)


async def _round(
    grounds: Grounds, client: httpx2.AsyncClient, asked: Sequence[Asked]
) -> dict[str, list[float]]:
    """Milliseconds of every question by its class; a badge is good for a minute, a round is not."""
    taken: dict[str, list[float]] = {}
    for one in asked:
        badge_now = badge(grounds, ANONYMOUS, "svc-documents")
        client.headers["Authorization"] = f"Bearer {badge_now}"
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
    def p95(kinds: Sequence[str]) -> list[float]:
        return [percentile([ms for kind in kinds for ms in one.get(kind, ())], 95) for one in taken]

    def said(kinds: Sequence[str]) -> str:
        middle = {kind: median(ms for one in taken for ms in one[kind]) for kind in kinds}
        each = (f"{kind} {middle[kind]:.0f}/{median(p95([kind])):.0f}" for kind in kinds)
        return f"p50/p95 by class: {', '.join(each)}"

    known = [kind for kind in KNOWN if kind in taken[0]]
    common, suggested = p95([COMMON]), p95(["suggest"])
    whole = p95(known)
    return [
        Figure(
            "document_search", f"document search, {held:,} documents, p95", "ms", whole,
            f"<= {MOST_MS} ms", median(whole) <= MOST_MS,
            notes="known items, very common words and lists, one after the other over HTTP at the "
            f"service, warm; {said(known)}; texts multiplied from {LAWS.name}",
        ),
        Figure(
            "document_search_common", "the same, very common words alone, p95", "ms", common,
            f"<= {MOST_MS} ms", median(common) <= MOST_MS,
        ),
        Figure(
            "document_search_read", "search that has to read texts, p95", "ms", p95(READ), "", None,
            notes=f"phrases, questions in everyday words, ninth pages of fifty; {said(READ)}",
        ),
        Figure(
            "document_facets", "search with all facets and the total, p95", "ms", p95(FACETS),
            "", None, notes="common words too: every one of their documents is counted",
        ),
        Figure(
            "document_suggest", "suggestions while typing, p95", "ms", suggested,
            f"<= {MOST_SUGGEST_MS} ms", median(suggested) <= MOST_SUGGEST_MS,
        ),
    ]  # fmt: skip
