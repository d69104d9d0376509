"""Make any number of cases over the published matters, the same ones for the same seed.

Nobody is told of them: no outbox row, no message, no file behind a material.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import orjson

from shared.database import UnitOfWork
from shared.office_hours import china_time
from svc_approvals.domain.cases.clocks import DEFERRAL_GRACE_DAYS, DRAFT_DAYS
from svc_approvals.domain.cases.states import CaseState, MaterialState, NodeState
from svc_approvals.domain.histories.applicants import some_guide
from svc_approvals.domain.histories.lives import live
from svc_approvals.domain.histories.paces import Paces
from svc_approvals.domain.histories.recipes import Cast, Recipe, Worker, World
from svc_approvals.domain.histories.seasons import Seasons
from svc_approvals.domain.histories.stories import Story
from svc_approvals.storage import directory
from svc_approvals.storage.cases import forms
from svc_approvals.storage.cases.timers import Timer
from svc_approvals.storage.catalogue import matters
from svc_approvals.storage.catalogue.matters import PublishedMatter
from svc_approvals.storage.histories import sources
from svc_approvals.storage.histories.bulk import Filled
from svc_approvals.use_cases.cases.rings import RETURN, next_percent, node_timer
from svc_approvals.use_cases.office import Office

BATCH = 1000
VARIANTS = 6
OPEN = 0.03
OPEN_WITHIN = timedelta(days=12)
TRIES = 300
STATES = (
    *(CaseState.IN_PROGRESS,) * 6, *(CaseState.SUBMITTED,) * 2, CaseState.DRAFT,
    CaseState.SUPPLEMENT_REQUESTED, CaseState.DECIDED, CaseState.ISSUED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """How many cases, over how many days back, by which seed."""

    cases: int
    seed: int
    days: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Cases ready to be written, part by part in the same order."""

    stories: Sequence[Story]
    region_codes: Sequence[str]
    filled: Sequence[Filled]
    timers: Sequence[Sequence[Timer]]

    def parts(
        self,
    ) -> tuple[Sequence[Story], Sequence[str], Sequence[Filled], Sequence[Sequence[Timer]]]:
        """As the storage takes them."""
        return self.stories, self.region_codes, self.filled, self.timers


async def make_histories(
    work: UnitOfWork, office: Office, order: Order, keep: Callable[[Batch], Awaitable[None]]
) -> None:
    """Make the cases and give them on in batches; raises ValueError when no matter is published."""
    rng = Random(order.seed)  # noqa: S311 - the same cases for the same seed are the point
    world = await _world(work, office, rng)
    recipes = await _recipes(work, rng)
    await work.give_back()
    if not recipes:
        raise ValueError("no matter is published: load the demo data first")
    author = _Author(rng, world, recipes, order)
    made: list[tuple[Story, Recipe]] = []
    for one in author.cases():
        made.append(one)
        if len(made) == BATCH:
            await keep(_batch(office, world, made))
            made.clear()
    if made:
        await keep(_batch(office, world, made))


async def _world(work: UnitOfWork, office: Office, rng: Random) -> World:
    clock = await office.clock(work)
    organs = {code: one.organ_id for code, one in (await directory.organs(work)).items()}
    workers: dict[Any, list[Worker]] = {}
    for row in await sources.staff(work):
        one = Worker(row["staff_no"], str(row["staff_id"]))
        workers.setdefault(row["organ_id"], []).append(one)
    return World(clock, Cast(organs, workers), Paces.of(rng, organs.values()), work.now)


async def _recipes(work: UnitOfWork, rng: Random) -> list[Recipe]:
    known = await directory.organs(work)
    recipes = []
    for version_id in await sources.versions_in_force(work):
        published = await matters.version(work, version_id)
        region_code = known[published.matter.lead_organ].region_code
        wanted = rng.uniform(0.3, 2)
        recipes += [_variant(rng, published, region_code, wanted) for _ in range(VARIANTS)]
    return [one for one in recipes if not one.guide.problems]


