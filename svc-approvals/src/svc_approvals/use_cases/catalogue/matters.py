"""Publish matters, take them off the list, and read their guides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from shared.database import UnitOfWork
from shared.events.approvals import MatterPublished
from shared.events.approvals import MatterWithdrawn as Withdrawn
from shared.identity import Caller
from shared.refusals import FieldError, Invalid, NotFound
from svc_approvals.domain.catalogue.guides import Guide, resolve
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem, errors
from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.domain.catalogue.reasons import EffectiveTimeUnusable, MatterWithdrawn
from svc_approvals.storage.catalogue import drafts, matters
from svc_approvals.storage.catalogue.matters import InForce, PublishedMatter
from svc_approvals.use_cases.catalogue.basis import cite_basis, matter_id
from svc_approvals.use_cases.catalogue.findings import findings

LATEST = timedelta(days=3650)


@dataclass(eq=False)
class MatterNotFound(NotFound):
    """没有找到这个事项。"""

    advice: ClassVar[str] = "请在事项目录中选择。"


@dataclass(eq=False)
class MatterNotSound(Invalid):
    """事项没有通过发布前检查。"""

    advice: ClassVar[str] = "请逐项改正 errors 中的问题后再发布。"


@dataclass(eq=False)
class AnswersInvalid(Invalid):
    """情形问题的回答不正确。"""

    advice: ClassVar[str] = "请按 errors 中的说明重新选择。"


def as_field_errors(problems: Sequence[Problem]) -> list[FieldError]:
    """Problems of the catalogue as the errors of a refusal."""
    return [FieldError(f"#{one.pointer}", one.code, one.message) for one in problems]


async def matter_in_force(work: UnitOfWork, code: str) -> InForce:
    """The version in force, also of a matter taken off the list; refused with MatterNotFound."""
    found = await matters.in_force(work, code)
    if found is None:
        raise MatterNotFound
    return found


async def published_matter(work: UnitOfWork, code: str) -> PublishedMatter:
    """What a new case is begun with; refused with MatterNotFound or MatterWithdrawn."""
    found = await matter_in_force(work, code)
    if found.withdrawn_at is not None:
        raise MatterWithdrawn(found.withdrawn_reason, found.withdrawn_at)
    return found.published


async def resolve_matter(work: UnitOfWork, code: str, answers: Mapping[str, Any]) -> Guide:
    """A person's own guide; refused with MatterNotFound or AnswersInvalid."""
    return guide_for((await matter_in_force(work, code)).matter, answers)


def guide_for(
    matter: Matter, answers: Mapping[str, Any], form: Mapping[str, Any] | None = None
) -> Guide:
    """The guide for these answers; refused with AnswersInvalid."""
    guide = resolve(matter, answers, form)
    if guide.problems:
        raise AnswersInvalid(errors=as_field_errors(guide.problems))
    return guide


async def may_edit(work: UnitOfWork, caller: Caller, code: str) -> int:
    """The version of a matter of the caller's region, 0 of one that is new.

    Refused with MatterNotFound when the matter, or its draft, is another region's.
    """
    known = await matters.head(work, code)
    if known is not None:
        if known["region_code"] != caller.region_code:
            raise MatterNotFound
        return int(known["version"])
    draft = await drafts.read(work, code)
    if draft is not None and draft.region_code != caller.region_code:
        raise MatterNotFound
    return 0


async def publish_matter(
    work: UnitOfWork,
    definition: Mapping[str, Any],
    *,
    caller: Caller | None = None,
    effective_at: datetime | None = None,
    draft: Mapping[str, Any] | None = None,
) -> PublishedMatter | None:
    """Check a definition and publish it; None when it is in force already.

    It is kept as the draft too, so that whoever edits goes on from what is published,
    unless they have a ``draft`` of their own to go on with.
    Refused with MatterNotSound, naming every problem at once, or EffectiveTimeUnusable.
    """
    effective = _effective(work, effective_at)
    reading = read_matter(definition)
    if reading.matter is None:
        raise MatterNotSound(errors=as_field_errors(reading.problems))
    found = await findings(work, reading.matter, caller.region_code if caller else None)
    if wrong := errors(found):
        raise MatterNotSound(errors=as_field_errors(wrong))
    by = caller.staff_no if caller else ""
    before = await matters.in_force(work, reading.matter.code)
    published = await matters.publish(work, reading.matter, effective_at=effective, by=by)
    if published is not None:
        await _announce(work, published)
        replaced = before.matter if before and effective == work.now else None
        await cite_basis(work, published.matter, replaced)
        await _keep_as_draft(work, draft or definition, by)
    return published


def _effective(work: UnitOfWork, asked: datetime | None) -> datetime:
    if asked is None:
        return work.now
    if not work.now <= asked <= work.now + LATEST:
        raise EffectiveTimeUnusable
    return asked


async def _announce(work: UnitOfWork, published: PublishedMatter) -> None:
    matter = published.matter
    event = MatterPublished(
        code=matter.code, name=matter.name, version_id=published.version_id,
        number=published.number, effective_at=published.effective_at,
    )  # fmt: skip
    await work.announce(matter_id(matter.code), event)


async def _keep_as_draft(work: UnitOfWork, definition: Mapping[str, Any], by: str) -> None:
    known = await matters.head(work, definition["code"])
    draft = await drafts.read(work, definition["code"], lock=True)
    if known is not None and (draft is None or draft.definition != definition):
        await drafts.save(work, definition["code"], known["region_code"], dict(definition), by)


async def withdraw_matter(work: UnitOfWork, caller: Caller, code: str, reason: str) -> InForce:
    """Take a matter off the list (下架): no new cases, running ones go on.

    Publishing a later version puts it back. Refused with MatterNotFound, or with
    MatterWithdrawn when it is off the list already.
    """
    await may_edit(work, caller, code)
    await matters.lock(work, code)
    await published_matter(work, code)
    await matters.withdraw(work, code, reason)
    withdrawn = await matter_in_force(work, code)
    await work.announce(
        matter_id(code), Withdrawn(code=code, name=withdrawn.matter.name, withdrawn_at=work.now)
    )
    return withdrawn
