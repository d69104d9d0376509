"""Who signs a node, and how they did; read only for cases that have such a node."""

from collections.abc import Iterable

from shared.database import UnitOfWork
from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.signing import Signer

OF_CASE = """
SELECT key, staff_no, weight, outcome, opinion, signed_at, added_by FROM signer
WHERE case_id = $1 ORDER BY key, added_by, staff_no
"""
FORGET = "DELETE FROM signer WHERE case_id = $1 AND key = ANY($2::text[])"
ADD = """
INSERT INTO signer (case_id, key, staff_no, weight, outcome, opinion, signed_at, added_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
"""


async def read_into(work: UnitOfWork, case: Case) -> None:
    """Give the nodes of a case their signers (one indexed read)."""
    for key, *rest in await work.fetch(OF_CASE, case.case_id):
        if key in case.nodes:
            signer = Signer(*rest)
            case.nodes[key].signers[signer.staff_no] = signer


async def keep(work: UnitOfWork, case: Case, nodes: Iterable[Node]) -> None:
    """Write the signers of these nodes anew."""
    shared = [node for node in nodes if node.signing != "one"]
    if not shared:
        return
    await work.write(FORGET, case.case_id, [node.key for node in shared])
    rows = [
        (
            case.case_id, node.key, one.staff_no, one.weight, one.outcome, one.opinion,
            one.signed_at, one.added_by,
        )
        for node in shared
        for one in node.signers.values()
    ]  # fmt: skip
    await work.write_many(ADD, rows)
