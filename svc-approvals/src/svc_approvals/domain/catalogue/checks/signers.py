"""Signers of a node: there are enough of them, and the directory knows each."""

from collections.abc import Collection, Iterator

from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem
from svc_approvals.domain.catalogue.process import ProcessNode, Signing


def check_signers(matter: Matter, officials: Collection[str] | None) -> Iterator[Problem]:
    """Whoever has to sign exists, and their votes can decide.

    `officials` are the staff numbers the directory knows; None when it was not asked.
    """
    for i, node in enumerate(matter.nodes):
        where = f"/nodes/{i}/signing"
        yield from _votes(where, node)
        yield from _people(where, node.signing, officials)
        if officials is not None and node.handler and node.handler not in officials:
            message = f"通讯录里没有工号为“{node.handler}”的工作人员"
            yield Problem(f"/nodes/{i}/handler", "unknown_staff", message)


def _votes(where: str, node: ProcessNode) -> Iterator[Problem]:
    signing = node.signing
    if signing.mode == "one":
        if signing.signers:
            message = f"“{node.name}”由一人决定，写明的会签人员不起作用"
            yield Problem(f"{where}/signers", "signers_unused", message, "warning")
        return
    if not signing.signers:
        yield Problem(f"{where}/signers", "signers_missing", f"“{node.name}”没有写明由谁签署")
    elif signing.mode == "weighted":
        yield from _threshold(where, node.name, signing)
    if node.kind != "approval":
        message = f"“{node.name}”不由人审批，不能会签"
        yield Problem(f"{where}/mode", "signing_without_people", message)


def _threshold(where: str, name: str, signing: Signing) -> Iterator[Problem]:
    together = sum(one.weight for one in signing.signers)
    if not 0 < signing.threshold <= together:
        message = f"“{name}”的通过票数应在 1 到 {together} 之间，现在是 {signing.threshold}"
        yield Problem(f"{where}/threshold", "threshold_unreachable", message)


def _people(
    where: str, signing: Signing, officials: Collection[str] | None
) -> Iterator[Problem]:  # fmt: skip
    seen: set[str] = set()
    for j, one in enumerate(signing.signers):
        spot = f"{where}/signers/{j}/staff_no"
        if one.staff_no in seen:
            yield Problem(spot, "duplicate", f"“{one.staff_no}”写了两次，一人只签一次")
        elif officials is not None and one.staff_no not in officials:
            message = f"通讯录里没有工号为“{one.staff_no}”的工作人员"
            yield Problem(spot, "unknown_staff", message)
        seen.add(one.staff_no)
