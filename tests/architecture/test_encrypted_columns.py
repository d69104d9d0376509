"""What is encrypted is declared so, or a change of the data key would leave it behind."""

import ast
import importlib
import re

import pytest
from architecture_reading import Source, sources

from shared.encrypted import encrypted_columns

PACKAGES = [
    "gateway",
    "svc_approvals",
    "svc_budget",
    "svc_documents",
    "svc_feedback",
    "svc_policy_match",
]
ENCRYPTED_NAME = re.compile(r"(.+_)?(encrypted|cipher|personal)")


def declared(package: str) -> set[tuple[str, str]]:
    columns = encrypted_columns(importlib.import_module(f"{package}.storage.tables").metadata)
    return {(column.table, column.name) for column in columns}


def cells(package: str) -> set[tuple[str, str | None]]:
    """The tables and columns that code encrypts for; a column that is computed is None."""
    return {
        (str(table), column)
        for one in sources()
        if f"/src/{package}/" in one.path and "shared.personal_data" in one.modules()
        for table, column in _cells(one)
    }


def _cells(source: Source) -> list[tuple[str | None, str | None]]:
    return [
        (_text(node.args[0]), _text(node.args[1]))
        for node in source.nodes()
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Cell"
    ]


def _text(node: ast.expr) -> str | None:
    return str(node.value) if isinstance(node, ast.Constant) else None


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_encrypted_for_a_cell_is_declared_and_the_other_way_round(package: str) -> None:
    whole_tables = {table for table, column in cells(package) if column is None}
    used = {cell for cell in cells(package) if cell[1] is not None}
    known = {cell for cell in declared(package) if cell[0] not in whole_tables}

    assert used == known
    assert whole_tables <= {table for table, _ in declared(package)}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_column_whose_name_says_encrypted_is_declared_so(package: str) -> None:
    tables = importlib.import_module(f"{package}.storage.tables").metadata.sorted_tables
    named = {
        (table.name, column.name)
        for table in tables
        for column in table.columns
        if ENCRYPTED_NAME.fullmatch(column.name)
    }
    assert named <= declared(package)


def test_most_services_have_some() -> None:
    assert {package for package in PACKAGES if declared(package)} == {
        "gateway",
        "svc_approvals",
        "svc_documents",
        "svc_feedback",
    }
