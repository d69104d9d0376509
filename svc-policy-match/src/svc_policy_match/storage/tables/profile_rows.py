"""Profiles as rows of typed columns, one or two for each attribute, and their people.

What the columns mean: domain/rows/cells.py. An attribute that is added needs a migration.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import TypeEngine

from svc_policy_match.domain.attributes.attributes import Attribute, Kind
from svc_policy_match.domain.rows.cells import Layout, names_of
from svc_policy_match.storage.reverse.layout import shipped_layout
from svc_policy_match.storage.tables.metadata import metadata


def _columns(layout: Layout) -> list[sa.Column[object]]:
    return [
        sa.Column(name, _type(of))
        for key, of in layout.attributes.items()
        for name in names_of(key, of)
    ]


def _type(attribute: Attribute) -> TypeEngine[Any]:
    """Paths are compared byte by byte, so that what begins alike lies together."""
    if attribute.kind is Kind.TREE:
        return sa.Text(collation="C")
    return sa.SmallInteger() if attribute.kind in {Kind.FLAG, Kind.PEOPLE} else sa.BigInteger()


LAYOUT = shipped_layout()

sa.Table(
    "profile_row", metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("audience", sa.Text, nullable=False),
    sa.Column("told", sa.Boolean, nullable=False),  # agreed to be told
    sa.Column("counted", sa.Boolean, nullable=False),  # agreed to be counted without a name
    *_columns(LAYOUT),
    sa.Column("declared_yes", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("declared_no", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Index("ix_profile_row_region_industry", "region", "industry"),
    sa.Index("ix_profile_row_industry_region", "industry", "region"),
)  # fmt: skip

for _key, _of in LAYOUT.people().items():
    sa.Table(
        f"profile_row_{_key}", metadata,
        sa.Column("person_id", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("id", sa.Uuid, nullable=False, index=True),
        *_columns(_of),
    )  # fmt: skip
