"""Work on a matter before it is published: save, check, publish."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.database import UnitOfWork
from shared.identity import Caller
from svc_approvals.domain.catalogue.problems import Problem, errors
from svc_approvals.domain.catalogue.reasons import DraftNotFound
from svc_approvals.storage.catalogue import drafts, matters
from svc_approvals.storage.catalogue.drafts import Draft
from svc_approvals.storage.catalogue.matters import PublishedMatter
from svc_approvals.use_cases.catalogue.findings import findings_of_draft
from svc_approvals.use_cases.catalogue.matters import may_edit, publish_matter


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """A draft with everything that is wrong with it."""

    draft: Draft
    problems: tuple[Problem, ...]

    @property
    def sound(self) -> bool:
        """Whether it could be published."""
        return not errors(self.problems)


async def get_draft(
    work: UnitOfWork, caller: Caller, code: str, *, lock: bool = False
) -> Draft:  # fmt: skip
    """The draft of a matter of the caller's region; refused with MatterNotFound, DraftNotFound."""
    await may_edit(work, caller, code)
    draft = await drafts.read(work, code, lock=lock)
    if draft is None:
        raise DraftNotFound
    return draft


async def existing_draft(work: UnitOfWork, caller: Caller, code: str) -> Draft | None:
    """The draft that a writer would replace, locked; refused with MatterNotFound."""
    await work.lock()
    await may_edit(work, caller, code)
    return await drafts.read(work, code, lock=True)


async def save_draft(
    work: UnitOfWork,
    caller: Caller,
    code: str,
    definition: Mapping[str, Any],
    before: Draft | None,
) -> CheckedDraft:
    """Keep a definition as it is, sound or not, in place of the draft that was there before."""
    named, over = {**definition, "code": code}, before.version if before else 0
    draft = await drafts.save(
        work, code, caller.region_code, named, caller.staff_no, over=over
    )  # fmt: skip
    return await checked(work, draft)


async def problems_of(
    work: UnitOfWork, caller: Caller, code: str, definition: Mapping[str, Any]
) -> tuple[Problem, ...]:
    """What is wrong with a definition that is not saved; refused with MatterNotFound."""
    await may_edit(work, caller, code)
    return await findings_of_draft(work, {**definition, "code": code}, caller.region_code)


async def checked(work: UnitOfWork, draft: Draft) -> CheckedDraft:
    """The draft with its problems."""
    problems = await findings_of_draft(work, draft.definition, draft.region_code)
    return CheckedDraft(draft, problems)


async def publish_draft(
    work: UnitOfWork, caller: Caller, draft: Draft, effective_at: datetime | None
) -> PublishedMatter | None:
    """Publish what the draft says, now or at its time; refused as publish_matter is."""
    await matters.lock(work, draft.code)
    return await publish_matter(work, draft.definition, caller=caller, effective_at=effective_at)
