"""Months are prepared by one, signed off by another, and stay as they were published."""

import base64
from datetime import date, timedelta
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from feedback_building import Feedback, a_person
from figures_building import ORGAN, REGION, STATS, reviewed

from shared.identity import Caller
from shared.ids import new_id
from shared.office_hours import china_time
from svc_feedback.domain.statistics.publications import MONTH_VERSION, Publication, digest_of
from svc_feedback.storage import publications
from svc_feedback.use_cases.statistics.signing import signature_of

PUBLICATIONS = f"{STATS}/publications"


def a_supervisor(region: str = REGION) -> Caller:
    return Caller(
        str(uuid4()), "staff", roles=frozenset({"supervisor"}), organ_id=uuid4(), region_code=region
    )


async def a_month_later(feedback: Feedback, *levels: int) -> dict[str, str]:
    """Reviews were given; their month is over. The request that prepares it."""
    month = china_time(feedback.app.state.now()).date()
    for level in levels:
        await reviewed(feedback, level)
    feedback.later(timedelta(days=40))
    return {"month": f"{month}"}


async def test_a_month_is_public_once_another_has_signed_it_off(feedback: Feedback) -> None:
    month = await a_month_later(feedback, 5, 5, 1)
    one, other = a_supervisor(), a_supervisor()
    prepared = (await feedback.as_(one).post(PUBLICATIONS, json=month)).json()
    path = f"{PUBLICATIONS}/{prepared['publication_id']}"

    hidden = await feedback.as_().get(path)
    alone = await feedback.as_(one).post(f"{path}/sign-off")
    signed = await feedback.as_(other).post(f"{path}/sign-off")
    again = await feedback.as_(a_supervisor()).post(f"{path}/sign-off")
    shown = (await feedback.as_().get(path)).json()

    assert (hidden.status_code, alone.status_code) == (404, 403)
    assert (signed.status_code, again.status_code) == (200, 409)
    assert shown["content"]["whole"]["reviews"] == 3
    assert shown["content"]["whole"]["bad_rate"] == 0.333333
    assert len(shown["content"]["organs"]) == 1
    assert await feedback.told("feedback.figures.published.v1")


async def test_anybody_can_check_hash_and_signature(feedback: Feedback) -> None:
    month = await a_month_later(feedback, 4)
    prepared = (await feedback.as_(a_supervisor()).post(PUBLICATIONS, json=month)).json()
    path = f"{PUBLICATIONS}/{prepared['publication_id']}"
    await feedback.as_(a_supervisor()).post(f"{path}/sign-off")

    shown = (await feedback.as_().get(path)).json()
    key = (await feedback.as_().get(f"{PUBLICATIONS}/signing-key")).json()["public_key"]

    assert digest_of(shown["content"]) == shown["digest"]
    Ed25519PublicKey.from_public_bytes(base64.b64decode(key)).verify(
        base64.b64decode(shown["signature"]), shown["digest"].encode()
    )


async def test_a_correction_is_a_version_beside_the_first(feedback: Feedback) -> None:
    month = await a_month_later(feedback, 5)
    for _ in range(2):
        prepared = (await feedback.as_(a_supervisor()).post(PUBLICATIONS, json=month)).json()
        await feedback.as_(a_supervisor()).post(
            f"{PUBLICATIONS}/{prepared['publication_id']}/sign-off"
        )

    listed = (await feedback.as_().get(f"{PUBLICATIONS}?region={REGION}&count=true")).json()
    first = (await feedback.as_().get(f"{PUBLICATIONS}?limit=1")).json()
    second = await feedback.as_().get(f"{PUBLICATIONS}?limit=1&cursor={first['next_cursor']}")

    assert [each["version"] for each in listed["items"]] == [2, 1]
    assert listed["total"] == 2
    assert [each["version"] for each in second.json()["items"]] == [1]


async def test_only_a_month_that_is_over_and_only_the_own_region(feedback: Feedback) -> None:
    month = {"month": f"{china_time(feedback.app.state.now()).date()}"}
    early = await feedback.as_(a_supervisor()).post(PUBLICATIONS, json=month)
    citizen = await feedback.as_(a_person()).post(PUBLICATIONS, json=month)
    over = await a_month_later(feedback, 3)
    prepared = (await feedback.as_(a_supervisor()).post(PUBLICATIONS, json=over)).json()
    path = f"{PUBLICATIONS}/{prepared['publication_id']}"
    foreign = await feedback.as_(a_supervisor("520102")).post(f"{path}/sign-off")
    unseen = await feedback.as_(a_supervisor("520102")).get(path)

    assert (early.status_code, citizen.status_code) == (409, 403)
    assert (foreign.status_code, unseen.status_code) == (404, 404)
    assert (await feedback.as_(a_supervisor()).get(path)).status_code == 200


async def test_a_month_of_the_first_formulas_stays_as_it_was_published(feedback: Feedback) -> None:
    january = await a_month_of_version_1(feedback)
    path = f"{PUBLICATIONS}/{january.publication_id}"
    before = (await feedback.as_().get(path)).json()

    beside = await feedback.as_(a_supervisor()).post(PUBLICATIONS, json={"month": "2026-01-01"})
    beside_path = f"{PUBLICATIONS}/{beside.json()['publication_id']}"
    await feedback.as_(a_supervisor()).post(f"{beside_path}/sign-off")
    after = (await feedback.as_().get(path)).json()
    listed = (await feedback.as_().get(f"{PUBLICATIONS}?region={REGION}")).json()["items"]

    assert after == before
    assert after["content"] == january.content
    assert digest_of(after["content"]) == after["digest"] == january.digest
    assert "handling" not in after["content"]["whole"]
    assert {(one["version"], one["formula_version"]) for one in listed} == {
        (1, "1"), (2, MONTH_VERSION),
    }  # fmt: skip
    key = (await feedback.as_().get(f"{PUBLICATIONS}/signing-key")).json()["public_key"]
    Ed25519PublicKey.from_public_bytes(base64.b64decode(key)).verify(
        base64.b64decode(after["signature"]), digest_of(after["content"]).encode()
    )


async def a_month_of_version_1(feedback: Feedback) -> Publication:
    """January as the first formulas published it: no word of how bad reviews were handled."""
    row = {
        "opportunities": 4, "answered": 3, "reviews": 3, "bad": 1, "bad_rate": 0.333333,
        "levels": {"5": 2, "4": 0, "3": 0, "2": 0, "1": 1}, "defaults": 0, "imported": 0,
        "invalid": 0, "satisfaction_strict": 0.666667, "satisfaction_wide": 0.666667,
        "mean_score": 7.33, "active_rate": 0.75,
    }  # fmt: skip
    content = {
        "region_code": REGION, "month": "2026-01", "formula_version": "1", "whole": row,
        "organs": [{"organ_id": str(ORGAN)} | row],
    }  # fmt: skip
    digest, now = digest_of(content), feedback.app.state.now()
    published = Publication(
        new_id(), REGION, date(2026, 1, 1), 1, "1", content, digest, "preparer", now, "signer",
        now, signature_of(digest, feedback.settings.personal_data()),
    )  # fmt: skip
    async with feedback.bench.unit_of_work() as work:
        await publications.add(work, published)
    return published
