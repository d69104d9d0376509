"""What is published is corrected with a reason, and nothing of it is lost."""

from typing import Any

import pytest
from documents_building import Documents, a_document
from life_building import REGISTRAR, TEXT, Life


@pytest.fixture
async def life(documents: Documents) -> Life:
    """The service, with two organs that may issue."""
    made = Life(documents)
    await made.settle()
    return made


async def corrected(life: Life, document_id: str, **body: Any) -> Any:
    return await life.go(document_id, "correct", **{"reason": "录入有误，以原件为准"} | body)


async def test_the_header_is_corrected_with_what_it_was(life: Life) -> None:
    document_id = await life.at("publish", theme="住房")

    answer = await corrected(life, document_id, theme="住房保障", issued_on="2026-11-24")

    assert answer.status_code == 200
    assert answer.json()["elements"]["theme"] == "住房保障"
    found = await life.documents.as_().get(f"/documents/{document_id}/corrections")
    (one,) = found.json()
    assert one["reason"] == "录入有误，以原件为准"
    assert {(c["name"], c["before"], c["after"]) for c in one["changes"]} == {
        ("theme", "住房", "住房保障"), ("issued_on", "2026-11-25", "2026-11-24"),
    }  # fmt: skip
    (told,) = await life.documents.told("documents.document.corrected.v1")
    assert sorted(told["members"]) == ["issued_on", "theme"]


async def test_a_corrected_text_is_another_version_and_the_first_stays(life: Life) -> None:
    document_id = await life.at("publish")
    text = TEXT.replace("住房困难家庭", "住房困难居民家庭")

    answer = await corrected(life, document_id, markdown=text)

    assert answer.status_code == 200
    rows = await life.documents.pool.fetch(
        "SELECT kind, reason, plain LIKE '%居民家庭%' AS after FROM text_version ORDER BY number"
    )
    assert [tuple(row) for row in rows] == [
        ("original", "", False), ("correction", "录入有误，以原件为准", True),
    ]  # fmt: skip
    today = (await life.documents.as_().get(f"/documents/{document_id}/text")).json()
    assert "居民家庭" in str(today)


async def test_a_corrected_number_has_its_right_form_and_both_stay_used(life: Life) -> None:
    document_id = await life.at("publish")

    answer = await corrected(life, document_id, document_no="鹤建规[2026]第5号")

    assert answer.json()["elements"]["document_no"] == "鹤建规〔2026〕5号"
    other = await life.at("register")
    for number in ("鹤建规〔2026〕1号", "鹤建规〔2026〕5号"):
        assert (await life.go(other, "number", number=number)).status_code == 409


@pytest.mark.parametrize(
    "body", [{}, {"theme": ""}, {"markdown": TEXT}, {"document_no": "鹤建规（2026）1号"}]
)
async def test_a_correction_that_changes_nothing_is_refused(
    life: Life, body: dict[str, str]
) -> None:
    document_id = await life.at("publish")

    answer = await corrected(life, document_id, **body)

    assert answer.status_code == 409
    assert await life.documents.pool.fetchval("SELECT count(*) FROM correction") == 0
    assert await life.documents.pool.fetchval("SELECT count(*) FROM text_version") == 1


async def test_a_correction_needs_its_reason_and_a_published_document(life: Life) -> None:
    published, draft = await life.at("publish"), await life.at("number")

    without = await life.go(published, "correct", theme="住房")
    early = await corrected(life, draft, theme="住房")

    assert (without.status_code, early.status_code) == (422, 409)


async def test_a_registration_number_is_never_written_by_hand(life: Life) -> None:
    document_id = await life.at("publish")

    answer = await corrected(life, document_id, registration_no="HCDR-2026-02999")

    assert answer.status_code == 422


async def test_a_document_of_no_organ_here_is_nobodys_to_correct(life: Life) -> None:
    entered = await life.documents.enter(a_document())

    answer = await life.ask(
        "POST", f"/{entered.document_id}/correct", REGISTRAR, json={"reason": "有误", "theme": "x"}
    )

    assert answer.status_code == 404
