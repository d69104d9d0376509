"""What crosses a wall: facts without personal data, told by their owner under one form of name."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel

import shared.events
from shared.events import Event, declared_events

OWNERS = {"documents", "budget", "approvals", "policies", "feedback", "identity"}
SUBJECT = re.compile(r"[a-z]+\.[a-z_]+\.[a-z_]+\.v[1-9][0-9]*")
PERSONAL = re.compile(
    r"(^|_)(identity_number|id_number|id_card|phone|mobile|email|address|birthday|birth_date"
    r"|applicant_name|person_name|citizen_name|agent_name|contact_name|bank_card|plate|passport)($|_)"
)
PUBLIC_BY_LAW = {"office_phone", "consult_phone", "supervise_phone"}


def events() -> list[type[Event]]:
    for module in pkgutil.iter_modules(shared.events.__path__, "shared.events."):
        importlib.import_module(module.name)
    return declared_events()


def fields_of(model: type[BaseModel]) -> Iterator[str]:
    """Names of the fields of a model and of the models inside it."""
    for name, field in model.model_fields.items():
        yield name
        for inner in _models(field.annotation):
            yield from fields_of(inner)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)


def test_events_are_declared() -> None:
    assert events()


def test_a_subject_reads_owner_noun_fact_version() -> None:
    assert [each.subject for each in events() if not SUBJECT.fullmatch(each.subject)] == []


def test_an_owner_tells_only_its_own_facts() -> None:
    assert {
        each.subject: each.__module__
        for each in events()
        if each.owner() not in OWNERS
        or not f"{each.__module__}.".startswith(f"shared.events.{each.owner()}.")
    } == {}


def test_an_event_says_its_meaning_in_a_sentence() -> None:
    assert [e.__name__ for e in events() if not (e.__doc__ or "").strip().endswith(".")] == []


def test_no_event_carries_personal_data() -> None:
    assert [
        f"{each.subject}: {name}"
        for each in events()
        for name in fields_of(each)
        if PERSONAL.search(name) and name not in PUBLIC_BY_LAW
    ] == []
