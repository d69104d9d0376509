"""Every way a matter can go: the combinations of answers that change anything.

Conditions are finite, so is what they can tell apart: a choice has its options, a
number only the places where a condition compares it.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

from svc_approvals.domain.catalogue.conditions import (
    Comparison,
    Condition,
    comparisons,
    evaluate,
    fields_of,
)
from svc_approvals.domain.catalogue.forms import FormField
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.questions import Question

MOST = 4096
Asked = Question | FormField


def asked(matter: Matter) -> dict[str, Asked]:
    """Whatever a condition may speak of: questions first, then the form, in order."""
    questions: dict[str, Asked] = {one.key: one for one in matter.questions}
    return questions | {one.key: one for one in matter.form.fields()}


def scenarios(matter: Matter, conditions: Iterable[Condition | None]) -> list[dict[str, object]]:
    """The complete answers these conditions can tell apart, at most MOST of them."""
    known = asked(matter)
    keys = _closure({key for one in conditions for key in fields_of(one)}, known)
    leaves = [leaf for _, one in matter.conditions() for leaf in comparisons(one)]
    options = [_options(known[key], leaves) for key in keys]
    found = (_visible(dict(zip(keys, one, strict=True)), known) for one in product(*options))
    return list(_distinct(islice(found, MOST)))


def _closure(keys: set[str], known: Mapping[str, Asked]) -> list[str]:
    """The names, with those that decide whether they are asked at all, in asking order."""
    wanted = keys & known.keys()
    while more := {k for key in wanted for k in fields_of(known[key].when)} & known.keys() - wanted:
        wanted |= more
    return [key for key in known if key in wanted]


def _options(one: Asked, leaves: Iterable[Comparison]) -> list[object]:
    silent: list[object] = [] if one.required else [None]
    compared = [leaf.value for leaf in leaves if leaf.field == one.key]
    match one.kind:
        case "single" | "choice":
            return [*(choice.value for choice in one.choices), *silent]
        case "multiple" | "choices":
            values = [choice.value for choice in one.choices]
            return [*([value] for value in values), values, *silent]
        case "yes_no":
            return [True, False, *silent]
        case "number" | "integer":
            return [*_around(compared), *silent]
        case _:
            texts = [value for value in compared if isinstance(value, str)]
            return ["", *(around for text in texts for around in (text, f"{text}~")), "~", *silent]


def _around(compared: Iterable[object]) -> list[object]:
    numbers = [one for one in compared if isinstance(one, int | float)]
    return [0, *(near for one in numbers for near in (one - 1, one, one + 1))]


def _visible(values: dict[str, object], known: Mapping[str, Asked]) -> dict[str, object]:
    """The values without those of questions and fields that would not be shown."""
    kept: dict[str, object] = {}
    for key, value in values.items():
        if value is not None and evaluate(known[key].when, kept).holds:
            kept[key] = value
    return kept


def _distinct(found: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    seen: set[str] = set()
    for one in found:
        if (mark := repr(sorted(one.items()))) not in seen:
            seen.add(mark)
            yield one
