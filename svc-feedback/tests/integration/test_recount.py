"""Every figure equals an independent recount of the raw rows, whatever happened."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from devices_building import a_supervisor
from feedback_building import Feedback
from figures_building import STATS, SUMMARY, shown
from histories_building import BEGINNING, REGIONS, a_history
from recounting import DIGITS, EVER, Recount, Row, copied, same, to_digits

from shared.office_hours import china_time

KINDS = ("matter", "organ", "window", "staff", "region")
CITY = "431200"
LEAST_OF_PERSON = 4
MIDDLE = china_time(BEGINNING + timedelta(days=6)).date()
PERIODS = {"": EVER, f"&from={MIDDLE}": (MIDDLE, EVER[1]), f"&to={MIDDLE}": (EVER[0], MIDDLE)}


@pytest.mark.parametrize("seed", [1, 4])
async def test_every_figure_equals_a_recount(feedback: Feedback, tmp_path: Path, seed: int) -> None:
    feedback.app.state.office.least_of_person = LEAST_OF_PERSON
    await a_history(feedback, seed, events=120)
    recount = await copied(feedback, tmp_path)
    _has_everything(recount.figures("all")[""], recount.handling(feedback.app.state.now(), *EVER))

    await _summaries(feedback, recount)
    await _rankings(feedback, recount)
    await _handling(feedback, recount)
    end = feedback.app.state.now()
    for now in (end, BEGINNING + timedelta(days=8), BEGINNING + timedelta(days=9, hours=5)):
        feedback.later(now - feedback.app.state.now())
        await _dashboard(feedback, recount)
    before = await shown(feedback, f"{SUMMARY}?region={CITY}")
    await feedback.counts()
    assert await shown(feedback, f"{SUMMARY}?region={CITY}") == before
    await _published(feedback, recount)


def _has_everything(whole: Row, handled: Row) -> None:
    """The history leaves nothing out that is counted."""
    assert min(whole["levels"]) > 0
    assert min(whole[name] for name in ("defaults", "imported", "invalid")) > 0
    assert 0 < whole["active_rate"] < 1
    assert 0 < handled["closed_in_time"] < handled["rectified"] < handled["bad"]
    assert 0 < handled["appeals_upheld"] < handled["appeals_decided"]
    assert min(handled[name] for name in ("overdue_open", "revisited_named")) > 0


async def _summaries(feedback: Feedback, recount: Recount) -> None:
    for asked, period in PERIODS.items():
        for kind in (*KINDS, "project"):
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
        handled = recount.handling(feedback.app.state.now(), *month, prefix)
        assert board["handling"] == handled | {"formula_version": "1"}
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


async def _handling(feedback: Feedback, recount: Recount) -> None:
    now = feedback.app.state.now()
    for asked, period in PERIODS.items():
        for region, prefix in (("", ""), (CITY, "4312")):
            path = f"{STATS}/handling?region={region}{asked}"
            counted = recount.handling(now, *period, prefix)
            assert await shown(feedback, path) == counted | {"formula_version": "1"}
    for organ in recount.figures("organ"):
        found = await shown(feedback, f"{STATS}/handling?organ={organ}")
        assert found == recount.handling(now, *EVER, organ=organ) | {"formula_version": "1"}


async def _published(feedback: Feedback, recount: Recount) -> None:
    feedback.later(timedelta(days=40))
    now, first = feedback.app.state.now(), china_time(BEGINNING).date().replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    prepared = await feedback.as_(a_supervisor(REGIONS[0])).post(
        f"{STATS}/publications", json={"month": f"{first}"}
    )
    content = prepared.json()["content"]
    assert content["formula_version"] == prepared.json()["formula_version"] == "2"
    organs = recount.figures("organ", first, last, REGIONS[0])
    assert {each["organ_id"] for each in content["organs"]} >= set(organs)
    for row in (content["whole"], *content["organs"]):
        organ = row.get("organ_id", "")
        assert row["handling"] == recount.handling(now, first, last, REGIONS[0], organ)
    whole = recount.figures("all", first, last, REGIONS[0])[""]
    for row, counted in (
        (content["whole"], whole),
        *((row, organs[row["organ_id"]]) for row in content["organs"] if row["organ_id"] in organs),
    ):
        assert list(row["levels"].values()) == counted["levels"]
        for name in (set(row) & set(counted)) - {"levels"}:
            assert row[name] == to_digits(counted[name], DIGITS.get(name, 6)), name


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
