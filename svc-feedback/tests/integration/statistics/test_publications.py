"""Months are prepared by one, signed off by another, and stay as they were published."""

import base64
from datetime import timedelta
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from feedback_building import Feedback, a_person
from figures_building import REGION, STATS, reviewed

from shared.identity import Caller
from shared.office_hours import china_time
from svc_feedback.domain.statistics.publications import digest_of

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
