"""Answers to the scenario questions, taken only as far as the questions allow."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias, cast

from svc_approvals.domain.catalogue.conditions import Values, evaluate, unanswered
from svc_approvals.domain.catalogue.problems import Problem, pointer
from svc_approvals.domain.catalogue.questions import Question

Answer: TypeAlias = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered soundly, which questions are shown, and what was refused."""

    given: Mapping[str, Answer]
    shown: tuple[Question, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The questions that are shown, have to be answered and are not."""
        return tuple(q.key for q in self.shown if q.required and q.key not in self.given)


def read_answers(questions: tuple[Question, ...], raw: object, form: Values) -> Answers:
    """Take the answers in the questions' order; an answer to a hidden question is left out.

    Unknown questions and answers that are no answer to theirs become problems.
    """
    if not isinstance(raw, Mapping):
        return Answers({}, (), (Problem("/answers", "wrong_type", "answers 应当是一个对象"),))
    problems = _unknown(questions, raw)
    given: dict[str, Answer] = {}
    shown: list[Question] = []
    for question in questions:
        if not evaluate(question.when, {**form, **given}).holds:
            continue
        shown.append(question)
        if unanswered(answer := raw.get(question.key)):
            continue
        if complaint := _complaint(question, answer):
            problems.append(Problem(pointer("answers", question.key), *complaint))
        else:
            given[question.key] = cast(
                "Answer", tuple(answer) if isinstance(answer, list) else answer
            )
    return Answers(given, tuple(shown), tuple(problems))


def _unknown(questions: tuple[Question, ...], raw: Mapping[object, object]) -> list[Problem]:
    known = {question.key for question in questions}
    return [
        Problem(pointer("answers", str(key)), "unknown_question", f"没有“{key}”这个问题")
        for key in raw
        if key not in known
    ]


def _complaint(question: Question, answer: object) -> tuple[str, str] | None:
    match question.kind:
        case "single":
            return None if answer in question.values else _wrong_choice(question)
        case "multiple":
            return None if _are_choices(question, answer) else _wrong_choice(question)
        case "number":
            return _wrong_number(question, answer)
        case "date":
            return None if _is_date(answer) else ("wrong_date", "请填写日期，例如 2026-03-02")


def _wrong_choice(question: Question) -> tuple[str, str]:
    offered = "、".join(f"{choice.value}（{choice.label}）" for choice in question.choices)
    return "wrong_choice", f"“{question.title}”请从这些选项中选择：{offered}"


def _are_choices(question: Question, answer: object) -> bool:
    return (
        isinstance(answer, list | tuple)
        and all(isinstance(one, str) and one in question.values for one in answer)
        and len(set(answer)) == len(answer)
    )


def _wrong_number(question: Question, answer: object) -> tuple[str, str] | None:
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not math.isfinite(answer):
        return "wrong_number", f"“{question.title}”请填写数字"
    if question.least is not None and answer < question.least:
        return "too_small", f"“{question.title}”不能小于 {question.least}"
    if question.most is not None and answer > question.most:
        return "too_large", f"“{question.title}”不能大于 {question.most}"
    return None


def _is_date(answer: object) -> bool:
    try:
        return isinstance(answer, str) and bool(date.fromisoformat(answer))
    except ValueError:
        return False
