"""What would settle a policy that is undecided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from svc_policy_match.domain.answers.answers import Answers
from svc_policy_match.domain.attributes.attributes import Registry
from svc_policy_match.domain.conditions.clauses import clauses_of, residue
from svc_policy_match.domain.conditions.trees import Condition, leaves, truth_of
from svc_policy_match.domain.conditions.truth import UNKNOWN
from svc_policy_match.domain.explaining.wording import titled


@dataclass(frozen=True, slots=True)
class Open:
    """Something an answer to which may settle it; `question` is empty of what is declared."""

    key: str
    title: str
    question: str
    cost: float


def settling(condition: Condition, answers: Answers, registry: Registry) -> list[Open]:
    """All that still matters, the easiest to answer first; nothing else can turn the verdict."""
    sentences = {one.key: one.sentence for one in leaves(condition)}
    asked = dict.fromkeys(
        one for key in _open_keys(condition, answers) for one in _asked(key, answers, registry)
    )
    found = [_open(key, sentences, registry) for key in asked]
    return sorted(found, key=lambda one: one.cost)


def _open_keys(condition: Condition, answers: Answers) -> Iterable[str]:
    clauses = clauses_of(condition)
    if clauses is not None:
        left = residue(clauses, answers)
        return sorted({one.key for clause in left for one in clause})
    unknown = (one for one in leaves(condition) if truth_of(one.key, one.test, answers) is UNKNOWN)
    return dict.fromkeys(one.key for one in unknown)


def _asked(key: str, answers: Answers, registry: Registry) -> Sequence[str]:
    """What is reckoned from others is settled by those of them that are not known exactly."""
    attribute = registry.of_key(key)
    if attribute is None or not attribute.derived:
        return (key,)
    return [one for one in attribute.inputs if one not in answers] or list(attribute.inputs)


def _open(key: str, sentences: dict[str, str], registry: Registry) -> Open:
    attribute = registry.of_key(key)
    if attribute is None:
        return Open(key, sentences.get(key, ""), "", 1.0)
    return Open(key, titled(attribute, key), attribute.question, attribute.ask_cost)
