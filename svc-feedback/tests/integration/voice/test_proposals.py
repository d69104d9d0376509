"""A theme leads to a proposal, and a proposal to a decision."""

import asyncio
from typing import Any
from uuid import uuid4

from feedback_building import Feedback
from voice_building import REGION, an_analyst, two_themes

from shared import audit
from shared.identity import Caller

VOICE = "/api/v1/voice"
YES = {"accepted": True, "reason": "下月起写明，详询13812345678。"}
NO = {"accepted": False, "reason": "办事指南中已经写明。"}
WISH = {"kind": "guide_improvement", "text": "写明预约方式，电话13812345678。"}


async def test_a_theme_proposes_a_better_guide_and_it_is_told(feedback: Feedback) -> None:
    theme = next(iter(await two_themes(feedback)))
    client = feedback.as_(an_analyst())
    url = f"{VOICE}/themes/{theme}/proposals"

    without = await client.post(url, json=WISH)
    made = await client.post(url, json=WISH | {"matter_code": "HC-YJS-0001"})
    unknown = await client.post(
        f"{VOICE}/themes/{uuid4()}/proposals", json=WISH | {"kind": "information_push"}
    )

    assert (without.status_code, made.status_code, unknown.status_code) == (422, 201, 404)
    assert "13812345678" not in made.text
    assert made.json()["accepted"] is None
    (fact,) = await feedback.told("feedback.proposal.made.v1")
    assert fact["matter_code"] == "HC-YJS-0001"
    listed = (await client.get(f"{VOICE}/proposals?count=true")).json()
    assert [one["proposal_id"] for one in listed["items"]] == [made.json()["proposal_id"]]


async def test_a_supervisor_of_the_place_accepts_a_proposal_and_says_why(
    feedback: Feedback,
) -> None:
    made = await _a_proposal(feedback)
    city = feedback.as_(an_analyst("431200"))

    answer = await city.post(_decision(made), json=YES)

    assert answer.status_code == 200
    assert answer.json()["accepted"] is True
    assert answer.json()["reason"].startswith("下月起写明")
    assert "13812345678" not in answer.text
    (fact,) = await feedback.told("feedback.proposal.decided.v1")
    assert fact["proposal_id"] == made["proposal_id"]
    assert (fact["accepted"], fact["reason"]) == (True, answer.json()["reason"])
    assert (await _listed(city, "open"), await _listed(city, "decided")) == ([], [answer.json()])
    async with feedback.pool.acquire() as connection:
        assert await audit.first_broken(connection) is None


async def test_who_works_for_no_place_proposes_nothing(feedback: Feedback) -> None:
    theme = next(iter(await two_themes(feedback)))
    nowhere = feedback.as_(an_analyst(""))
    answer = await nowhere.post(
        f"{VOICE}/themes/{theme}/proposals", json=WISH | {"kind": "information_push"}
    )
    assert (answer.status_code, answer.json()["type"].rsplit("/")[-1]) == (
        409, "proposal-without-region",
    )  # fmt: skip


async def test_a_proposal_decided_five_times_at_once_is_decided_once(feedback: Feedback) -> None:
    made = await _a_proposal(feedback)
    overseers = [feedback.as_(an_analyst()) for _ in range(5)]

    answers = await asyncio.gather(*(one.post(_decision(made), json=NO) for one in overseers))

    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    assert len(await feedback.told("feedback.proposal.decided.v1")) == 1
    again = await overseers[0].post(_decision(made), json=YES)
    assert again.status_code == 409
    assert again.json()["type"].endswith("/proposal-decided-already")


async def test_only_a_supervisor_of_the_place_who_did_not_make_it_decides(
    feedback: Feedback,
) -> None:
    proposer = an_analyst()
    made = await _a_proposal(feedback, proposer)
    refused = {
        proposer: (403, "proposal-decided-by-proposer"),
        an_analyst("440300"): (404, "proposal-not-found"),
        an_analyst("431224"): (404, "proposal-not-found"),
        an_analyst(REGION, "editor"): (403, "role-missing"),
        Caller("p", "person", roles=frozenset({"citizen"})): (403, "role-missing"),
    }

    for caller, (status, slug) in refused.items():
        answer = await feedback.as_(caller).post(_decision(made), json=YES)
        assert answer.status_code == status
        assert answer.json()["type"].endswith(slug)

    colleague = feedback.as_(an_analyst())
    assert (await colleague.post(_decision(made), json=YES | {"reason": ""})).status_code == 422
    assert (await colleague.post(_decision({"proposal_id": uuid4()}), json=YES)).status_code == 404
    assert await feedback.told("feedback.proposal.decided.v1") == []
    assert len(await _listed(colleague, "open")) == 1


async def _a_proposal(feedback: Feedback, proposer: Caller | None = None) -> dict[str, Any]:
    theme = next(iter(await two_themes(feedback)))
    client = feedback.as_(proposer or an_analyst(role="editor"))
    wish = WISH | {"matter_code": "HC-YJS-0001"}
    made: dict[str, Any] = (
        await client.post(f"{VOICE}/themes/{theme}/proposals", json=wish)
    ).json()
    return made


def _decision(made: dict[str, Any]) -> str:
    return f"{VOICE}/proposals/{made['proposal_id']}/decide"


async def _listed(client: Any, state: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = (await client.get(f"{VOICE}/proposals?state={state}")).json()[
        "items"
    ]
    return rows
