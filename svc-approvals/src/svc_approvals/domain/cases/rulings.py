"""What a rule decides for a node (秒批): by the matter's condition, on the form as it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from svc_approvals.domain.cases.states import NodeState
from svc_approvals.domain.catalogue.conditions import evaluate, fields_of
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.process import ProcessNode


@dataclass(frozen=True, slots=True)
class Ruling:
    """Approved, refused, or nothing when the rule lacks an input; and what it judged."""

    outcome: str = ""
    inputs: Mapping[str, object] = field(default_factory=dict)


def ruling_of(matter: Matter, node: ProcessNode, values: Mapping[str, object]) -> Ruling:
    """The ruling of a node of kind ``rule``; personal data items are judged but not recorded."""
    if node.kind != "rule":
        return Ruling()
    verdict = evaluate(node.decides, values)
    if verdict.needs:
        return Ruling()
    personal = {one.key for one in matter.form.fields() if one.personal}
    judged = sorted(set(fields_of(node.decides)) - personal)
    outcome = NodeState.APPROVED if verdict.holds else NodeState.REFUSED
    return Ruling(outcome, {key: values[key] for key in judged if key in values})
