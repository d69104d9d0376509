"""What is declared of projections is there: their tables, and facts somebody reacts to."""

from importlib import import_module

import pytest

from shared.events import declared_events
from shared.projections import Projection

PACKAGES = ["svc_approvals", "svc_budget", "svc_documents", "svc_feedback", "svc_policy_match"]


def projections_of(package: str) -> tuple[Projection, ...]:
    known: tuple[Projection, ...] = import_module(f"{package}.events.projections").PROJECTIONS
    return known


@pytest.mark.parametrize("package", PACKAGES)
def test_a_table_belongs_to_one_projection_and_is_declared(package: str) -> None:
    tables = [table for one in projections_of(package) for table in one.tables]

    assert len(tables) == len(set(tables))
    assert set(tables) <= import_module(f"{package}.storage.tables").metadata.tables.keys()


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_table_hangs_on_the_rows_of_one(package: str) -> None:
    kept = {table for one in projections_of(package) for table in one.tables}
    others = import_module(f"{package}.storage.tables").metadata.sorted_tables

    assert [
        f"{other.name} -> {key.column.table.name}"
        for other in others
        for key in other.foreign_keys
        if key.column.table.name in kept
    ] == []


@pytest.mark.parametrize("package", PACKAGES)
def test_its_service_reacts_to_something_of_each_of_its_nouns(package: str) -> None:
    heard = {
        (one.name, event.noun())
        for one in projections_of(package)
        for event in declared_events()
        if one.reactions.to(event.subject) is not None
    }
    wanted = {(one.name, noun) for one in projections_of(package) for noun in one.nouns}

    assert wanted <= heard
