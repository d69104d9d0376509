"""What conditions speak of: questions and fields that exist, values that can occur."""

from collections.abc import Iterator

from svc_approvals.domain.catalogue.conditions import Comparison, comparisons, fields_of
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.problems import Problem
from svc_approvals.domain.catalogue.scenarios import Asked, asked

CHOOSING = {"single", "multiple", "choice", "choices"}
ORDERING = {"gt", "gte", "lt", "lte"}
NUMBERS = {"number", "integer"}


def check_conditions(matter: Matter) -> Iterator[Problem]:
    """Every condition speaks of something asked, and asked early enough."""
    known = asked(matter)
    for where, condition in matter.conditions():
        for leaf in comparisons(condition):
            yield from _judge(where, leaf, known)
    yield from _too_early(matter)


def _judge(where: str, leaf: Comparison, known: dict[str, Asked]) -> Iterator[Problem]:
    one = known.get(leaf.field)
    if one is None:
        message = f"条件里的“{leaf.field}”既不是问题也不是表单项"
        yield Problem(where, "unknown_field", message)
    elif leaf.op in ORDERING and one.kind not in NUMBERS:
        yield Problem(where, "not_comparable", f"“{one.title}”不是数字，不能比较大小")
    elif leaf.op != "answered" and one.kind in CHOOSING:
        offered = {choice.value for choice in one.choices}
        values = leaf.value if isinstance(leaf.value, tuple) else (leaf.value,)
        for value in values:
            if value not in offered:
                message = f"“{one.title}”没有“{value}”这个选项，条件永远不会如愿"
                yield Problem(where, "not_a_choice", message)


def _too_early(matter: Matter) -> Iterator[Problem]:
    earlier: set[str] = set()
    later = {question.key for question in matter.questions}
    for i, question in enumerate(matter.questions):
        for name in sorted(fields_of(question.when) & (later - earlier)):
            message = f"问题“{question.title}”依赖了排在它后面的“{name}”"
            yield Problem(f"/questions/{i}/when", "asked_later", message)
        earlier.add(question.key)
