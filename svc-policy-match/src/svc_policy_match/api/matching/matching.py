"""Routes of matching: a profile in, verdicts with reasons out; the same again later."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from shared.basis import kept_effects
from shared.database import UnitOfWork
from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Paging, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_policy_match.api.matching.views import (
    MatchRequest,
    MatchView,
    ResultsView,
    Showing,
    shown_references,
)
from svc_policy_match.api.tools import Tools
from svc_policy_match.domain.answers.answers import AnswersUnsound
from svc_policy_match.domain.profiles.consents import UseNotConsented
from svc_policy_match.use_cases.matching.matching import (
    MATCHED,
    UNDECIDED,
    Match,
    MatchNotFound,
    match_profile,
    replayed,
)
from svc_policy_match.use_cases.office import Office
from svc_policy_match.use_cases.profiles.matching import known_of

router = edge_router("match", prefix="/api/v1/match")


@router.post("", responses=documented(AnswersUnsound, UseNotConsented))
async def match_policies(
    work: Work, office: Tools, caller: AnyCaller, body: MatchRequest
) -> MatchView:
    """All policies against what is said: matched, undecided, one step away, and why."""
    said = body.answers
    if body.use_profile:
        said = {**await known_of(work, caller), **said}
    found = await match_profile(work, office, caller, said, body.audience)
    return (await showing(work, office, found)).view()


async def showing(work: UnitOfWork, office: Office, found: Match) -> Showing:
    """What results are shown with."""
    effects = await kept_effects.of(work, shown_references(found))
    shelf = await office.shelves.current(work)
    return Showing(found, office.registry, shelf.stacking, effects)


@router.get("/{match_id}", dependencies=[Fields], responses=documented(MatchNotFound))
async def get_match(work: Work, office: Tools, caller: AnyCaller, match_id: UUID) -> MatchView:
    """A matching explained again as it was: its answers, its day, the versions of then."""
    found = await replayed(work, office, caller, match_id)
    return (await showing(work, office, found)).view()


@router.get("/{match_id}/policies", dependencies=[Fields], responses=documented(MatchNotFound))
async def list_match_policies(
    work: Work,
    office: Tools,
    caller: AnyCaller,
    match_id: UUID,
    page: Paging,
    verdict: Annotated[str, Query(pattern=f"^({MATCHED}|{UNDECIDED})$")] = MATCHED,
) -> ResultsView:
    """All policies of one verdict, those worth most first."""
    found = await replayed(work, office, caller, match_id)
    (after,) = page.after_of(int)
    each = found.outcome.matched if verdict == MATCHED else found.outcome.undecided
    rows = [
        {"place": place, "policy": one}
        for place, one in enumerate(each)
        if after is None or place > after
    ][: page.fetch]
    listed = page_of(rows, page, ("place",), len(each) if page.count else None)
    shows = await showing(work, office, found)
    items = [
        shows.result(row["policy"], "matched" if verdict == MATCHED else "undecided")
        for row in listed["items"]
    ]
    return ResultsView(items=items, next_cursor=listed["next_cursor"], total=listed["total"])
