"""Columns whose values are encrypted for their cell, told by their type where tables are declared.

``sa.Column("personal", Encrypted, nullable=False)``: the first column of the table's primary key
is the row id of the cell. Empty text and NULL stand for themselves.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from shared.personal_data import Cell


class Encrypted(sa.types.TypeDecorator[str]):
    """Text in the database; by this name the command that changes keys finds it."""

    impl = sa.Text
    cache_ok = True


@dataclass(frozen=True, slots=True)
class EncryptedColumn:
    """One of them, with the primary key of its table."""

    table: str
    name: str
    key: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.table}.{self.name}"

    def cell(self, row_id: UUID) -> Cell:
        """Where the value of a row lives."""
        return Cell(self.table, self.name, row_id)


def encrypted_columns(metadata: sa.MetaData) -> list[EncryptedColumn]:
    """All of a service, in the order of its tables."""
    return [
        EncryptedColumn(table.name, column.name, tuple(_names(table.primary_key)))
        for table in metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Encrypted)
    ]


def _names(key: Any) -> list[str]:
    return [column.name for column in key.columns]
