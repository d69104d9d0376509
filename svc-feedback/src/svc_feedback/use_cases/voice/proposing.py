"""Propose what should change because of a theme, and decide on what was proposed."""

from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.feedback import ProposalDecided, ProposalKind, ProposalMade
from shared.identity import Caller
from shared.ids import new_id
from shared.masking import mask_text
from shared.pages import PageRequest
from svc_feedback.domain.voice.proposals import Proposal
from svc_feedback.domain.voice.reasons import (
    ProposalNotFound,
    ProposalWithoutMatter,
    ProposalWithoutRegion,
)
from svc_feedback.storage.voice import proposals
from svc_feedback.use_cases.voice.reading import Listed, place_of, show_theme


@dataclass(frozen=True, slots=True)
class Wish:
    """What is proposed: a better guide of a matter, or information pushed to those it concerns."""

    kind: ProposalKind
    matter_code: str | None
    text: str


async def make_proposal(work: UnitOfWork, caller: Caller, theme_id: UUID, wish: Wish) -> Proposal:
    """Keep it and tell it.

    Refused with ThemeNotFound, ProposalWithoutMatter or ProposalWithoutRegion.
    """
    if wish.kind == "guide_improvement" and wish.matter_code is None:
        raise ProposalWithoutMatter
    if not caller.region_code:
        raise ProposalWithoutRegion
    theme = await show_theme(work, caller, theme_id)
    made = Proposal(
        new_id(), theme_id, theme["label"], wish.kind, wish.matter_code, caller.region_code,
        mask_text(wish.text), work.now, made_by=_name_of(caller),
    )  # fmt: skip
    await proposals.add(work, made)
    await work.announce(made.proposal_id, _made(made))
    return made


async def list_proposals(
    work: UnitOfWork, caller: Caller, page: PageRequest, *, decided: bool | None
) -> Listed:
    """The proposals of the caller's place, newest first."""
    place = place_of(caller)
    (before,) = page.after_of(UUID)
    rows = await proposals.listed(work, place, decided, before, page.fetch)
    return rows, await proposals.count(work, place, decided) if page.count else None


async def decide_proposal(
    work: UnitOfWork, caller: Caller, proposal_id: UUID, reason: str, *, accepted: bool
) -> Proposal:
    """Accept or decline one of the caller's place, once, and tell it.

    Refused with ProposalNotFound, ProposalDecidedAlready or ProposalDecidedByProposer.
    """
    found = await proposals.locked(work, place_of(caller), proposal_id)
    if found is None:
        raise ProposalNotFound
    words = mask_text(reason)
    decided = found.decided(_name_of(caller), work.now, words, accepted=accepted)
    await proposals.decide(work, decided)
    told = ProposalDecided(
        proposal_id=proposal_id, theme_id=decided.theme_id, kind=decided.kind,
        matter_code=decided.matter_code, region_code=decided.region_code, accepted=accepted,
        reason=words, decided_at=work.now,
    )  # fmt: skip
    await work.announce(proposal_id, told)
    return decided


def _name_of(caller: Caller) -> str:
    return caller.staff_no or caller.subject


def _made(made: Proposal) -> ProposalMade:
    return ProposalMade(
        proposal_id=made.proposal_id, theme_id=made.theme_id, label=made.label, kind=made.kind,
        matter_code=made.matter_code, region_code=made.region_code, text=made.text,
        made_at=made.made_at,
    )  # fmt: skip
