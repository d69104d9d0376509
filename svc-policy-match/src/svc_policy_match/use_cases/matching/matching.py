"""Match what is known with all policies that hold; keep it so that it can be explained again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import Caller
from shared.ids import new_id
from shared.office_hours import china_time
from shared.refusals import NotFound
from svc_policy_match.domain.answers.answers import Answer, Answers
from svc_policy_match.domain.answers.reading import read_answers
from svc_policy_match.domain.conditions.parsing import DECLARED
from svc_policy_match.domain.explaining.outcomes import Outcome, judged, outcome_of
from svc_policy_match.domain.policies.policies import Audience
from svc_policy_match.domain.policies.reading import ReadPolicy, read_policy
from svc_policy_match.storage.matching import runs
from svc_policy_match.storage.matching.runs import MatchRun
from svc_policy_match.storage.policies import versions
from svc_policy_match.use_cases.office import Office

MATCHED, UNDECIDED = "matched", "undecided"


@dataclass(eq=False)
class MatchNotFound(NotFound):
    """没有这次匹配的记录。"""

    advice = "请重新匹配（POST /api/v1/match）。"


@dataclass(frozen=True)
class Match:
    """One matching and what it was made of."""

    run: MatchRun
    day: date
    answers: Answers
    outcome: Outcome
    sentences: Mapping[frozenset[str], str]


def read_said(written: Mapping[str, Any], office: Office) -> dict[str, Answer]:
    """Answers as written, declarations among them. Refused with AnswersUnsound."""
    words = {key: _flag(one) for key, one in written.items() if key.startswith(DECLARED)}
    declared = {key: one for key, one in words.items() if one is not None}
    rest = {key: one for key, one in written.items() if key not in declared}
    return {**read_answers(rest, office.registry), **declared}


def _flag(said: Any) -> bool | None:
    value = said.get("value") if isinstance(said, Mapping) else said
    return value if isinstance(value, bool) else None


async def match_profile(
    work: UnitOfWork,
    office: Office,
    caller: Caller,
    written: Mapping[str, Any],
    audience: Audience,
) -> Match:
    """All policies of an audience against one profile. Refused with AnswersUnsound."""
    said = read_said(written, office)
    day = china_time(work.now).date()
    answers = office.rules.completed(said, day)
    shelf = await office.shelves.current(work)
    index = shelf.indexes.get(audience.value)
    outcome = outcome_of(index, shelf.policies, shelf.stacking, answers, office.registry)
    verdicts = {str(one.policy_id): (one.version, MATCHED) for one in outcome.matched}
    verdicts |= {str(one.policy_id): (one.version, UNDECIDED) for one in outcome.undecided}
    run = MatchRun(
        new_id(), None if caller.is_anonymous else caller.subject, work.now, shelf.edition,
        audience.value, written, verdicts, outcome.excluded,
    )  # fmt: skip
    await runs.add(work, run)
    return Match(run, day, answers, outcome, shelf.sentences)


async def replayed(work: UnitOfWork, office: Office, caller: Caller, match_id: UUID) -> Match:
    """A matching as it was: its answers, its day, the versions that held then.

    Refused with MatchNotFound, also where it was another's.
    """
    run = await runs.with_id(work, match_id)
    owner = None if caller.is_anonymous else caller.subject
    if run is None or (run.account_id is not None and run.account_id != owner):
        raise MatchNotFound
    day = china_time(run.matched_at).date()
    answers = office.rules.completed(read_said(run.answers, office), day)
    wanted = [(UUID(one), version) for one, (version, _) in run.verdicts.items()]
    held = [_read(one, office) for one in await versions.these(work, wanted)]
    by_verdict: dict[str, list[ReadPolicy]] = {MATCHED: [], UNDECIDED: []}
    for one in held:
        by_verdict[run.verdicts[str(one.policy_id)][1]].append(one)
    shelf = await office.shelves.current(work)
    outcome = judged(
        by_verdict[MATCHED], by_verdict[UNDECIDED], run.excluded, [], shelf.stacking, answers
    )
    return Match(run, day, answers, outcome, shelf.sentences)


def _read(one: versions.Version, office: Office) -> ReadPolicy:
    return read_policy(one.policy_id, one.code, one.version, one.said, office.registry)
