"""Publish matters and read their guides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.database import UnitOfWork
from shared.events.approvals import MatterPublished
from shared.refusals import FieldError, Invalid, NotFound
from svc_approvals.domain.catalogue.checks import Contact, check
from svc_approvals.domain.catalogue.guides import Guide, resolve
from svc_approvals.domain.catalogue.problems import Problem, errors
from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.storage import directory
from svc_approvals.storage.catalogue import matters
from svc_approvals.storage.catalogue.matters import PublishedMatter


@dataclass(eq=False)
class MatterNotFound(NotFound):
    """没有找到这个事项。"""

    advice: ClassVar[str] = "请在事项目录中选择；已下架的事项不能再申请。"


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


async def published_matter(work: UnitOfWork, code: str) -> PublishedMatter:
    """The version in force; refused with MatterNotFound."""
    found = await matters.current(work, code)
    if found is None:
        raise MatterNotFound
    return found


async def resolve_matter(work: UnitOfWork, code: str, answers: Mapping[str, Any]) -> Guide:
    """A person's own guide; refused with MatterNotFound or AnswersInvalid."""
    return guide_for((await published_matter(work, code)).matter, answers)


def guide_for(
    matter: Any, answers: Mapping[str, Any], form: Mapping[str, Any] | None = None
) -> Guide:
    """The guide for these answers; refused with AnswersInvalid."""
    guide = resolve(matter, answers, form)
    if guide.problems:
        raise AnswersInvalid(errors=as_field_errors(guide.problems))
    return guide


async def publish_matter(work: UnitOfWork, definition: Any) -> PublishedMatter | None:
    """Check a definition and put it in force; None when it is in force already.

    Refused with MatterNotSound, naming every problem at once.
    """
    reading = read_matter(definition)
    if reading.matter is None:
        raise MatterNotSound(errors=as_field_errors(reading.problems))
    known = await directory.organs(work)
    contacts = {code: Contact(organ.name, organ.phone) for code, organ in known.items()}
    if wrong := errors(check(reading.matter, contacts, {})):
        raise MatterNotSound(errors=as_field_errors(wrong))
    published = await matters.publish(work, reading.matter)
    if published is not None:
        matter = published.matter
        event = MatterPublished(
            code=matter.code, name=matter.name, version_id=published.version_id,
            number=published.number,
        )  # fmt: skip
        await work.announce(matter_id(matter.code), event)
    return published


def matter_id(code: str) -> UUID:
    """The aggregate id of a matter's own journal."""
    return uuid5(NAMESPACE_URL, f"yangguang:matter:{code}")
