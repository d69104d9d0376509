"""The navigator over HTTP: a few questions, each with its reason, until little is left."""

from typing import Any

import pytest
from demo_building import with_demo
from service_building import Policies, citizen


@pytest.fixture
async def demo(service: Policies) -> Policies:
    return await with_demo(service)


async def begun(demo: Policies, **answers: Any) -> dict[str, Any]:
    answer = await demo.as_().post("/match/sessions", json={"answers": answers})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def answered(
    demo: Policies, session: dict[str, Any], attr: str, answer: Any
) -> dict[str, Any]:
    path = f"/match/sessions/{session['session_id']}/answers"
    sent = await demo.as_().post(path, json={"attr": attr, "answer": answer})
    assert sent.status_code == 200, sent.text
    found: dict[str, Any] = sent.json()
    return found


def known(session: dict[str, Any]) -> int:
    return int(session["counts"]["matched"] + session["counts"]["excluded"])


async def test_a_session_asks_until_nothing_matters_and_every_answer_settles_no_less(
    demo: Policies,
) -> None:
    session, asked = await begun(demo), []
    while session["question"] is not None:
        question = session["question"]
        asked.append(question["attr"])
        assert question["question"]
        assert question["reason"].startswith("这一问能判断")
        assert question["policies"] > 0
        assert question["options"], question["attr"]
        before = known(session)
        session = await answered(demo, session, asked[-1], question["options"][0]["answer"])
        assert known(session) >= before
        assert len(asked) < 120

    assert session["stop_offered"] or session["counts"]["undecided"] > 0
    whole = await demo.as_().post(f"/match/sessions/{session['session_id']}/match", json={})
    assert whole.json()["counts"] == session["counts"]


async def test_what_is_not_known_is_not_asked_again(demo: Policies) -> None:
    session = await begun(demo, region="990102")
    first = session["question"]["attr"]
    session = await answered(demo, session, first, {"unknown": True})

    assert [one["attr"] for one in session["declined"]] == [first]
    assert session["question"]["attr"] != first


async def test_an_answer_can_be_changed_and_taken_back(demo: Policies) -> None:
    begin = await begun(demo, region="990102", industry="C")
    here = await answered(demo, begin, "staff", {"from": 20, "to": 50, "unit": "人"})
    other = await answered(demo, here, "region", "990200")
    assert other["counts"] != here["counts"]
    again = await answered(demo, other, "region", "990102")
    assert again["counts"] == here["counts"]
    path = f"/match/sessions/{begin['session_id']}/answers/staff"
    back = (await demo.as_().delete(path)).json()
    assert back["counts"] == begin["counts"]
    assert back["version"] == begin["version"] + 4


async def test_a_refused_answer_leaves_the_session_as_it_was(demo: Policies) -> None:
    session = await begun(demo, region="990102")
    path = f"/match/sessions/{session['session_id']}"
    reversed_ = {"attr": "staff", "answer": {"from": 9, "to": 1, "unit": "人"}}
    refused = await demo.as_().post(f"{path}/answers", json=reversed_)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["code"] == "interval_reversed"
    assert (await demo.as_().get(path)).json() == session


async def test_a_session_of_an_account_is_its_own(demo: Policies) -> None:
    firm = citizen("firm", "enterprise")
    session = (await demo.as_(firm).post("/match/sessions", json={})).json()
    path = f"/match/sessions/{session['session_id']}"

    assert (await demo.as_(firm).get(path)).status_code == 200
    assert (await demo.as_().get(path)).status_code == 404
    assert (await demo.as_(citizen("other")).get(path)).status_code == 404
