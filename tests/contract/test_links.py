"""Whoever the walk from money to outcome asks about a kind of thing knows that kind."""

import json
from pathlib import Path
from typing import get_args

import pytest

from gateway.domain.composition.walking import KNOWN_BY, STATIONS
from svc_feedback.use_cases.links import Kind

HERE = Path(__file__).resolve().parents[2]
FOLDERS = {
    "documents": "svc-documents", "budget": "svc-budget", "policies": "svc-policy-match",
    "approvals": "svc-approvals",
}  # fmt: skip
SHAPE = {"rel", "kind", "id", "title", "href"}


def kinds_of(service: str) -> set[str]:
    """The kinds a service answers for; svc-feedback does not describe what is internal."""
    if service == "feedback":
        return set(get_args(Kind))
    document = json.loads((HERE / FOLDERS[service] / "openapi.json").read_text())
    (path,) = [one for one in document["paths"] if one.startswith("/links/")]
    (kind,) = [one for one in document["paths"][path]["get"]["parameters"] if one["name"] == "kind"]
    schema = kind["schema"]
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return set(schema["enum"])


@pytest.mark.parametrize("service", [*FOLDERS, "feedback"])
def test_a_service_is_asked_only_about_kinds_it_knows(service: str) -> None:
    asked = {kind for kind, services in KNOWN_BY.items() if service in services}
    assert asked
    assert asked <= kinds_of(service)


def test_every_station_but_the_organs_is_known_by_somebody() -> None:
    assert set(KNOWN_BY) == set(STATIONS)
    assert {kind for kind, services in KNOWN_BY.items() if not services} == {"organ"}


@pytest.mark.parametrize("service", FOLDERS)
def test_services_describe_the_same_shape(service: str) -> None:
    document = json.loads((HERE / FOLDERS[service] / "openapi.json").read_text())
    schemas = document["components"]["schemas"]
    link = schemas["LinksView"]["properties"]["links"]["items"]["$ref"].rpartition("/")[2]
    assert set(schemas[link]["properties"]) == set(schemas[link]["required"]) == SHAPE


@pytest.mark.parametrize("service", FOLDERS)
def test_services_read_the_same_ids(service: str) -> None:
    document = json.loads((HERE / FOLDERS[service] / "openapi.json").read_text())
    (path,) = [one for one in document["paths"] if one.startswith("/links/")]
    parameters = {
        one["name"]: one["schema"] for one in document["paths"][path]["get"]["parameters"]
    }
    assert parameters["thing_id"]["maxLength"] == 500
    assert "pattern" in parameters["thing_id"]
