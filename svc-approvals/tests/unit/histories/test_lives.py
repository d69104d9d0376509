"""Made-up lives: the same dice throw the same life, time only goes on, nobody is perfect."""

from collections import Counter
from datetime import date
from itertools import pairwise
from random import Random
from uuid import UUID

from approvals_building import ORGANS, REGION
from case_building import at, the_clock
from catalogue_building import barber_shop

from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.states import CaseState, Result
from svc_approvals.domain.histories.applicants import some_guide
from svc_approvals.domain.histories.lives import live
from svc_approvals.domain.histories.paces import Paces
from svc_approvals.domain.histories.recipes import Cast, Recipe, World
from svc_approvals.domain.histories.seasons import Seasons
from svc_approvals.domain.histories.stories import Story

NOW = at("2026-11-25 10:30")
VERSION = UUID(int=1)
MANY = 400


def some_lives(seed: int, count: int = MANY) -> list[Story]:
    """So many cases of the barber shop over this year."""
    dice = Random(seed)  # noqa: S311 - the same lives every time
    organs = {one.code: one.organ_id for one in ORGANS}
    world = World(the_clock(), Cast(organs, {}), Paces.of(dice, organs.values()), NOW)
    guide, form = some_guide(dice, barber_shop())
    recipe = Recipe(VERSION, REGION, guide, form, 1)
    seasons = Seasons(world.clock.calendar, date(2026, 1, 5), date(2026, 11, 24))
    return [live(dice, world, recipe, seasons.moment(dice)) for _ in range(count)]


def test_the_same_dice_throw_the_same_lives() -> None:
    some, same, other = (some_lives(seed, 20) for seed in (3, 3, 4))

    assert [one.told for one in some] == [one.told for one in same]
    assert [one.case.case_no for one in some] != [one.case.case_no for one in other]


def test_time_only_goes_on_and_never_past_the_present() -> None:
    for story in some_lives(1):
        moments = [told.at for told in story.told]
        assert all(before <= after for before, after in pairwise(moments))
        assert moments[-1] <= NOW
        assert story.updated_at == moments[-1]


def test_lives_differ_as_they_do_in_a_district() -> None:
    stories = some_lives(2)
    results = Counter(one.case.result for one in stories)
    told = Counter(type(entry.fact) for one in stories for entry in one.told)

    assert results[Result.APPROVED] > 0.75 * MANY
    assert results[Result.REFUSED]
    assert results[Result.WITHDRAWN]
    assert results[Result.NOT_ACCEPTED]
    assert results[Result.LAPSED]
    assert told[facts.SupplementRequested] > 0.1 * MANY
    assert told[facts.NodeClockRang]
    assert told[facts.DeferralOverdue]
    late = [
        node
        for one in stories
        for node in one.case.nodes.values()
        if node.finished_at and node.promised_due and node.finished_at > node.promised_due
    ]
    nodes = sum(len(one.case.nodes) for one in stories)
    assert 0 < len(late) < 0.15 * nodes


def test_people_apply_on_working_days_more_than_on_rest_days() -> None:
    stories = some_lives(5)
    calendar = the_clock().calendar
    working = sum(calendar.is_working_day(one.begun_at.date()) for one in stories)

    assert working > 0.85 * MANY
    assert any(one.case.state is not CaseState.CLOSED for one in some_lives(6, 2000))
