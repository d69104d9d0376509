"""From a closed case to a review, on a real PostgreSQL."""

from asyncio import gather
from collections import Counter
from datetime import timedelta
from uuid import UUID, uuid4

from feedback_building import MATTER, Feedback, a_closed_case, a_person, an_answer

from shared.personal_data import Cell
from svc_feedback.use_cases.summaries import tell_summaries

REVIEWS = "/api/v1/reviews"
OPPORTUNITIES = f"{REVIEWS}/opportunities"

COUNTED = (
    "opportunities", "reviews", "satisfaction_strict", "satisfaction_wide", "mean_score",
    "active_rate", "bad_rate", "bad_per_10000", "defaults", "imported",
)  # fmt: skip


async def test_a_closed_case_opens_an_opportunity_and_asks_its_applicant(
    feedback: Feedback,
) -> None:
    zhang = a_person()
    case = a_closed_case(zhang)

    await feedback.hears(case)

    own = (await feedback.as_(zhang).get(f"{OPPORTUNITIES}?count=true")).json()
    assert own["total"] == 1
    shown = own["items"][0]
    assert (shown["case_no"], shown["matter_name"]) == (case.case_no, case.matter_name)
    assert shown["closed_at"] == "2026-01-05T09:00:00+08:00"
    asked = await feedback.told("feedback.notification.requested.v1")
    assert asked[0]["account_id"] == zhang.subject
    assert asked[0]["template"] == "review_invitation"
    assert asked[0]["parameters"] == {"case_no": case.case_no, "matter_name": case.matter_name}


async def test_a_token_shows_what_is_reviewed_and_the_levels_to_choose_from(
    feedback: Feedback,
) -> None:
    token = await feedback.may_review()

    asked = (await feedback.as_().get(f"{OPPORTUNITIES}/{token}")).json()

    titles = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    assert [level["title"] for level in asked["levels"]] == titles
    assert [len(level["tags"]) for level in asked["levels"]] == [8] * 5
    assert asked["matter_code"] == MATTER


async def test_a_review_is_shown_with_its_tags_and_counted(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)

    answer = an_answer(token, 5, tags=[517, 510], text="  很快  ")
    answered = await feedback.as_(zhang).post(REVIEWS, json=answer)

    review = answered.json()
    assert answered.status_code == 201
    assert (review["level"], review["level_title"], review["text"]) == (5, "非常满意", "很快")
    assert [tag["code"] for tag in review["tags"]] == [510, 517]
    summary = await feedback.as_().get(f"{REVIEWS}/summary?matter={MATTER}")
    assert summary.headers["cache-control"].startswith("public, max-age=30")
    figures = summary.json()
    assert {name: figures[name] for name in COUNTED} == {
        "opportunities": 1, "reviews": 1, "satisfaction_strict": 1.0, "satisfaction_wide": 1.0,
        "mean_score": 10.0, "active_rate": 1.0, "bad_rate": 0.0, "bad_per_10000": 0.0,
        "defaults": 0, "imported": 0,
    }  # fmt: skip


async def test_a_used_token_says_so_and_is_no_longer_listed(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 2))

    used = await feedback.as_(zhang).get(f"{OPPORTUNITIES}/{token}")

    assert used.status_code == 409
    assert used.json()["type"].endswith("/already-reviewed")
    assert used.json()["level"] == 2
    assert used.json()["submitted_at"].endswith("+08:00")
    assert (await feedback.as_(zhang).get(OPPORTUNITIES)).json()["items"] == []


async def test_a_retry_gets_the_same_answer_even_when_the_time_is_over(feedback: Feedback) -> None:
    zhang = a_person()
    answer = an_answer(await feedback.may_review(zhang), 3, text="还行")
    first = await feedback.as_(zhang).post(REVIEWS, json=answer)
    feedback.later(timedelta(days=31))

    again = await feedback.as_(zhang).post(REVIEWS, json=answer)

    assert (again.status_code, again.json()) == (201, first.json())


async def test_a_bad_review_is_told_as_such_too(feedback: Feedback) -> None:
    for level in (1, 2, 3):
        zhang = a_person()
        token = await feedback.may_review(zhang)
        await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, level))

    subjects = Counter(await feedback.announced())
    assert subjects["feedback.review.submitted.v1"] == 3
    assert subjects["feedback.bad_review.created.v1"] == 2
    bad = await feedback.told("feedback.bad_review.created.v1")
    assert [event["level"] for event in bad] == [1, 2]


async def test_a_named_review_tells_its_case_and_an_anonymous_one_does_not(
    feedback: Feedback,
) -> None:
    zhang, li = a_person(), a_person()
    named = a_closed_case(zhang)
    await feedback.hears(named)
    await feedback.as_(zhang).post(
        REVIEWS, json=an_answer(await feedback.token_of(zhang), 5, anonymous=False)
    )
    token = await feedback.may_review(li)
    await feedback.as_(li).post(REVIEWS, json=an_answer(token, 5))

    told = await feedback.told("feedback.review.submitted.v1")
    assert [event["case_id"] for event in told] == [str(named.case_id), None]


