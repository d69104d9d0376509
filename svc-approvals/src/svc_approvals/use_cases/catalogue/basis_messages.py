"""What whoever published a matter is told of its basis."""

from uuid import UUID

from shared.events.approvals import ApprovalsNotificationRequested
from svc_approvals.domain.catalogue.effects import DocumentEffect
from svc_approvals.storage.catalogue.matter_citations import Resting

BASIS_DEAD = "basis_dead"


def basis_dead(
    matter: Resting, dead: DocumentEffect, account_id: UUID
) -> ApprovalsNotificationRequested:
    """The matter rests on a dead document.

    Told once for each time it dies, and once more when something is in its place.
    """
    return ApprovalsNotificationRequested(
        account_id=account_id,
        template=BASIS_DEAD,
        parameters={"matter_name": matter.name, "document": dead.in_words()},
        dedupe_key=f"{matter.code}:{BASIS_DEAD}:{dead.reference}:{dead.effect}:{dead.since}"
        f"{':replaced' if dead.replaced_by else ''}",
    )
