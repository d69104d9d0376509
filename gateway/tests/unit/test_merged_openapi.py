from typing import Any

import pytest

from gateway.api.merged_openapi import OperationTwice, merged


def a_document(operation: str, path: str = "/api/v1/x") -> dict[str, Any]:
    reference = {"$ref": "#/components/schemas/View"}
    return {
        "paths": {path: {"get": {"operationId": operation, "responses": {"200": reference}}}},
        "components": {"schemas": {"View": {"anyOf": [reference]}, "Problem": {"type": "object"}}},
    }


def test_names_of_components_carry_their_owner() -> None:
    whole = merged(
        {"a": a_document("a_read"), "b": a_document("b_read", "/api/v1/y")}, lambda *_: True, "t"
    )
    assert set(whole["components"]["schemas"]) == {"a_View", "b_View", "Problem"}
    reference = whole["components"]["schemas"]["b_View"]["anyOf"][0]["$ref"]
    assert reference == "#/components/schemas/b_View"


def test_what_is_not_routed_is_not_shown() -> None:
    whole = merged({"a": a_document("a_links", "/links/x")}, lambda _, path: "/api/" in path, "t")
    assert whole["paths"] == {}


def test_two_services_may_not_share_an_operation_id() -> None:
    twins = {"a": a_document("read"), "b": a_document("read", "/api/v1/y")}
    with pytest.raises(OperationTwice):
        merged(twins, lambda *_: True, "t")
