"""Near misses (差一步): the cheapest set of failing conditions, with the gap of each.

Of all parts the sum, of alternatives the cheapest: exact where every attribute stands once. Where
one stands several times in what was chosen, the widest gap holds for all of it. A place, a trade or
a day cannot be made up for, so a policy that fails on one is no near miss.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf

from svc_policy_match.domain.answers.answers import NONE, Answer, Answers, Range
from svc_policy_match.domain.attributes.attributes import Attribute, Kind, Registry
from svc_policy_match.domain.attributes.values import written
from svc_policy_match.domain.conditions.tests import Has, In, Under, Window
from svc_policy_match.domain.conditions.trees import All, Condition, Leaf, Not, evaluate
from svc_policy_match.domain.conditions.truth import FALSE, TRUE
from svc_policy_match.domain.explaining.wording import titled, told

COSTS = {Kind.NUMBER: 1.0, Kind.FLAG: 3.0, Kind.CHOICE: 4.0, Kind.CODES: 5.0, Kind.PEOPLE: 5.0}
FARTHEST = 10.0  # what costs more is a long way off, not a step
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: what it is now, what is wanted, how far apart."""

    leaf_id: str
    key: str
    title: str
    sentence: str
    now: str
    wanted: str
    short_by: str  # empty where it is no number
    cost: float


@dataclass(frozen=True, slots=True)
class NearMiss:
    """What is missing, all of it together, and what it costs to get there."""

    gaps: tuple[Gap, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class _Failing:
    """A leaf that has to turn, and which way."""

    leaf: Leaf
    wanted: bool
    cost: float


def near_miss(condition: Condition, answers: Answers, registry: Registry) -> NearMiss | None:
    """The cheapest way to fulfil a condition that fails; None where there is none near."""
    weighing = _Weighing(answers, registry)
    cost, failing = weighing.cheapest(condition, wanted=True)
    if not failing or cost == inf:
        return None
    gaps = tuple(_merged(failing, answers, registry))
    total = sum(one.cost for one in gaps)
    return NearMiss(gaps, total) if total <= FARTHEST else None


@dataclass
class _Weighing:
    """What turning each part costs; what is not known costs nothing, it is to be confirmed."""

    answers: Answers
    registry: Registry

    def cheapest(self, condition: Condition, *, wanted: bool) -> tuple[float, tuple[_Failing, ...]]:
        truth = evaluate(condition, self.answers)
        if truth is not (FALSE if wanted else TRUE):
            return 0.0, ()
        if isinstance(condition, Not):
            return self.cheapest(condition.of, wanted=not wanted)
        if isinstance(condition, Leaf):
            cost = self._cost(condition, wanted=wanted)
            return cost, (_Failing(condition, wanted, cost),)
        each = [self.cheapest(one, wanted=wanted) for one in condition.of]
        if isinstance(condition, All) is wanted:
            return sum(cost for cost, _ in each), tuple(one for _, of in each for one in of)
        return min(each, key=lambda one: one[0], default=(inf, ()))

    def _cost(self, leaf: Leaf, *, wanted: bool) -> float:
        attribute = self.registry.of_key(leaf.key)
        if attribute is None:
            return COSTS[Kind.FLAG]
        if attribute.derived:  # nobody changes size for a policy's sake
            return inf
        cost = COSTS.get(attribute.kind, inf)
        if isinstance(leaf.test, Window):
            return cost + _relative(leaf.test, self.answers.get(leaf.key), wanted=wanted)
        return cost


def _relative(window: Window, answer: Answer | None, *, wanted: bool) -> float:
    """How far off in parts of the bound, so that of two figures the nearer is chosen."""
    short = _distance(window, answer) if wanted else None
    if short is None:
        return 1.0
    distance, bound = short
    return min(1.0, distance / abs(bound)) if bound else 1.0


def _distance(window: Window, answer: Answer | None) -> tuple[int, int] | None:
    """How far the nearest possible number is from the window, and from which end of it."""
    known = Range(0, 0) if answer is NONE else answer
    if not isinstance(known, Range):
        return None
    if window.lo is not None and known.hi is not None and known.hi < window.lo:
        return window.lo - known.hi, window.lo
    if window.hi is not None and known.lo is not None and known.lo > window.hi:
        return known.lo - window.hi, window.hi
    return None


def _merged(failing: Iterable[_Failing], answers: Answers, registry: Registry) -> Iterator[Gap]:
    """One gap for each figure: of several bounds on one side the farthest is what is wanted."""
    widest: dict[tuple[str, str], _Failing] = {}
    for one in failing:
        side = _side(one, answers)
        held = widest.get((one.leaf.key, side))
        if held is None or _far(one, answers) > _far(held, answers):
            widest[one.leaf.key, side] = one
    for one in widest.values():
        yield _gap(one, answers, registry)


def _side(one: _Failing, answers: Answers) -> str:
    if not isinstance(one.leaf.test, Window) or not one.wanted:
        return repr(one.leaf.test)
    found = _distance(one.leaf.test, answers.get(one.leaf.key))
    return "up" if found and found[1] == one.leaf.test.lo else "down"


def _far(one: _Failing, answers: Answers) -> int:
    if not isinstance(one.leaf.test, Window):
        return 0
    found = _distance(one.leaf.test, answers.get(one.leaf.key))
    return found[0] if found else 0


def _gap(one: _Failing, answers: Answers, registry: Registry) -> Gap:
    leaf, attribute = one.leaf, registry.of_key(one.leaf.key)
    answer = answers.get(leaf.key)
    if attribute is None:
        wanted = "确认" if one.wanted else "不属于"
        return Gap(
            leaf.leaf_id, leaf.key, "", leaf.sentence, told(None, answer), wanted, "", one.cost
        )
    return Gap(
        leaf.leaf_id, leaf.key, titled(attribute, leaf.key), leaf.sentence,
        told(attribute, answer), _wanted(attribute, one), _short_by(attribute, one, answer),
        one.cost,
    )  # fmt: skip


def _short_by(attribute: Attribute, one: _Failing, answer: Answer | None) -> str:
    """还差 0.6 个百分点: a share is short of points of a hundred, not of percent."""
    if not isinstance(one.leaf.test, Window) or not one.wanted or attribute.kind is Kind.DATE:
        return ""
    found = _distance(one.leaf.test, answer)
    if found is None:
        return ""
    text = written(attribute, found[0])
    if attribute.unit == PERCENT:
        text = f"{text.removesuffix(PERCENT).strip()} 个百分点"
    return f"{'还差' if found[1] == one.leaf.test.lo else '超出'} {text}"


def _wanted(attribute: Attribute, one: _Failing) -> str:
    text = _asked(attribute, one.leaf)
    return text if one.wanted else f"不能是：{text}"


def _asked(attribute: Attribute, leaf: Leaf) -> str:
    match leaf.test:
        case Window(lo, hi) if lo is not None and lo == hi:
            return written(attribute, lo)
        case Window(lo, hi):
            ends = (("不低于", lo), ("不超过", hi))
            return "、".join(
                f"{word} {written(attribute, end)}" for word, end in ends if end is not None
            )
        case In(codes):
            return "、".join(attribute.codes.get(each, each) for each in sorted(codes))
        case Under(paths):
            return "、".join(_names(attribute.paths, attribute.codes, paths))
        case Has(code):
            return attribute.codes.get(code, code)
        case _:
            return attribute.title


def _names(
    paths: Mapping[str, str], codes: Mapping[str, str], wanted: Iterable[str]
) -> Iterator[str]:
    at = {path: code for code, path in paths.items()}
    for one in sorted(wanted):
        yield codes.get(at.get(one, one), one)
