"""Due rules read from their file."""

from collections.abc import Iterable, Mapping
from typing import Any

from svc_budget.domain.funds.disclosures import DisclosureKind, DueRule, FundAnchor


def read_due_rules(kept: Iterable[Mapping[str, Any]]) -> Mapping[DisclosureKind, DueRule]:
    """One rule for each kind, in the file's order; ValueError names what is not in order."""
    rules: dict[DisclosureKind, DueRule] = {}
    for one in kept:
        rule = _rule(one)
        if rule.kind in rules:
            raise ValueError(f"disclosure {rule.kind} is there twice")
        rules[rule.kind] = rule
    missing = [kind.value for kind in DisclosureKind if kind not in rules]
    if missing:
        raise ValueError(f"no due rule for {', '.join(missing)}")
    return rules


def _rule(kept: Mapping[str, Any]) -> DueRule:
    try:
        within = {FundAnchor(anchor): int(days) for anchor, days in kept["within"].items()}
        rule = DueRule(
            DisclosureKind(kept["kind"]), str(kept["title"]), bool(kept["yearly"]), within
        )
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"disclosure {kept.get('kind', '?')}: {fault}") from fault
    of_a_year = set(rule.within) - {FundAnchor.ESTABLISHED}
    if not rule.within or (of_a_year and not rule.yearly):
        raise ValueError(f"disclosure {rule.kind}: nothing its days could be counted from")
    return rule
