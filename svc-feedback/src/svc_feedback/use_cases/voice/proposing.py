"""Propose what should change because of a theme."""

from dataclasses import dataclass
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.feedback import ProposalKind, ProposalMade
from shared.identity import Caller
from shared.ids import new_id
from shared.masking import mask_text
from svc_feedback.domain.voice.reasons import ProposalWithoutMatter, ProposalWithoutRegion
from svc_feedback.storage.voice import reading
from svc_feedback.use_cases.voice.reading import show_theme


@dataclass(frozen=True, slots=True)
class Wish:
    """What is proposed: a better guide of a matter, or information pushed to those it concerns."""

    kind: ProposalKind
    matter_code: str | None
    text: str


async def make_proposal(
    work: UnitOfWork, caller: Caller, theme_id: UUID, wish: Wish
) -> ProposalMade:
    """Keep it and tell it.

    Refused with ThemeNotFound, ProposalWithoutMatter or ProposalWithoutRegion.
    """
    if wish.kind == "guide_improvement" and wish.matter_code is None:
        raise ProposalWithoutMatter
    if caller.region_code is None:
        raise ProposalWithoutRegion
    theme = await show_theme(work, caller, theme_id)
    made = ProposalMade(
        proposal_id=new_id(), theme_id=theme_id, label=theme["label"], kind=wish.kind,
        matter_code=wish.matter_code, region_code=caller.region_code, text=mask_text(wish.text),
        made_at=work.now,
    )  # fmt: skip
    await reading.add_proposal(
        work,
        (
            made.proposal_id, theme_id, made.kind, made.matter_code, made.region_code, made.text,
            made.made_at,
        ),
    )  # fmt: skip
    await work.announce(made.proposal_id, made)
    return made
