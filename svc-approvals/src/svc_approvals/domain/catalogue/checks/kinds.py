"""What the kind of a matter promises: instant approval (秒批) waits for nobody."""

from collections.abc import Iterator

from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem

INSTANT = "秒批"
WITHOUT_PEOPLE = {"rule", "issue"}


def check_kind(matter: Matter) -> Iterator[Problem]:
    """Every node of an instant matter is decided by rule, and takes no working day."""
    if matter.kind != INSTANT:
        return
    for i, node in enumerate(matter.nodes):
        if node.kind not in WITHOUT_PEOPLE:
            message = f"秒批事项的“{node.name}”要等人或等别的系统，请改为自动审批（rule）环节"
            yield Problem(f"/nodes/{i}/kind", "instant_needs_rules", message)
    if not any(node.kind == "rule" for node in matter.nodes):
        yield Problem("/nodes", "instant_needs_rules", "秒批事项至少需要一个自动审批（rule）环节")
