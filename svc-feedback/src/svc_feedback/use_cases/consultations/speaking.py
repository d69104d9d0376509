"""What people do: read what is asked, speak, and see what became of it."""

from dataclasses import dataclass
from uuid import UUID

from shared.database import Row, UnitOfWork
from shared.events.feedback import OpinionGiven
from shared.identity import Caller
from shared.ids import new_id
from shared.masking import mask_text
from shared.office_hours import china_time
from shared.pages import PageRequest
from shared.personal_data import PersonalData
from svc_feedback.domain.consultations.consultations import Consultation
from svc_feedback.domain.consultations.kinds import ConsultationState, OpinionGroup, Stance
from svc_feedback.domain.consultations.opinions import MOST_OF_ONE_ACCOUNT, Opinion, speaks_for
from svc_feedback.domain.consultations.reasons import OpinionSentAlready, OpinionsTooMany
from svc_feedback.storage.consultations import consultations, opinions
from svc_feedback.storage.consultations.consultations import Wanted
from svc_feedback.storage.consultations.opinions import WantedOpinions
from svc_feedback.storage.voice import messages
from svc_feedback.use_cases.consultations.saving import shown_one

Rows = tuple[list[Row], int | None]


@dataclass(frozen=True, slots=True)
class NewOpinion:
    """What somebody says."""

    submission_id: UUID
    passage: int | None
    stance: Stance
    group: OpinionGroup
    text: str


async def give_opinion(
    work: UnitOfWork, secrets: PersonalData, caller: Caller, consultation_id: UUID,
    given: NewOpinion,
) -> Row:  # fmt: skip
    """Take an opinion; another try of the same sending gets the same answer.

    Refused with ConsultationNotFound, ConsultationNotOpen, PassageUnknown, OpinionsTooMany or
    OpinionSentAlready.
    """
    one = await shown_one(work, consultation_id)
    one.hear(given.passage, china_time(work.now).date())
    account_id = None if caller.kind in {"anonymous", "device"} else caller.subject_id
    await _refuse_floods(work, account_id, consultation_id)
    group, invited, recognised = speaks_for(
        given.group, account_id, caller.kind, one.said.invitations
    )
    opinion = Opinion(
        new_id(), consultation_id, given.passage, given.stance, group, invited, account_id,
        recognised,
    )  # fmt: skip
    if await opinions.add(work, secrets, opinion, given.submission_id, given.text):
        await work.announce(opinion.opinion_id, _told(opinion))
        await _let_hear(work, secrets, opinion, one.region_code, given.text)
    kept = await opinions.of_submission(work, given.submission_id)
    if kept is None or kept["text"] != mask_text(given.text):
        raise OpinionSentAlready
    return kept


async def list_consultations(
    work: UnitOfWork, page: PageRequest, wanted: Wanted
) -> tuple[list[Consultation], int | None]:
    """What everybody may see, the newest first."""
    (before,) = page.after_of(UUID)
    found = await consultations.shown(work, wanted, before, page.fetch)
    return found, await consultations.count_shown(work, wanted) if page.count else None


async def list_disposed_opinions(
    work: UnitOfWork, page: PageRequest, wanted: WantedOpinions
) -> Rows:
    """Every opinion with what became of it, once the result is published; before that none."""
    one = await shown_one(work, wanted.consultation_id)
    (after,) = page.after_of(UUID)
    if one.state is not ConsultationState.PUBLISHED:
        return [], 0 if page.count else None
    rows = await opinions.listed(work, wanted, after, page.fetch)
    return rows, await opinions.count(work, wanted) if page.count else None


async def list_own_opinions(work: UnitOfWork, caller: Caller, page: PageRequest) -> Rows:
    """The caller's opinions, the newest first."""
    (before,) = page.after_of(UUID)
    rows = await opinions.own(work, caller.subject_id, before, page.fetch)
    return rows, await opinions.count_own(work, caller.subject_id) if page.count else None


async def _refuse_floods(work: UnitOfWork, account_id: UUID | None, consultation_id: UUID) -> None:
    if account_id is None:
        return
    given = await opinions.count_of_account(work, account_id, consultation_id)
    if given >= MOST_OF_ONE_ACCOUNT:
        raise OpinionsTooMany(MOST_OF_ONE_ACCOUNT)


async def _let_hear(
    work: UnitOfWork, secrets: PersonalData, opinion: Opinion, region_code: str, text: str
) -> None:
    """The analysis hears the masked words."""
    day, account_id = china_time(work.now).date(), opinion.account_id
    person = messages.person_digest(secrets, day, account_id) if account_id else None
    await messages.add(
        work, "opinion", opinion.opinion_id, day, mask_text(text), None, region_code, person
    )


def _told(opinion: Opinion) -> OpinionGiven:
    return OpinionGiven(
        opinion_id=opinion.opinion_id, consultation_id=opinion.consultation_id,
        passage=opinion.passage, stance=opinion.stance, group=opinion.group,
        invited=opinion.invited, recognised=opinion.recognised,
    )  # fmt: skip
