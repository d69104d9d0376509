"""What a guide shows beyond its definition: names, the effect of its basis, what people say."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.database import Row, UnitOfWork
from svc_approvals.domain.catalogue.basis_guard import BasisFlag, flag_of, guard_of
from svc_approvals.domain.catalogue.checks.organs import cited
from svc_approvals.domain.catalogue.effects import DocumentEffect
from svc_approvals.domain.catalogue.matters import Guard, Matter
from svc_approvals.storage import directory
from svc_approvals.storage.catalogue import document_effects, reviews
from svc_approvals.storage.catalogue.reviews import Satisfaction


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What other services have told that belongs on a matter's guide."""

    organ_names: Mapping[str, str]
    effects: Mapping[str, DocumentEffect]
    satisfaction: Satisfaction | None
    improvements: tuple[Row, ...]
    guard: Guard
    flag: BasisFlag | None

    def organ_name(self, code: str) -> str:
        """An organ by its name, else by its code."""
        return self.organ_names.get(code, code)


async def surroundings(work: UnitOfWork, matter: Matter, house: Guard) -> Surroundings:
    """Everything around one matter (four small reads); ``house`` is its usual basis guard."""
    effects = await document_effects.effects_of(work, [text for _, text in cited(matter)])
    return Surroundings(
        organ_names=await organ_names(work),
        effects=effects,
        satisfaction=await reviews.satisfaction_of(work, matter.code),
        improvements=tuple(await reviews.improvements_of(work, matter.code)),
        guard=guard_of(matter, house),
        flag=flag_of(matter, effects, house),
    )


async def organ_names(work: UnitOfWork) -> dict[str, str]:
    """The departments' names by their codes."""
    return {code: organ.name for code, organ in (await directory.organs(work)).items()}
