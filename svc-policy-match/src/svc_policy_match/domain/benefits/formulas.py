"""Formulas over attributes, evaluated on what is known of them.

The span told holds every value that is possible. It is the shortest where a formula names each
attribute once; where it names one twice it may be longer, never shorter.
"""

from dataclasses import dataclass
from fractions import Fraction

from svc_policy_match.domain.answers.answers import NONE, Answer, Answers, Range
from svc_policy_match.domain.benefits.narrowing import outside, within
from svc_policy_match.domain.benefits.spans import (
    Money,
    Span,
    added,
    greatest,
    hull,
    in_fen,
    least,
    multiplied,
)
from svc_policy_match.domain.conditions.trees import Condition, evaluate
from svc_policy_match.domain.conditions.truth import FALSE, TRUE

NOTHING = Span(Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, of money in fen; up to `most` where the policy leaves it to who decides."""

    number: Fraction
    most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of an attribute: money in fen, anything else in its unit; `step` is its smallest.

    No attribute with a value of this kind is below nothing except where `signed`.
    """

    key: str
    step: Fraction
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """All together."""

    of: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Product:
    """One times the other."""

    left: "Formula"
    right: "Formula"


@dataclass(frozen=True, slots=True)
class Least:
    """The least of them: a cap."""

    of: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Greatest:
    """The greatest of them: a floor."""

    of: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Tier:
    """What is given where the condition holds."""

    when: Condition
    gives: "Formula"


@dataclass(frozen=True, slots=True)
class Tiered:
    """What the first tier that holds gives, nothing where none does."""

    tiers: tuple[Tier, ...]


Formula = Amount | Figure | Sum | Product | Least | Greatest | Tiered


def worth(formula: Formula, answers: Answers) -> Money:
    """What a benefit comes to, for what is known."""
    return in_fen(value_of(formula, answers))


def value_of(formula: Formula, answers: Answers) -> Span:
    """The span of a formula's value."""
    if isinstance(formula, Amount):
        return Span(formula.number, formula.number if formula.most is None else formula.most)
    if isinstance(formula, Figure):
        return _figure(formula, answers.get(formula.key))
    if isinstance(formula, Product):
        return multiplied(value_of(formula.left, answers), value_of(formula.right, answers))
    if isinstance(formula, Tiered):
        return _tiered(formula, answers)
    each = [value_of(one, answers) for one in formula.of]
    if isinstance(formula, Sum):
        return added(each)
    return least(each) if isinstance(formula, Least) else greatest(each)


def _figure(figure: Figure, answer: Answer | None) -> Span:
    """What is known to be none counts as nothing."""
    if answer is NONE:
        return NOTHING
    known = answer if isinstance(answer, Range) else Range()
    bottom = Span().lo if figure.signed else Fraction(0)
    lo = bottom if known.lo is None else known.lo * figure.step
    return Span(lo, Span().hi if known.hi is None else known.hi * figure.step)


def _tiered(formula: Tiered, answers: Answers) -> Span:
    """All tiers that may be the first to hold, each on what holds within it."""
    found = []
    for tier in formula.tiers:
        truth = evaluate(tier.when, answers)
        if truth is not FALSE:
            found.append(value_of(tier.gives, within(tier.when, answers)))
        if truth is TRUE:
            return hull(found)
        answers = outside(tier.when, answers)
    return hull([*found, NOTHING])