def _variant(rng: Random, published: PublishedMatter, region_code: str, wanted: float) -> Recipe:
    guide, form = some_guide(rng, published.matter)
    return Recipe(published.version_id, region_code, guide, form, wanted * rng.uniform(0.5, 1.5))


class _Author:
    """Writes one case after the other."""

    def __init__(self, rng: Random, world: World, recipes: Sequence[Recipe], order: Order) -> None:
        self._rng, self._world, self._recipes, self._order = rng, world, recipes, order
        self._weights = [one.weight for one in recipes]
        calendar = world.clock.calendar
        today = china_time(world.now).date()
        first = max(today - timedelta(days=order.days), calendar.first + timedelta(days=1))
        self._seasons = Seasons(calendar, first, today)

    def cases(self) -> Iterator[tuple[Story, Recipe]]:
        """About three of a hundred are under way, in every state; the others lie behind."""
        for _ in range(self._order.cases):
            (recipe,) = self._rng.choices(self._recipes, self._weights)
            if self._rng.random() < OPEN:
                yield self._under_way(recipe), recipe
            else:
                yield live(self._rng, self._world, recipe, self._moment()), recipe

    def _moment(self) -> datetime:
        while (moment := self._seasons.moment(self._rng)) > self._world.now:
            continue
        return moment

    def _under_way(self, recipe: Recipe) -> Story:
        wanted = self._rng.choice(STATES)
        delivery = "pickup" if wanted is CaseState.ISSUED else ""
        for _ in range(TRIES):
            begun_at = self._world.now - OPEN_WITHIN * self._rng.random() ** 2
            story = live(self._rng, self._world, recipe, begun_at, delivery)
            if story.case.state is wanted:
                break
        return story


def _batch(office: Office, world: World, made: Sequence[tuple[Story, Recipe]]) -> Batch:
    return Batch(
        [story for story, _ in made],
        [recipe.region_code for _, recipe in made],
        [_filled(office, *one) for one in made],
        [list(_timers(story, world)) for story, _ in made],
    )


def _filled(office: Office, story: Story, recipe: Recipe) -> Filled:
    marked = {one.key for one in recipe.guide.matter.form.fields() if one.personal}
    plain = {key: value for key, value in recipe.form.items() if key not in marked}
    personal = {key: value for key, value in recipe.form.items() if key in marked}
    token = None
    if personal:
        cell = forms.cell_of(story.case.case_id)
        token = office.secrets.encrypt(orjson.dumps(personal).decode(), cell)
    return dict(recipe.guide.answers), plain, token


def _timers(story: Story, world: World) -> Iterator[Timer]:
    case = story.case
    if case.state is CaseState.DRAFT:
        yield Timer("lapse", story.updated_at + timedelta(days=DRAFT_DAYS))
    if case.state is CaseState.SUBMITTED and case.acceptance_due is not None:
        yield Timer("deem_accepted", case.acceptance_due, epoch=case.supplement_round)
    if case.state is CaseState.SUPPLEMENT_REQUESTED and case.supplement_due is not None:
        yield Timer("supplement", case.supplement_due, epoch=case.supplement_round)
    due = case.promised_due
    if case.state is CaseState.IN_PROGRESS and due is not None and due > world.now:
        yield Timer("case_clock", due, epoch=case.epoch)
    for node in case.nodes.values():
        following = next_percent(story.rung.get(node.key, 0))
        if node.state is NodeState.ACTIVE and following is not None:
            yield node_timer(node, world.clock, following)
    for one in story.materials:
        until = one.deferred_until
        if one.state is MaterialState.DEFERRED and until is not None:
            yield _deferral(one.code, until, world)


def _deferral(code: str, until: datetime, world: World) -> Timer:
    """The warning that is still to come, or after it the day on which the case is returned."""
    if until > world.now:
        return Timer("deferral", until, code)
    grace = world.clock.due(until, DEFERRAL_GRACE_DAYS).at
    return Timer("deferral", max(grace, world.now), code, RETURN)
