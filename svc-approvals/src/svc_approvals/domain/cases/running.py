"""From the guide to the running process: the nodes of one case."""

from collections.abc import Callable, Mapping
from uuid import UUID

from svc_approvals.domain.cases.cases import Case
from svc_approvals.domain.cases.nodes import Node
from svc_approvals.domain.cases.rulings import ruling_of
from svc_approvals.domain.cases.signing import Signer
from svc_approvals.domain.cases.states import NodeState
from svc_approvals.domain.catalogue.guides import Guide, GuideNode
from svc_approvals.domain.catalogue.process import ProcessNode

INSTANT = "秒批"


def running_nodes(
    guide: Guide,
    organs: Mapping[str, UUID],
    make_id: Callable[[], UUID],
    form: Mapping[str, object] | None = None,
    hours: Mapping[str, str] | None = None,
) -> list[Node]:
    """The nodes of a case whose guide this is, all waiting; organs and their hours by code.

    ``form`` is what the rules judge beside the answers.
    """
    values = {**(form or {}), **guide.answers}
    return [
        _node(guide, entry, organs[entry.node.organ], make_id(), values, hours or {})
        for entry in guide.nodes
    ]


def _node(
    guide: Guide,
    entry: GuideNode,
    organ_id: UUID,
    node_id: UUID,
    values: Mapping[str, object],
    hours: Mapping[str, str],
) -> Node:
    node = entry.node
    ruling = ruling_of(guide.matter, node, values)
    return Node(
        node_id=node_id,
        key=node.key,
        name=node.name,
        kind=node.kind,
        organ_id=organ_id,
        role="window" if node.kind == "issue" else node.role,
        after=node.after,
        needed=node.join.needed(len(node.after)),
        counts_skipped=node.join.mode == "all",
        applicable=entry.applicable,
        promised_days=node.promised_days,
        statutory_days=node.lawful_days,
        on_refuse=node.on_refuse,
        products=node.produces,
        hours=hours.get(node.organ, ""),
        resets=guide.matter.on_resume == "reset",
        automatic=node.kind == "issue" and guide.matter.kind == INSTANT,
        ruling=ruling.outcome,
        rule_inputs=dict(ruling.inputs),
        signing=node.signing.mode,
        threshold=node.signing.threshold,
        signers=_signers(node),
    )


def _signers(node: ProcessNode) -> dict[str, Signer]:
    return {one.staff_no: Signer(one.staff_no, one.weight) for one in node.signing.signers}


def rule_again(case: Case, guide: Guide, form: Mapping[str, object]) -> None:
    """Let the rules that have not decided yet judge the form as it is now."""
    values = {**form, **guide.answers}
    for entry in guide.nodes:
        node = case.nodes.get(entry.node.key)
        if node is not None and node.kind == "rule" and node.state is NodeState.WAITING:
            ruling = ruling_of(guide.matter, entry.node, values)
            node.ruling, node.rule_inputs = ruling.outcome, dict(ruling.inputs)
            case.changed.add(node.key)
