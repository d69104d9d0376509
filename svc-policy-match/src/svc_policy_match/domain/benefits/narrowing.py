"""What is left of the answers where a condition holds, or does not.

Only narrowed where it is plain how: windows and lists of codes. Elsewhere the answers stay as they
are, which tells a longer span, never a wrong one.
"""

from svc_policy_match.domain.answers.answers import Answer, Answers, OneOf, Range
from svc_policy_match.domain.conditions.tests import In, Window
from svc_policy_match.domain.conditions.trees import All, Condition, Leaf, Not


def within(when: Condition, answers: Answers) -> Answers:
    """Where it holds."""
    if isinstance(when, All):
        for one in when.of:
            answers = within(one, answers)
        return answers
    if isinstance(when, Not):
        return outside(when.of, answers) if isinstance(when.of, Leaf) else answers
    if not isinstance(when, Leaf):
        return answers
    return _with(answers, when.key, _inside(when.test, answers.get(when.key)))


def outside(when: Condition, answers: Answers) -> Answers:
    """Where it does not hold."""
    if isinstance(when, Not):
        return within(when.of, answers)
    leaf = _one_leaf(when)
    if leaf is None:
        return answers
    known = answers.get(leaf.key)
    if isinstance(leaf.test, In) and isinstance(known, OneOf):
        return _with(answers, leaf.key, OneOf(known.codes - leaf.test.codes))
    if isinstance(leaf.test, Window) and (known is None or isinstance(known, Range)):
        return _with(answers, leaf.key, _beside(leaf.test, known or Range()))
    return answers


def _with(answers: Answers, key: str, answer: Answer | None) -> Answers:
    return answers if answer is None else {**answers, key: answer}


def _inside(test: object, known: Answer | None) -> Answer | None:
    if isinstance(test, In):
        return OneOf(known.codes & test.codes) if isinstance(known, OneOf) else known
    if isinstance(test, Window) and (known is None or isinstance(known, Range)):
        return _both(test, known or Range())
    return known


def _both(window: Window, span: Range) -> Range:
    los = [one for one in (span.lo, window.lo) if one is not None]
    his = [one for one in (span.hi, window.hi) if one is not None]
    return Range(max(los, default=None), min(his, default=None))


def _beside(window: Window, span: Range) -> Range:
    """A span cut in two by the window stays whole."""
    from_below = window.lo is None or (span.lo is not None and window.lo <= span.lo)
    to_above = window.hi is None or (span.hi is not None and window.hi >= span.hi)
    if from_below and window.hi is not None:
        return Range(_later(window.hi + 1, span.lo), span.hi)
    if to_above and window.lo is not None:
        return Range(span.lo, _earlier(window.lo - 1, span.hi))
    return span


def _later(one: int, other: int | None) -> int:
    return one if other is None else max(one, other)


def _earlier(one: int, other: int | None) -> int:
    return one if other is None else min(one, other)


def _one_leaf(when: Condition) -> Leaf | None:
    """The condition as one leaf: itself, or windows of one key together."""
    if isinstance(when, Leaf):
        return when
    if not isinstance(when, All) or len({_key(one) for one in when.of}) != 1:
        return None
    span = Range()
    for one in when.of:
        if not isinstance(one, Leaf) or not isinstance(one.test, Window):
            return None
        span = _both(one.test, span)
    key = _key(when.of[0])
    return None if key is None else Leaf("", key, Window(span.lo, span.hi))


def _key(condition: Condition) -> str | None:
    return condition.key if isinstance(condition, Leaf) else None
