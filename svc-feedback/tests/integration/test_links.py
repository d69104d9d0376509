"""Links between a case and its review, for the gateway alone."""

from uuid import uuid4

from feedback_building import Feedback, a_closed_case, a_person, an_answer


async def test_a_named_review_and_its_case_lead_to_each_other(feedback: Feedback) -> None:
    zhang = a_person()
    case = a_closed_case(zhang)
    await feedback.hears(case)
    answer = an_answer(await feedback.token_of(zhang), 4, anonymous=False)
    review = (await feedback.as_(zhang).post("/api/v1/reviews", json=answer)).json()
    anybody = feedback.as_()

    (to_review,) = (await anybody.get(f"/links/case/{case.case_id}")).json()["links"]
    (to_case,) = (await anybody.get(f"/links/review/{review['review_id']}")).json()["links"]

    assert (to_review["kind"], to_review["id"]) == ("review", review["review_id"])
    assert (await anybody.get(to_review["href"])).json() == review
    assert (to_case["kind"], to_case["id"]) == ("case", str(case.case_id))


async def test_an_anonymous_review_leads_nowhere(feedback: Feedback) -> None:
    zhang = a_person()
    case = a_closed_case(zhang)
    await feedback.hears(case)
    answer = an_answer(await feedback.token_of(zhang), 4)
    review = (await feedback.as_(zhang).post("/api/v1/reviews", json=answer)).json()

    for path in (f"/links/case/{case.case_id}", f"/links/review/{review['review_id']}"):
        assert (await feedback.as_().get(path)).json() == {"links": []}


async def test_what_we_do_not_know_has_no_links(feedback: Feedback) -> None:
    assert (await feedback.as_().get(f"/links/case/{uuid4()}")).json() == {"links": []}