async def test_personal_data_in_the_words_is_masked_and_kept_encrypted(feedback: Feedback) -> None:
    zhang = a_person()
    words = "我叫张三，电话13812345678，身份证11010519491231002X"
    token = await feedback.may_review(zhang)

    review = (await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 1, text=words))).json()

    assert review["text"] == "我叫张三，电话138****5678，身份证1101**********002X"
    row = await feedback.pool.fetchrow("SELECT * FROM review")
    assert row is not None
    assert "13812345678" not in str(dict(row))
    cell = Cell("review", "text_encrypted", UUID(review["review_id"]))
    assert feedback.app.state.personal_data.decrypt(row["text_encrypted"], cell) == words
    for kept in ("journal", "answered_request"):
        rows = await feedback.pool.fetch(f"SELECT * FROM {kept}")
        assert "13812345678" not in str([dict(each) for each in rows])


async def test_a_follow_up_adds_words_and_leaves_the_level(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    client = feedback.as_(zhang)
    await client.post(REVIEWS, json=an_answer(token, 2))
    words = {"token": token, "submission_id": str(uuid4()), "text": "第二天就改好了，13812345678"}

    added = await client.post(f"{REVIEWS}/follow-ups", json=words)

    assert added.status_code == 201
    assert added.json()["level"] == 2
    assert added.json()["follow_up"]["text"] == "第二天就改好了，138****5678"
    other = await client.post(f"{REVIEWS}/follow-ups", json=words | {"submission_id": str(uuid4())})
    assert other.status_code == 409
    assert other.json()["type"].endswith("/already-followed-up")


async def test_the_public_list_goes_page_by_page_without_names(feedback: Feedback) -> None:
    for level in (5, 4, 5):
        zhang = a_person(name_masked="张*")
        token = await feedback.may_review(zhang)
        await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, level))
    anybody = feedback.as_()

    first = await anybody.get(f"{REVIEWS}?matter={MATTER}&limit=2&count=true")
    second = await anybody.get(first.links["next"]["url"])

    assert [len(page.json()["items"]) for page in (first, second)] == [2, 1]
    assert (first.json()["total"], second.json()["next_cursor"]) == (3, None)
    assert "张" not in first.text
    best = await anybody.get(f"{REVIEWS}?matter={MATTER}&level=5&count=true&fields=level")
    assert best.json()["items"] == [{"level": 5}, {"level": 5}]
    assert best.json()["total"] == 2


async def test_an_organs_figures_count_every_case_it_had_a_part_in(feedback: Feedback) -> None:
    market, health = uuid4(), uuid4()
    for organs, level in (((market, health), 5), ((market,), 1)):
        zhang = a_person()
        token = await feedback.may_review(zhang, organ_ids=organs)
        await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, level))

    anybody = feedback.as_()
    both = (await anybody.get(f"{REVIEWS}/summary?organ={market}")).json()
    one = (await anybody.get(f"{REVIEWS}/summary?organ={health}")).json()
    assert (both["reviews"], both["bad_rate"]) == (2, 0.5)
    assert (one["reviews"], one["bad_rate"]) == (1, 0.0)


async def test_a_matter_nobody_reviewed_has_counts_of_nothing_and_no_rates(
    feedback: Feedback,
) -> None:
    summary = (await feedback.as_().get(f"{REVIEWS}/summary?matter=HC-0404")).json()

    assert summary["opportunities"] == summary["reviews"] == 0
    assert summary["bad_rate"] is summary["active_rate"] is summary["mean_score"] is None


async def test_changed_figures_are_told_once(feedback: Feedback) -> None:
    zhang = a_person()
    token = await feedback.may_review(zhang)
    await feedback.as_(zhang).post(REVIEWS, json=an_answer(token, 4))

    await feedback.counts()
    for matters in (1, 0):
        async with feedback.bench.unit_of_work() as work:
            assert await tell_summaries(work) == matters

    told = await feedback.told("feedback.review.summary_changed.v1")
    assert [(event["matter_code"], event["reviews"], event["mean_score"]) for event in told] == [
        (MATTER, 1, 8.0)
    ]
    assert told[0]["levels"] == {"1": 0, "2": 0, "3": 0, "4": 1, "5": 0}


async def test_two_tellers_at_once_tell_changed_figures_once(feedback: Feedback) -> None:
    await feedback.may_review()
    await feedback.counts()

    async def tell() -> None:
        async with feedback.bench.unit_of_work() as work:
            await tell_summaries(work)

    await gather(*(tell() for _ in range(4)))

    assert len(await feedback.told("feedback.review.summary_changed.v1")) == 1
