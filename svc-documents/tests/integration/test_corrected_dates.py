"""A wrong day of force is corrected in public; effect follows, and what was believed is kept."""

from datetime import date, timedelta
from typing import Any

import httpx2
import pytest
from documents_building import Documents, staff
from effects_building import changes_told, in_china, look_all, until
from life_building import Life
from relations_building import declare, effect_of, of_organ

from svc_documents.domain.documents.documents import Document

REASON = "施行日期录入错误，以原件为准"


@pytest.fixture
async def life(documents: Documents) -> Life:
    """The service, with two organs that may issue."""
    made = Life(documents)
    await made.settle()
    return made


async def corrected(documents: Documents, document: Document, **days: str) -> httpx2.Response:
    """The editor of the organ corrects days."""
    path = f"/documents/{document.document_id}/correct"
    return await documents.as_(staff("editor")).post(path, json={"reason": REASON} | days)


async def test_a_wrong_first_day_is_corrected_its_term_counted_anew_and_the_effect_told(
    life: Life,
) -> None:
    documents = life.documents
    document_id = await life.at("publish")
    before: dict[str, Any] = (await life.ask("GET", f"/{document_id}")).json()
    known = documents.now.isoformat().replace("+00:00", "Z")
    documents.set_clock(documents.now + timedelta(hours=1))

    answer = await life.go(document_id, "correct", reason=REASON, effective_on="2026-12-25")

    assert answer.status_code == 200, answer.text
    after = answer.json()
    assert (before["effective_on"], before["valid_until"]) == ("2026-11-25", "2031-11-25")
    assert (after["effective_on"], after["valid_until"]) == ("2026-12-25", "2031-12-25")
    assert after["effect"]["effect"] == "not_yet"
    (told,) = await documents.told("documents.document.effect_changed.v1")
    assert (told["effect_before"], told["effect"]) == ("valid", "not_yet")
    assert told["reason"] == f"勘误：{REASON}"
    believed = (await life.ask("GET", f"/{document_id}?known={known}")).json()
    assert (believed["effective_on"], believed["effect"]["effect"]) == ("2026-11-25", "valid")
    (shown,) = (await life.ask("GET", f"/{document_id}/corrections")).json()
    assert shown["reason"] == REASON
    assert {(one["name"], one["before"], one["after"]) for one in shown["changes"]} == {
        ("effective_on", "2026-11-25", "2026-12-25"), ("valid_until", "2031-11-25", "2031-12-25"),
    }  # fmt: skip
    (fact,) = await documents.told("documents.document.corrected.v1")
    assert set(fact["members"]) == {"effective_on", "valid_until"}

    await look_all(documents, in_china(date(2026, 12, 25)))
    assert (await changes_told(documents))[-1] == ("not_yet", "valid", "2026-12-25")


async def test_a_corrected_last_day_stays_when_the_first_is_corrected_later(life: Life) -> None:
    document_id = await life.at("publish")

    shorter = await life.go(document_id, "correct", reason=REASON, valid_until="2028-06-30")
    moved = await life.go(document_id, "correct", reason=REASON, effective_on="2026-12-01")
    too_long = await life.go(document_id, "correct", reason=REASON, valid_until="2032-01-01")

    assert (shorter.json()["valid_until"], moved.json()["valid_until"]) == ("2028-06-30",) * 2
    assert too_long.status_code == 409
    assert too_long.json()["longest"] == "2031-12-01"


async def test_a_lapse_that_was_recorded_too_early_is_taken_back_and_told(
    documents: Documents,
) -> None:
    paper = await documents.enter(of_organ(force=until(date(2026, 11, 20))))

    answer = await corrected(documents, paper, valid_until="2027-11-20")

    assert answer.status_code == 200, answer.text
    assert (await effect_of(documents, paper))["effect"] == "valid"
    assert [one[:2] for one in await changes_told(documents)] == [("lapsed", "valid")]
    assert await documents.pool.fetchval("SELECT count(*) FROM former_force") == 1


async def test_what_a_document_repeals_on_its_first_day_moves_with_that_day(
    documents: Documents,
) -> None:
    old = await documents.enter(of_organ())
    new = await documents.enter(of_organ(force=until(date(2031, 11, 10))))
    assert (await declare(documents, new, "repeals", old)).status_code == 201
    assert (await effect_of(documents, old))["effect"] == "repealed"

    answer = await corrected(documents, new, effective_on="2026-12-10")

    assert answer.status_code == 200, answer.text
    assert (await effect_of(documents, old, "2026-12-09"))["effect"] == "valid"
    assert (await effect_of(documents, old, "2026-12-10"))["effect"] == "repealed"
    assert {one[:2] for one in await changes_told(documents)} == {
        ("valid", "repealed"), ("repealed", "valid"), ("valid", "not_yet"),
    }  # fmt: skip


async def test_a_repealed_documents_own_term_is_corrected_beneath_its_repeal(
    documents: Documents,
) -> None:
    new = await documents.enter(of_organ())
    old = await documents.enter(of_organ(force=until(date(2027, 6, 30))))
    declared = await declare(documents, new, "repeals", old, takes_effect_on="2026-12-10")
    assert (await corrected(documents, old, valid_until="2028-06-30")).status_code == 200
    assert (await effect_of(documents, old, "2026-12-10"))["effect"] == "repealed"

    path = f"/documents/{new.document_id}/relations/{declared.json()['relation_id']}/retract"
    await documents.as_(staff("editor")).post(path, json={"reason": "对象有误"})

    assert (await effect_of(documents, old, "2028-06-30"))["effect"] == "valid"
    assert (await effect_of(documents, old, "2028-07-01"))["effect"] == "lapsed"


@pytest.mark.parametrize(
    ("days", "pointer"),
    [
        ({"effective_on": "2026-11-24"}, "#/effective_on"),
        ({"valid_until": "2026-11-24"}, "#/valid_until"),
    ],
)
async def test_days_that_cannot_be_are_refused_and_nothing_is_changed(
    life: Life, days: dict[str, str], pointer: str
) -> None:
    document_id = await life.at("publish")

    answer = await life.go(document_id, "correct", None, reason=REASON, **days)

    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]
    same = await life.go(document_id, "correct", reason=REASON, effective_on="2026-11-25")
    assert same.status_code == 409
    assert await life.documents.pool.fetchval("SELECT count(*) FROM correction") == 0
