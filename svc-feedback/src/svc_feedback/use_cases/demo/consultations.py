"""The demo's consultations: asked, open, closed with their result, and one nobody sees yet."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from shared.database import UnitOfWork
from shared.identity import ANONYMOUS, Caller
from shared.office_hours import china_time
from svc_feedback.domain.consultations.consultations import Consultation
from svc_feedback.domain.consultations.drafts import Invitation, Passage, Said
from svc_feedback.domain.consultations.kinds import (
    ConsultationKind,
    Disposition,
    OpinionGroup,
    Stance,
)
from svc_feedback.domain.consultations.opinions import Verdict
from svc_feedback.storage import directory
from svc_feedback.storage.consultations import consultations
from svc_feedback.use_cases.consultations import asking, disposing
from svc_feedback.use_cases.consultations.speaking import NewOpinion, give_opinion
from svc_feedback.use_cases.consultations.turning import turn_consultations
from svc_feedback.use_cases.demo.days import Begin, clerk, day, demo_id, moment
from svc_feedback.use_cases.office import Office


async def load_consultations(begin: Begin, office: Office, file: Mapping[str, Any]) -> None:
    """Ask, hear and answer as the file says; safe to repeat."""
    today = china_time(datetime.now(UTC)).date()
    for kept in file["consultations"]:
        await _load(begin, office, kept, file["region"], today)


async def _load(
    begin: Begin, office: Office, kept: Mapping[str, Any], region: str, today: date
) -> None:
    """One consultation, unless it is there; each day of its way is a transaction of its own."""
    consultation_id = demo_id("consultation", kept["key"])
    async with begin(moment(min(kept["opens_days"], 0))) as work:
        if await consultations.with_id(work, consultation_id) is not None:
            return
        caller = clerk((await directory.organs(work))[kept["organ"]].organ_id, region)
        one = Consultation(consultation_id, caller.organ, region, _said(kept, today))
        await consultations.add(work, one)
        if not kept.get("draft"):
            await asking.announce_consultation(work, caller, consultation_id, _any_version)
    given = [
        await _spoken(begin, office, consultation_id, said) for said in kept.get("opinions", ())
    ]
    if "result" in kept:
        async with begin(moment(kept["published_days"])) as work:
            await _published(work, caller, kept, consultation_id, given)
    elif kept["closes_days"] < 0:
        async with begin(moment(0)) as work:
            await turn_consultations(work)


async def _spoken(
    begin: Begin, office: Office, consultation_id: UUID, said: Mapping[str, Any]
) -> UUID:
    opinion = NewOpinion(
        demo_id("opinion", str(consultation_id), said["text"]), said.get("passage"),
        Stance(said["stance"]), OpinionGroup(said.get("group", OpinionGroup.PUBLIC)), said["text"],
    )  # fmt: skip
    async with begin(moment(said["days"])) as work:
        row = await give_opinion(work, office.secrets, ANONYMOUS, consultation_id, opinion)
    opinion_id: UUID = row["opinion_id"]
    return opinion_id


async def _published(
    work: UnitOfWork, caller: Caller, kept: Mapping[str, Any], consultation_id: UUID,
    given: list[UUID],
) -> None:  # fmt: skip
    await turn_consultations(work)
    for opinion_id, said in zip(given, kept["opinions"], strict=True):
        verdict = Verdict(Disposition(said["disposition"]), said.get("reason", ""))
        await disposing.dispose_opinions(work, caller, consultation_id, [opinion_id], verdict)
    await disposing.publish_result(work, caller, consultation_id, kept["result"], None)


def _said(kept: Mapping[str, Any], today: date) -> Said:
    passages = tuple(
        Passage(number, one["heading"], one["text"])
        for number, one in enumerate(kept["passages"], start=1)
    )
    invitations = tuple(
        Invitation(OpinionGroup(one["group"]), one["name"]) for one in kept.get("invitations", ())
    )
    return Said(
        kept["title"], ConsultationKind(kept["kind"]), kept["explanation"], passages, invitations,
        day(today, kept["opens_days"]), day(today, kept["closes_days"]),
    )  # fmt: skip


def _any_version(_: int) -> None:
    """Nobody else writes the demo."""
