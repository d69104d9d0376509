"""Limits: what is promised can be kept, and keeps within the law."""

from collections.abc import Iterator

from svc_approvals.domain.catalogue.guides import applicable_keys
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem
from svc_approvals.domain.catalogue.process import ISSUE_DAYS, cycle, longest_path
from svc_approvals.domain.catalogue.scenarios import scenarios


def check_limits(matter: Matter) -> Iterator[Problem]:
    """The promised limit covers the longest path, and no promise passes the law."""
    if matter.promised_days > matter.statutory_days:
        yield Problem("/promised_days", "promised_over_statutory", "承诺时限超过了法定时限")
    for i, node in enumerate(matter.nodes):
        if 0 < node.statutory_days < node.promised_days:
            message = f"“{node.name}”的承诺时限超过了法定时限"
            yield Problem(f"/nodes/{i}/promised_days", "promised_over_statutory", message)
        if node.kind == "issue" and node.promised_days > ISSUE_DAYS:
            message = (
                f"“{node.name}”应在作出决定后 {ISSUE_DAYS} 个工作日内办完（行政许可法第四十四条）"
            )
            yield Problem(f"/nodes/{i}/promised_days", "promised_over_statutory", message)
    if not cycle(matter.nodes):
        yield from _longest(matter)


def _longest(matter: Matter) -> Iterator[Problem]:
    conditions = [*(node.when for node in matter.nodes), *(sub.when for sub in matter.sub_matters)]
    days, path = max(
        (
            longest_path(node for node in matter.nodes if node.key in keys)
            for keys in {applicable_keys(matter, one) for one in scenarios(matter, conditions)}
        ),
        default=(0, ()),
    )
    if days > matter.promised_days:
        message = f"承诺 {matter.promised_days} 个工作日，但 {' → '.join(path)} 需要 {days} 个"
        yield Problem("/promised_days", "promised_too_short", message)
