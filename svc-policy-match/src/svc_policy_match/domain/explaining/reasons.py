"""Each condition of a policy, as its author wrote it, and its truth for what is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.conditions.trees import Condition, as_written, evaluate, leaves
from svc_policy_match.domain.conditions.truth import Truth
from svc_policy_match.domain.explaining.wording import titled, told


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one attribute a condition asks for."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition: the policy's own sentence, its truth, and the values it was judged on."""

    leaf_id: str
    sentence: str
    truth: Truth
    known: Sequence[Known]


def reasons(condition: Condition, answers: Answers, registry: Registry) -> list[Reason]:
    """All conditions in the order they were written."""
    return [_reason(one, part, answers, registry) for one, part in as_written(condition)]


def _reason(leaf_id: str, part: Condition, answers: Answers, registry: Registry) -> Reason:
    each = list(leaves(part))
    keys = dict.fromkeys(one.key for one in each)
    known = [known_of(key, answers, registry) for key in keys]
    return Reason(leaf_id, each[0].sentence, evaluate(part, answers), known)


def known_of(key: str, answers: Answers, registry: Registry) -> Known:
    """What is known of one key; a declaration has no title of its own."""
    attribute = registry.of_key(key)
    title = "" if attribute is None else titled(attribute, key)
    return Known(key, title, told(attribute, answers.get(key)))
