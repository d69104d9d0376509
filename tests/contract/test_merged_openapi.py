"""One document for the whole surface: whole, unambiguous, and honest about refusals."""

from collections import Counter
from typing import Any

import pytest
from contract.openapi_reading import Operation, exists, operations, references

Document = dict[str, Any]

PROBLEM = {"$ref": "#/components/schemas/Problem"}
EVERY_OPERATION_MAY_REFUSE = {"400", "401", "404", "413", "415", "422", "429", "503"}


@pytest.fixture
def described(merged: Document) -> list[Operation]:
    return operations(merged)


def test_the_document_is_of_openapi_3_1_and_covers_every_service(
    merged: Document, described: list[Operation]
) -> None:
    assert merged["openapi"].startswith("3.1")
    owners = {one.name.split("_", 1)[0] for one in described}
    assert owners == {"gateway", "approvals", "budget", "documents", "feedback", "policies"}


def test_no_reference_leads_nowhere(merged: Document) -> None:
    pointed_at = set(references(merged))
    assert pointed_at
    assert [one for one in sorted(pointed_at) if not exists(merged, one)] == []


def test_no_two_operations_share_an_id(described: list[Operation]) -> None:
    counted = Counter(one.name for one in described)
    assert [name for name, times in counted.items() if times > 1] == []


def test_an_operation_carries_the_owner_of_its_segment(described: list[Operation]) -> None:
    segments: dict[str, set[str]] = {}
    for one in described:
        segments.setdefault(one.path.split("/")[3], set()).add(one.name.split("_", 1)[0])
    assert {segment: names for segment, names in segments.items() if len(names) != 1} == {}


def test_every_operation_lists_its_problems_in_the_one_shape(described: list[Operation]) -> None:
    assert [one.name for one in described if not one.statuses >= EVERY_OPERATION_MAY_REFUSE] == []
    odd = [
        f"{one.name} {status}"
        for one in described
        for status, answer in one.declared["responses"].items()
        if status >= "400"
        and answer["content"] != {"application/problem+json": {"schema": PROBLEM}}
    ]
    assert odd == []


def test_every_operation_says_what_it_does_and_where_it_belongs(
    described: list[Operation],
) -> None:
    assert [one.name for one in described if not one.declared.get("summary")] == []
    assert [one.name for one in described if len(one.declared.get("tags", [])) != 1] == []


def test_only_the_api_is_described(described: list[Operation]) -> None:
    assert [one.path for one in described if not one.path.startswith("/api/v1/")] == []


def test_components_carry_their_owner(merged: Document) -> None:
    owners = ("approvals_", "budget_", "documents_", "feedback_", "gateway_", "policies_")
    names = set(merged["components"]["schemas"]) - {"Problem", "ProblemError"}
    assert [name for name in sorted(names) if not name.startswith(owners)] == []
