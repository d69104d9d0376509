"""Put a matter on other documents in one step: a new version, checked and published."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from shared.database import UnitOfWork
from shared.events.approvals import BasisReplacement, MatterRebased
from shared.identity import Caller
from shared.refusals import FieldError, Invalid
from svc_approvals.domain.catalogue.checks.organs import cited
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.rebasing import Replacement, rebased
from svc_approvals.domain.catalogue.writing import to_dict
from svc_approvals.storage.catalogue import document_effects, drafts, matters
from svc_approvals.storage.catalogue.matters import PublishedMatter
from svc_approvals.use_cases.catalogue.basis import matter_id
from svc_approvals.use_cases.catalogue.matters import matter_in_force, publish_matter


@dataclass(eq=False)
class BasisNotCited(Invalid):
    """有的文件不是这个事项的依据，或者无法认定。"""

    advice: ClassVar[str] = "请按 errors 中的说明修改；现有依据见办事指南的 basis 和 fees。"


@dataclass(frozen=True, slots=True)
class Named:
    """A document by the reference as a definition writes it, or by its id in the library."""

    reference: str = ""
    document_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document in another's place, with the clause of the new one."""

    old: Named
    new: Named
    clause: str = ""


async def rebase_matter(
    work: UnitOfWork, caller: Caller, code: str, wanted: Sequence[Wanted]
) -> PublishedMatter | None:
    """Replace documents everywhere the matter in force cites them, and publish that at once.

    Running cases keep their version; an editor's draft is put on the new basis as well
    and keeps its other changes. Refused with BasisNotCited, and as publish_matter is.
    """
    await matters.lock(work, code)
    current = await matter_in_force(work, code)
    replacements = await _replacements(work, current.matter, wanted)
    draft = await drafts.read(work, code, lock=True)
    published = await publish_matter(
        work,
        rebased(to_dict(current.matter), replacements),
        caller=caller,
        draft=rebased(draft.definition, replacements) if draft else None,
    )
    if published is not None:
        await work.announce(matter_id(code), _told(published, replacements))
    return published


def _told(published: PublishedMatter, replacements: Sequence[Replacement]) -> MatterRebased:
    return MatterRebased(
        code=published.matter.code, name=published.matter.name, number=published.number,
        replacements=tuple(BasisReplacement(old=one.old, new=one.new) for one in replacements),
    )  # fmt: skip


async def _replacements(
    work: UnitOfWork, matter: Matter, wanted: Sequence[Wanted]
) -> list[Replacement]:
    references = {text for _, text in cited(matter)}
    errors: list[FieldError] = []
    found: list[Replacement] = []
    for i, one in enumerate(wanted):
        olds, new = await _old(work, references, one.old), await _new(work, one.new)
        where = f"#/replacements/{i}"
        if not olds:
            message = "这个事项和它的收费都没有引用这份文件。"
            errors.append(FieldError(f"{where}/from_reference", "not_cited", message))
        if not new:
            message = "没有事项引用过这份文件，请写出题名或文号（to_reference）。"
            errors.append(FieldError(f"{where}/to_document_id", "unknown_document", message))
        found += [Replacement(old, new, one.clause) for old in olds]
    if errors:
        raise BasisNotCited(errors=errors)
    return found


async def _old(work: UnitOfWork, references: set[str], named: Named) -> list[str]:
    """The references of the matter that are meant; one document may be written in two ways."""
    if named.document_id is None:
        return [named.reference] if named.reference in references else []
    meant = await document_effects.meaning(work, named.document_id)
    return [one.reference for one in meant if one.reference in references]


async def _new(work: UnitOfWork, named: Named) -> str:
    if named.document_id is None:
        return named.reference
    known = await document_effects.known(work, named.document_id)
    return known.reference if known else ""
