"""From messages to themes and bursts, on a real database."""

from typing import Any
from uuid import UUID, uuid4

from feedback_building import Feedback
from voice_building import (
    NOON,
    REGION,
    TODAY,
    an_analyst,
    analysed,
    flat_weeks,
    hears,
    said,
    two_themes,
)

from shared.identity import Caller
from svc_feedback.adapters import made_up

VOICE = "/api/v1/voice"
ELSEWHERE = "431224"


async def test_a_planted_burst_is_told_once_and_flat_days_tell_nothing(
    feedback: Feedback,
) -> None:
    feedback.app.state.now = lambda: NOON
    await hears(feedback, flat_weeks(30))
    await hears(feedback, flat_weeks(4, region=ELSEWHERE))

    assert await analysed(feedback) == []
    before = await _theme_of(feedback, "公交车等很久不来")
    lamps = list(made_up.about("公交", 80))
    await hears(feedback, (said(text, TODAY) for text in lamps))
    told = await analysed(feedback)
    again = await analysed(feedback)

    assert set(told) == {await _theme_led_by(feedback, lamps)} == {before}, "it keeps its id"
    assert again == []
    facts = await feedback.told("feedback.topic.burst.v1")
    assert [UUID(fact["theme_id"]) for fact in facts] == told
    assert all(fact["z"] >= 3 and fact["messages"] >= 80 for fact in facts)
    assert all(fact["persons"] == fact["messages"] for fact in facts), "each spoke once"
    here = await _bursts(feedback, REGION)
    assert {row["region_code"] for row in here} == {REGION}
    assert len(await _bursts(feedback, "431200")) == len(told) > len(here) > 0
    assert await _bursts(feedback, ELSEWHERE) == []


async def test_as_much_said_by_two_persons_is_no_burst_and_a_third_makes_it_one(
    feedback: Feedback,
) -> None:
    feedback.app.state.now = lambda: NOON
    await hears(feedback, flat_weeks(30, without=TODAY))
    loud = list(made_up.about("公交", 80))
    await hears(
        feedback, (said(text, TODAY, person=b"%d" % (n % 2)) for n, text in enumerate(loud))
    )

    assert await analysed(feedback) == []
    theme = await _theme_led_by(feedback, loud)
    await hears(feedback, [said(loud[0], TODAY, person=b"third")])

    assert set(await analysed(feedback)) == {theme}
    (fact,) = await feedback.told("feedback.topic.burst.v1")
    assert fact["persons"] == 3


async def test_staff_read_themes_of_their_place_with_trend_heat_messages_and_likeness(
    feedback: Feedback,
) -> None:
    themes = await two_themes(feedback)
    client = feedback.as_(an_analyst())

    listed = (await client.get(f"{VOICE}/themes?limit=1&count=true")).json()
    row = listed["items"][0]
    rest = (await client.get(f"{VOICE}/themes?cursor={listed['next_cursor']}")).json()
    url = f"{VOICE}/themes/{row['theme_id']}"
    trend = (await client.get(f"{url}/trend")).json()
    heat = (await client.get(f"{url}/heat")).json()
    page = (await client.get(f"{url}/messages?limit=2&count=true")).json()
    first = page["items"][0]
    near = (await client.get(f"{VOICE}/messages/{first['message_id']}/similar?limit=3")).json()

    assert {row["theme_id"]} | {one["theme_id"] for one in rest["items"]} == {
        str(theme) for theme in themes
    }
    assert sum(day["messages"] for day in trend) == row["messages"] == page["total"]
    assert heat[0]["region_code"] == REGION
    assert (await client.get(url)).json()["terms"]
    assert [one["nearness"] for one in near] == sorted(
        (one["nearness"] for one in near), reverse=True
    )
    stranger = feedback.as_(an_analyst("440300"))
    assert (await stranger.get(f"{VOICE}/themes")).json()["items"] == []
    wish = {"kind": "information_push", "text": "不归我们看的主题。"}
    answers = [await stranger.get(f"{url}{part}") for part in ("", "/trend", "/heat", "/messages")]
    answers += [await stranger.post(f"{url}/proposals", json=wish)]
    assert [answer.status_code for answer in answers] == [404] * 5
    city = (await feedback.as_(an_analyst("431200")).get(f"{VOICE}/themes")).json()
    assert len(city["items"]) == len(themes)


async def test_the_analysis_is_for_those_who_look_after_it(feedback: Feedback) -> None:
    clerk = Caller("w", "staff", roles=frozenset({"window"}), organ_id=uuid4())
    for caller in (Caller("p", "person", roles=frozenset({"citizen"})), clerk):
        assert (await feedback.as_(caller).get(f"{VOICE}/themes")).status_code == 403


async def _bursts(feedback: Feedback, region: str) -> list[dict[str, Any]]:
    """What an analyst of a region sees, page by page."""
    client, path = feedback.as_(an_analyst(region)), f"{VOICE}/bursts?limit=1&count=true"
    page = (await client.get(path)).json()
    rows, total = page["items"], page["total"]
    while page["next_cursor"]:
        page = (await client.get(f"{path}&cursor={page['next_cursor']}")).json()
        rows += page["items"]
    assert len(rows) == total
    return list(rows)


async def _theme_led_by(feedback: Feedback, texts: list[str]) -> UUID | None:
    """The theme that most of these are of."""
    theme: UUID | None = await feedback.pool.fetchval(
        "SELECT theme_id FROM message WHERE text = ANY($1) AND day = $2 AND theme_id IS NOT NULL"
        " GROUP BY theme_id ORDER BY count(*) DESC LIMIT 1",
        texts, TODAY,
    )  # fmt: skip
    return theme


async def _theme_of(feedback: Feedback, words: str) -> UUID | None:
    theme: UUID | None = await feedback.pool.fetchval(
        "SELECT theme_id FROM message WHERE text LIKE '%' || $1 || '%' AND theme_id IS NOT NULL"
        " GROUP BY theme_id ORDER BY count(*) DESC LIMIT 1",
        words,
    )
    return theme
