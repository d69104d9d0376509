"""Known items by number (documents.md 6.5): over all stubs, a number in any writing comes first.

The collection is not shipped: DOCUMENTS_COLLECTIONS names its folder.
"""

import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from documents_building import Documents

from svc_documents.domain.basis.references import read_reference
from svc_documents.use_cases.library.collections import load_stubs

pytestmark = pytest.mark.scale
FILE = Path(os.environ.get("DOCUMENTS_COLLECTIONS", "")) / "docmeta.jsonl.gz"
ASKED = 400
NUMBERS = """
SELECT document_no FROM document WHERE number_key <> '' AND document_no ~ '〔.*〕'
ORDER BY document_id
"""
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
WRITINGS: tuple[Callable[[str], str], ...] = (
    lambda one: one,
    lambda one: one.replace("〔", "[").replace("〕", "]"),
    lambda one: one.replace("〔", "(").replace("〕", ")"),
    lambda one: one.replace("〔", "【").replace("〕", "】"),
    lambda one: one.replace("〔", "（").replace("〕", "）"),
    lambda one: one.removesuffix("号"),
    lambda one: one.translate(WIDE),
    lambda one: f" {one.replace('〔', ' 〔 ')} ",
)


@pytest.mark.skipif(not FILE.is_file(), reason="DOCUMENTS_COLLECTIONS names no folder")
async def test_a_number_in_any_writing_is_the_first_hit(
    documents: Documents, capsys: pytest.CaptureFixture[str]
) -> None:
    await load_stubs(documents.bench.unit_of_work, FILE)
    numbers = [row["document_no"] for row in await documents.pool.fetch(NUMBERS)]
    chance = random.Random(7)  # noqa: S311 - the same sample every time
    client, missed = documents.as_(), []
    for number in chance.sample(numbers, ASKED):
        written = chance.choice(WRITINGS)(number)
        items = (await client.get("/documents", params={"q": written, "limit": 1})).json()["items"]
        wanted = read_reference(number).number_keys
        if not items or read_reference(items[0]["document_no"]).number_keys != wanted:
            missed.append(written)

    with capsys.disabled():
        sys.stdout.write(f"\nnumbers in any writing: {ASKED - len(missed)} of {ASKED} first\n")
    assert missed == []
