"""Whatever names a person is declared, so that it can be handed out and erased."""

from importlib import import_module
from pkgutil import resolve_name

import pytest
import sqlalchemy as sa

from shared.encrypted import encrypted_columns
from shared.persons import Persons
from yangguang_local.house import YANGGUANG, Service

NAMING = {"account_id", "applicant_id", "holder_id"}


def named(tables: sa.MetaData) -> set[str]:
    """Tables with a column that leads to a person, or that is encrypted."""
    leading = {table.name for table in tables.sorted_tables if NAMING & set(table.columns.keys())}
    return leading | {column.table for column in encrypted_columns(tables)}


@pytest.mark.parametrize("member", YANGGUANG.everyone, ids=lambda member: member.name)
def test_every_table_that_names_a_person_is_held_or_set_apart(member: Service) -> None:
    service = import_module(f"{member.module}.__main__").SERVICE
    tables: sa.MetaData = resolve_name(service.tables)
    persons: Persons = resolve_name(service.persons) if service.persons else Persons(())
    held = {one.table for one in persons.held}

    assert named(tables) - held - set(persons.apart) == set()
    assert held | set(persons.apart) <= set(tables.tables)
    assert held.isdisjoint(persons.apart)
