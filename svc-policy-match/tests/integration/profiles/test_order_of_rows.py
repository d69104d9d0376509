"""Rows lie in the order of places after a night, and are what they were."""

from datetime import UTC, datetime, timedelta

from pushing_building import said
from service_building import Policies, citizen, staff

from svc_policy_match.use_cases.profiles.ordering import lay_rows_in_order, until_night

PLACES = "SELECT region FROM profile_row ORDER BY ctid"
ALL = "SELECT md5(string_agg(p::text, ',' ORDER BY id)) FROM profile_row p"


async def test_rows_are_laid_in_order_once_and_stay_what_they_are(service: Policies) -> None:
    for number in range(24):
        me = service.as_(citizen(f"firm-{number}", "enterprise"))
        facts = [{"attribute": "region", "answer": ("431202", "430000", "431200")[number % 3]}]
        await me.post("/profiles/me/facts", json={"facts": facts})
        await me.put("/profiles/me/consents/statistics", json={"given": True})
    before = await service.pool.fetchval(ALL)

    assert await lay_rows_in_order(service.bench)
    lying = [row["region"] for row in await service.pool.fetch(PLACES)]
    assert len(lying) == 24
    assert lying == sorted(lying)
    assert await service.pool.fetchval(ALL) == before
    assert not await lay_rows_in_order(service.bench)

    draft = await service.as_(staff()).post("/policies", json={"code": "HC-1", **said()})
    path = f"/policies/{draft.json()['policy_id']}/draft/simulate"
    found = (await service.as_(staff()).post(path, json={})).json()
    assert found["total"]["possible"] == 24


def test_the_night_begins_at_three_in_the_offices() -> None:
    at_two = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
    assert until_night(at_two) == timedelta(hours=1)
    assert until_night(at_two + timedelta(hours=1)) == timedelta(days=1)
