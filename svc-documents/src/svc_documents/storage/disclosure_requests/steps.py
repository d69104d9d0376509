"""The steps of a request as JSON, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from svc_documents.domain.disclosure_requests.answers import Answer, AnswerKind, Ground
from svc_documents.domain.disclosure_requests.requests import DisclosureRequest
from svc_documents.domain.disclosure_requests.steps import (
    Consultation,
    Extension,
    Fee,
    Supplement,
)

Json = Mapping[str, Any]


def as_json(request: DisclosureRequest) -> dict[str, Any]:
    """Every step taken so far."""
    single = {
        name: asdict(step)
        for name in ("supplement", "extension", "fee", "answer")
        if (step := getattr(request, name)) is not None
    }
    return {**single, "consultations": [asdict(one) for one in request.consultations]}


def of_json(steps: Json) -> dict[str, Any]:
    """The steps as members of a request."""
    read = {"supplement": _supplement, "extension": _extension, "fee": _fee, "answer": _answer}
    single = {name: reader(steps[name]) for name, reader in read.items() if name in steps}
    return {**single, "consultations": tuple(map(_consultation, steps["consultations"]))}


def _supplement(kept: Json) -> Supplement:
    return Supplement(**_with_days(kept, "asked_on", "due_on", "given_on"))


def _extension(kept: Json) -> Extension:
    return Extension(**_with_days(kept, "on"))


def _consultation(kept: Json) -> Consultation:
    return Consultation(**_with_days(kept, "asked_on", "due_on", "ended_on"))


def _fee(kept: Json) -> Fee:
    known = _with_days(kept, "asked_on", "due_on", "paid_on")
    return Fee(**known | {"amount": Decimal(kept["amount"])})


def _answer(kept: Json) -> Answer:
    grounds = tuple(map(Ground, kept["grounds"]))
    known = _with_days(kept, "answered_on")
    return Answer(**known | {"kind": AnswerKind(kept["kind"]), "grounds": grounds})


def _with_days(kept: Json, *names: str) -> dict[str, Any]:
    days = {name: date.fromisoformat(kept[name]) for name in names if kept[name]}
    return {**kept, **days}
