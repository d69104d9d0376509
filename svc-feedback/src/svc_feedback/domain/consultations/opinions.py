"""Opinions, and what becomes of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from shared.refusals import FieldError
from svc_feedback.domain.consultations.drafts import Invitation
from svc_feedback.domain.consultations.kinds import Disposition, OpinionGroup, Stance
from svc_feedback.domain.consultations.reasons import DispositionUnexplained

LONGEST_OPINION = 2000
MOST_OF_ONE_ACCOUNT = 50


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody says about a passage, or about the whole draft (``passage`` None)."""

    opinion_id: UUID
    consultation_id: UUID
    passage: int | None
    stance: Stance
    group: OpinionGroup
    invited: bool
    account_id: UUID | None
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of an opinion; whatever is not simply adopted is explained."""

    disposition: Disposition
    reason: str

    def check(self) -> None:
        """Refused with DispositionUnexplained."""
        if self.disposition is not Disposition.ADOPTED and not self.reason:
            message = "部分采纳和未采纳的，请写明理由，理由会随结果公布。"
            raise DispositionUnexplained(errors=[FieldError("#/reason", "reason_missing", message)])


class Standing(NamedTuple):
    """The group somebody speaks for, and why it counts as that: invited, or recognised by kind."""

    group: OpinionGroup
    invited: bool = False
    recognised: bool = False


def speaks_for(
    group: OpinionGroup, account_id: UUID | None, account_kind: str,
    invitations: Iterable[Invitation],
) -> Standing:  # fmt: skip
    """The group an opinion is given for.

    Who was invited counts for the group of the invitation, whatever is stated; an enterprise's
    account is an enterprise. Any other group is only claimed, and counts for the public.
    """
    for one in invitations:
        if account_id is not None and one.account_id == str(account_id):
            return Standing(one.group, invited=True)
    enterprise = account_id is not None and account_kind == OpinionGroup.ENTERPRISE
    return Standing(group, recognised=enterprise and group is OpinionGroup.ENTERPRISE)
