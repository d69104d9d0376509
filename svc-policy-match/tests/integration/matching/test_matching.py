"""Matching over HTTP, on the demo's policies: verdicts, reasons, near misses, the same again."""

from typing import Any

import pytest
from demo_building import with_demo
from policy_files import policies_in
from service_building import Policies, citizen

FIRM: dict[str, Any] = {
    **policies_in("policies/specialised-firms")[0]["base"],
    "region": "990102",
    "industry": "C",
    "staff": {"value": 35, "unit": "人"},
    "revenue@-1": {"value": 2400, "unit": "万元"},
    "assets@-1": {"value": 1800, "unit": "万元"},
    "founded_on": "2021-03-01",
    "research_share@-1": {"value": "2.4", "unit": "%"},
    "dishonest": False,
}


@pytest.fixture
async def demo(service: Policies) -> Policies:
    return await with_demo(service)


async def matched(demo: Policies, answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = await demo.as_().post("/match", json={"answers": answers, **more})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def all_undecided(demo: Policies, found: dict[str, Any]) -> list[dict[str, Any]]:
    path = f"/match/{found['match_id']}/policies"
    answer = await demo.as_().get(path, params={"verdict": "undecided", "limit": 100})
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_verdicts_carry_their_reasons_and_the_words_of_the_policy(demo: Policies) -> None:
    found = await matched(demo, FIRM)

    assert found["counts"]["matched"] > 0
    assert sum(found["counts"].values()) == await demo.pool.fetchval(
        "SELECT count(*) FROM policy WHERE audience = 'enterprise'"
        " AND coalesce(closes_on >= $1, true)",
        demo.now.date(),
    )
    for one in found["matched"]:
        assert {each["state"] for each in one["conditions"]} <= {"met", "failed", "unknown"}
        assert all(each["sentence"] for each in one["conditions"])
    for one in found["undecided"]:
        assert one["settled_by"], one["code"]
        assert all(each["title"] for each in one["settled_by"])
    for one in found["near"]:
        assert one["gaps"], one["code"]
        assert "failed" in {each["state"] for each in one["conditions"]}


async def test_what_is_worth_most_comes_first_and_totals_are_of_the_best_combination(
    demo: Policies,
) -> None:
    found = await matched(demo, FIRM)

    worth = [float(one["benefit"]["lowest"]) for one in found["matched"]]
    assert worth == sorted(worth, reverse=True)
    assert found["confirmed_value"] == found["combination"]["total"]["lowest"]
    chosen = {one["policy_id"] for one in found["combination"]["chosen"]}
    for one in found["combination"]["left_out"]:
        assert set(one["instead"]) & chosen


async def test_an_answer_to_what_settles_a_policy_settles_it_or_asks_for_less(
    demo: Policies,
) -> None:
    found = await matched(demo, FIRM)
    undecided = await all_undecided(demo, found)
    one = next(
        each for each in undecided if any(not want["question"] for want in each["settled_by"])
    )
    words = {each["key"]: True for each in one["settled_by"] if not each["question"]}

    again = await matched(demo, {**FIRM, **words})
    codes = {each["code"] for each in again["matched"]}
    left = {each["code"]: each["settled_by"] for each in await all_undecided(demo, again)}
    assert one["code"] in codes or len(left[one["code"]]) < len(one["settled_by"])


async def test_a_matching_is_explained_again_as_it_was_when_policies_have_changed(
    demo: Policies,
) -> None:
    found = await matched(demo, FIRM)
    first = found["matched"][0]
    async with demo.bench.unit_of_work(demo.now) as work:
        await work.write(
            "UPDATE policy SET state = 'closed' WHERE policy_id = $1", first["policy_id"]
        )
        await work.write("UPDATE policy_edition SET number = number + 1")

    replay = (await demo.as_().get(f"/match/{found['match_id']}")).json()
    assert [one["code"] for one in replay["matched"]] == [one["code"] for one in found["matched"]]
    assert replay["matched"][0]["conditions"] == first["conditions"]
    now = await matched(demo, FIRM)
    assert first["code"] not in {one["code"] for one in now["matched"]}
    assert now["edition"] > found["edition"]


async def test_all_policies_of_a_verdict_are_read_page_by_page(demo: Policies) -> None:
    found = await matched(demo, {"region": "990102"})
    path, seen, cursor = f"/match/{found['match_id']}/policies", [], None
    while True:
        asked: dict[str, Any] = {"verdict": "undecided", "limit": 7, "count": True}
        page = (
            await demo.as_().get(path, params={**asked, **({"cursor": cursor} if cursor else {})})
        ).json()
        seen += [one["code"] for one in page["items"]]
        assert page["total"] == found["counts"]["undecided"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == found["counts"]["undecided"]


async def test_a_matching_of_an_account_is_its_own(demo: Policies) -> None:
    firm, other = citizen("firm", "enterprise"), citizen("other", "enterprise")
    answer = await demo.as_(firm).post("/match", json={"answers": {"region": "990102"}})
    path = f"/match/{answer.json()['match_id']}"

    assert (await demo.as_(firm).get(path)).status_code == 200
    assert (await demo.as_(other).get(path)).status_code == 404
    assert (await demo.as_().get(path)).status_code == 404


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("unknown attribute", {"shoe": 1}, "unknown_attribute"),
    ("year missing", {"revenue": {"value": 1, "unit": "元"}}, "wrong_period"),
    ("interval reversed", {"staff": {"from": 5, "to": 2, "unit": "人"}}, "interval_reversed"),
    ("wrong unit", {"staff": {"value": 5, "unit": "万元"}}, "wrong_unit"),
    ("unknown code", {"industry": "99999"}, "unknown_code"),
    ("no number", {"staff": {"value": "many", "unit": "人"}}, "no_number"),
]


@pytest.mark.parametrize(("answers", "code"), [one[1:] for one in BAD],
                         ids=[one[0] for one in BAD])  # fmt: skip
async def test_answers_that_cannot_be_read_are_refused_with_their_place(
    demo: Policies, answers: dict[str, Any], code: str
) -> None:
    answer = await demo.as_().post("/match", json={"answers": answers})

    assert answer.status_code == 422
    assert [one["code"] for one in answer.json()["errors"]] == [code]
    assert await demo.pool.fetchval("SELECT count(*) FROM match_run") == 0


async def test_loading_the_demo_again_changes_nothing(demo: Policies) -> None:
    before = await demo.pool.fetch("SELECT policy_id, version FROM policy ORDER BY 1")
    await with_demo(demo)
    assert await demo.pool.fetch("SELECT policy_id, version FROM policy ORDER BY 1") == before
    assert len(before) == 76


async def test_every_test_profile_of_the_demo_gets_its_verdict_over_http(demo: Policies) -> None:
    """The same through index and routes as through the tree alone."""
    rows = await demo.pool.fetch(
        "SELECT policy_id, said FROM policy_version WHERE said ->> 'theme' = '专精特新'"
    )
    assert rows
    for row in rows:
        for profile in row["said"]["profiles"]:
            if profile["declared"]:
                continue
            found = await matched(demo, profile["answers"])
            verdicts = await demo.pool.fetchval(
                "SELECT verdicts FROM match_run WHERE match_id = $1", found["match_id"]
            )
            _, verdict = verdicts.get(str(row["policy_id"]), (1, "not_matched"))
            assert verdict == profile["verdict"], (row["said"]["title"], profile["title"])
