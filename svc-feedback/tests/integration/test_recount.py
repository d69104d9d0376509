"""Every figure equals an independent recount of the raw rows, whatever happened."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from feedback_building import Feedback
from figures_building import STATS, SUMMARY, shown
from histories_building import BEGINNING, REGIONS, a_history
from recounting import EVER, Recount, Row, copied, same, to_digits

from shared.office_hours import china_time

KINDS = ("matter", "organ", "window", "staff", "region")
CITY = "431200"
LEAST_OF_PERSON = 4
MIDDLE = china_time(BEGINNING + timedelta(days=9)).date()
PERIODS = {"": EVER, f"&from={MIDDLE}": (MIDDLE, EVER[1]), f"&to={MIDDLE}": (EVER[0], MIDDLE)}


@pytest.mark.parametrize("seed", [1, 2])
async def test_every_figure_equals_a_recount(feedback: Feedback, tmp_path: Path, seed: int) -> None:
    feedback.app.state.office.least_of_person = LEAST_OF_PERSON
    await a_history(feedback, seed, events=90)
    recount = await copied(feedback, tmp_path)
    _has_everything(recount.figures("all")[""])

    await _summaries(feedback, recount)
    await _rankings(feedback, recount)
    end = feedback.app.state.now()
    for now in (end, BEGINNING + timedelta(days=8), BEGINNING + timedelta(days=9, hours=5)):
        feedback.later(now - feedback.app.state.now())
        await _dashboard(feedback, recount)
    before = await shown(feedback, f"{SUMMARY}?region={CITY}")
    await feedback.counts()
    assert await shown(feedback, f"{SUMMARY}?region={CITY}") == before


def _has_everything(whole: Row) -> None:
    """The history leaves nothing out that is counted."""
    assert min(whole["levels"]) > 0
    assert min(whole[name] for name in ("defaults", "imported", "invalid")) > 0
    assert 0 < whole["active_rate"] < 1


async def _summaries(feedback: Feedback, recount: Recount) -> None:
    for asked, period in PERIODS.items():
        for kind in KINDS:
            for subject, counted in recount.figures(kind, *period).items():
                path = f"{SUMMARY}?{kind}={subject}{asked}"
                if kind == "staff" and counted["reviews"] < LEAST_OF_PERSON:
                    assert (await feedback.as_().get(path)).status_code == 404
                else:
                    same(await shown(feedback, path), counted)
        (city,) = recount.figures("all", *period, prefix="4312").values()
        same(await shown(feedback, f"{SUMMARY}?region={CITY}{asked}"), city)


async def _rankings(feedback: Feedback, recount: Recount) -> None:
    orders = {"satisfaction": "satisfied_at_least", "bad_rate": "bad_at_least"}
    for kind in (*KINDS, "channel"):
        least = LEAST_OF_PERSON if kind == "staff" else 1
        for order, key in orders.items():
            for region, prefix in (("", ""), (f"&region={CITY}", "4312")):
                path = f"{STATS}/rankings?by={kind}&order={order}&limit=100{region}"
                found = (await shown(feedback, path))["items"]
                counted = recount.figures(kind, prefix=prefix)
                ranked = _in_order(counted, key, least)
                assert [each["subject"] for each in found] == ranked
                for each in found:
                    assert each["key"] == to_digits(counted[each["subject"]][key])
                    same(each["figures"], counted[each["subject"]])


def _in_order(counted: dict[str, Row], key: str, least: int = 1) -> list[str]:
    ranked = [row for row in counted.values() if row["reviews"] >= least]
    ranked.sort(key=lambda row: (-round(row[key], 6), row["subject"]))
    return [row["subject"] for row in ranked]


async def _dashboard(feedback: Feedback, recount: Recount) -> None:
    today = china_time(feedback.app.state.now()).date()
    month = (today.replace(day=1), date(today.year, today.month + 1, 1) - timedelta(days=1))
    for region, prefix in ((CITY, "4312"), *((code, code) for code in REGIONS)):
        board = await shown(feedback, f"{STATS}/dashboard?region={region}")
        _same_or_nothing(board["today"], recount.figures("all", today, today, prefix))
        _same_or_nothing(board["month"], recount.figures("all", *month, prefix))
        assert _hours(board) == recount.hours(today, prefix)
        channels = recount.figures("channel", *month, prefix)
        assert {each["channel"]: (each["reviews"], each["bad"]) for each in board["channels"]} == {
            channel: (row["reviews"], row["bad"]) for channel, row in channels.items()
        }
        matters = recount.figures("matter", *month, prefix)
        worst = _in_order(
            {code: row for code, row in matters.items() if row["bad"]}, "bad_at_least"
        )
        assert [each["matter_code"] for each in board["worst_matters"]] == worst[:5]


def _same_or_nothing(found: dict[str, Any], counted: dict[str, Row]) -> None:
    if counted:
        same(found, counted[""])
    else:
        assert (found["opportunities"], found["reviews"], found["invalid"]) == (0, 0, 0)


def _hours(board: dict[str, Any]) -> dict[Any, tuple[int, int]]:
    return {
        datetime.fromisoformat(each["hour"]): (each["reviews"], each["bad"])
        for each in board["hours"]
        if each["reviews"]
    }
