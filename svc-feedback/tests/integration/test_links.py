"""Links between a case and its review, for the gateway alone."""

from uuid import uuid4

import pytest
from feedback_building import Feedback, a_closed_case, a_person, an_answer


async def test_a_named_review_and_its_case_lead_to_each_other(feedback: Feedback) -> None:
    zhang = a_person()
    case = a_closed_case(zhang)
    await feedback.hears(case)
    answer = an_answer(await feedback.token_of(zhang), 4, anonymous=False)
    review = (await feedback.as_(zhang).post("/api/v1/reviews", json=answer)).json()
    anybody = feedback.as_()

    (to_review,) = (await anybody.get(f"/links/case/{case.case_id}")).json()["links"]
    of_review = (await anybody.get(f"/links/review/{review['review_id']}")).json()["links"]
    to_matter, to_case = sorted(of_review, key=lambda link: link["rel"])

    assert (to_review["kind"], to_review["id"]) == ("review", review["review_id"])
    shown = (await anybody.get(to_review["href"])).json()
    assert {**review, **shown} == review
    assert (to_case["kind"], to_case["id"]) == ("case", str(case.case_id))
    assert case.case_no not in str(of_review)
    assert (to_matter["kind"], to_matter["id"]) == ("matter", case.matter_code)
    (back,) = (await anybody.get(f"/links/matter/{case.matter_code}")).json()["links"]
    assert back == to_review


async def test_an_anonymous_review_and_its_case_do_not_lead_to_each_other(
    feedback: Feedback,
) -> None:
    zhang = a_person()
    case = a_closed_case(zhang)
    await feedback.hears(case)
    answer = an_answer(await feedback.token_of(zhang), 4)
    review = (await feedback.as_(zhang).post("/api/v1/reviews", json=answer)).json()

    of_case = (await feedback.as_().get(f"/links/case/{case.case_id}")).json()
    of_review = (await feedback.as_().get(f"/links/review/{review['review_id']}")).json()

    assert of_case == {"links": []}
    assert [link["kind"] for link in of_review["links"]] == ["matter"]


@pytest.mark.parametrize("kind", ["case", "matter"])
async def test_what_others_own_and_nobody_reviewed_has_no_links(
    feedback: Feedback, kind: str
) -> None:
    for unknown in (str(uuid4()), "HC-YJS-9999"):
        assert (await feedback.as_().get(f"/links/{kind}/{unknown}")).json() == {"links": []}


@pytest.mark.parametrize("kind", ["review", "bad_review"])
async def test_a_review_that_is_not_public_is_not_found(feedback: Feedback, kind: str) -> None:
    for unknown in (str(uuid4()), "HC-YJS-9999"):
        answer = await feedback.as_().get(f"/links/{kind}/{unknown}")
        assert answer.status_code == 404
        assert answer.json()["type"].endswith(f"/{kind.replace('_', '-')}-not-found")


async def test_what_we_never_heard_of_is_no_kind(feedback: Feedback) -> None:
    assert (await feedback.as_().get(f"/links/fund/{uuid4()}")).status_code == 422
