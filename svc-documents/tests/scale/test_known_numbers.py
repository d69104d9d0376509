"""Every number of the whole collection of stubs, in any writing, names a document that bears it.

The collection is not shipped: DOCUMENTS_COLLECTIONS names the folder of docmeta.jsonl.gz.
"""

import os
import random
import sys
from pathlib import Path

import pytest
from documents_building import Documents
from writings_building import in_some_writing

from svc_documents.domain.numbers.document_numbers import read_number
from svc_documents.use_cases.library.collections import load_stubs

FOLDER = os.environ.get("DOCUMENTS_COLLECTIONS", "")
ASKED = 3_000
NUMBERED = "SELECT document_id::text AS id, document_no, number_key FROM document ORDER BY 1"


@pytest.mark.scale
@pytest.mark.skipif(not FOLDER, reason="DOCUMENTS_COLLECTIONS names no folder")
async def test_a_number_in_any_writing_is_the_first_hit(
    documents: Documents, capsys: pytest.CaptureFixture[str]
) -> None:
    await load_stubs(documents.bench.unit_of_work, Path(FOLDER) / "docmeta.jsonl.gz")
    await documents.pool.execute("VACUUM ANALYZE search_part")
    rows = await documents.pool.fetch(NUMBERED)
    keys = {row["id"]: row["number_key"] for row in rows}
    numbers = [number for row in rows if (number := read_number(row["document_no"]))]
    chance = random.Random(7)  # noqa: S311 - the same sample every time
    client, wrong = documents.as_(), []
    for number in chance.sample(numbers, ASKED):
        written = in_some_writing(number, chance)
        answer = await client.get("/documents", params={"q": written, "limit": 1})
        first = [keys[one["document_id"]] for one in answer.json()["items"]]
        if first != [number.key]:
            wrong.append((written, first))

    with capsys.disabled():
        sys.stdout.write(f"\nnumbers in any writing: {ASKED - len(wrong)} of {ASKED} first\n")
    assert wrong == []
