"""What made-up applicants answer and fill in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from svc_approvals.domain.catalogue.forms import FormField
from svc_approvals.domain.catalogue.guides import Guide, resolve
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.merged_forms import shown_fields
from svc_approvals.domain.catalogue.questions import Question
from svc_approvals.domain.histories.dice import Dice

MOST_ROUNDS = 20
FORMATS = {
    "identity_no": "431202199003071011", "mobile": "13800001234", "phone": "0745-2230000",
    "credit_code": "91431202MA4L00000X", "postcode": "418000",
}  # fmt: skip


def some_guide(rng: Dice, matter: Matter) -> tuple[Guide, dict[str, Any]]:
    """A guide for answers somebody might give, and the form filled in for it."""
    answers: dict[str, Any] = {}
    for _ in range(MOST_ROUNDS):
        guide = resolve(matter, answers)
        open_ones = [one for one in guide.questions if one.key in guide.unanswered]
        if not open_ones:
            break
        answers |= {one.key: _answer(rng, one) for one in open_ones}
    form = _filled_in(rng, guide)
    return resolve(matter, answers, form), form


def _answer(rng: Dice, question: Question) -> Any:
    match question.kind:
        case "single":
            return rng.choice(question.values)
        case "multiple":
            return [rng.choice(question.values)]
        case "number":
            return _number(rng, question.least, question.most)
        case "date":
            return date(2026, 1 + rng.randrange(12), 1).isoformat()


def _filled_in(rng: Dice, guide: Guide) -> dict[str, Any]:
    form: Mapping[str, Any] = {}
    for _ in range(2):  # what is shown may hang on what was filled in
        form = {one.key: _value(rng, one) for one in shown_fields(guide, form)} | dict(form)
    return dict(form)


def _value(rng: Dice, field: FormField) -> Any:
    match field.kind:
        case "integer" | "number":
            return _number(rng, field.least, field.most)
        case "date":
            return date(2026, 1 + rng.randrange(12), 1).isoformat()
        case "yes_no":
            return rng.random() < 0.5  # noqa: PLR2004 - either
        case "choice":
            return rng.choice(field.choices).value
        case "choices":
            return [rng.choice(field.choices).value]
        case "text":
            return FORMATS.get(field.format or "") or field.example or field.title


def _number(rng: Dice, least: int | None, most: int | None) -> int:
    low = least if least is not None else 1
    return rng.randint(low, most if most is not None else low + 100)
