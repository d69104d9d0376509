"""The whole collections by the command, killed in the middle: all there, none twice, in minutes.

They are not shipped: DOCUMENTS_COLLECTIONS names the folder of laws.jsonl.gz and docmeta.jsonl.gz.
"""

import asyncio
import os
import sys
import time
from pathlib import Path

import pytest
from documents_building import Documents
from serving_building import environment_of

FOLDER = os.environ.get("DOCUMENTS_COLLECTIONS", "")
LAWS, TEXTS, STUBS = 3309, 3408, 25357
UNREAD = "SELECT count(*) FROM library_entry WHERE '文号无法识别，按原文保留' = ANY(doubts)"


@pytest.mark.scale
@pytest.mark.skipif(not FOLDER, reason="DOCUMENTS_COLLECTIONS names no folder")
async def test_the_whole_collections_load_in_minutes_though_killed_in_the_middle(
    documents: Documents, nats_url: str
) -> None:
    count, started = documents.pool.fetchval, time.monotonic()
    first = await _loading(documents, nats_url)
    while await count("SELECT count(*) FROM document") < LAWS // 3:
        assert first.returncode is None
        await asyncio.sleep(0.05)
    first.kill()
    await first.wait()
    assert await (await _loading(documents, nats_url)).wait() == 0
    seconds = time.monotonic() - started

    assert await count("SELECT count(*) FROM document WHERE NOT stub") == LAWS
    assert await count("SELECT count(*) FROM text_version") == TEXTS
    stubs = await count("SELECT count(*) FROM document WHERE stub")
    assert stubs >= STUBS
    assert await count(UNREAD) < stubs / 100
    assert seconds < 300


async def _loading(documents: Documents, nats_url: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "svc_documents", "load",
        "--laws", str(Path(FOLDER) / "laws.jsonl.gz"),
        "--stubs", str(Path(FOLDER) / "docmeta.jsonl.gz"),
        env=environment_of(documents, NATS_URL=nats_url),
    )  # fmt: skip
