"""What is told to others is declared once, and told as it is declared."""

import importlib
import json
import pkgutil
from dataclasses import fields
from inspect import cleandoc
from pathlib import Path

import pytest

import shared.events
from shared.events import Event, declared_events
from shared.events.approvals import CASE_EVENTS
from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.facts import Fact

ROOT = Path(__file__).parents[2]

for module in pkgutil.iter_modules(shared.events.__path__, "shared.events."):
    importlib.import_module(module.name)

FACTS = {fact.__name__: fact for fact in Fact.__subclasses__()}


def test_every_fact_of_a_case_is_told_under_its_own_name() -> None:
    assert facts.CaseClosed.__name__ in FACTS
    assert set(FACTS) == set(CASE_EVENTS)


@pytest.mark.parametrize("name", sorted(FACTS))
def test_a_fact_and_its_event_have_the_same_fields(name: str) -> None:
    known, told = fields(FACTS[name]), CASE_EVENTS[name].model_fields

    assert {field.name for field in known} | {"case_id"} == set(told)
    assert {field.name: field.type for field in known} == {
        field.name: told[field.name].annotation for field in known
    }
    assert (FACTS[name].__doc__ or "") == (CASE_EVENTS[name].__doc__ or "")


@pytest.mark.parametrize("event", declared_events(), ids=lambda event: event.subject)
def test_an_event_is_documented_with_its_schema(event: type[Event]) -> None:
    page = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    assert f"## {event.noun()}\n" in page
    assert f"| `{event.subject.removeprefix(event.noun() + '.')}` {event.__name__} |" in page

    document = json.loads((ROOT / "docs" / "asyncapi.json").read_text(encoding="utf-8"))
    payload = document["components"]["messages"][event.subject]["payload"]
    assert {"$ref": "#/components/schemas/Envelope"} in payload["allOf"]
    data = {"$ref": f"#/components/schemas/{event.__name__}"}
    assert data in [part.get("properties", {}).get("data") for part in payload["allOf"]]
    schema = document["components"]["schemas"][event.__name__]
    assert set(schema["properties"]) == set(event.model_fields)
    assert schema["description"] == cleandoc(event.__doc__ or "")
