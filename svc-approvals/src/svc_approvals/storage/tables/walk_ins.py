"""Applicants without an account: everything that names them is encrypted for its cell."""

import sqlalchemy as sa

from shared.encrypted import Encrypted
from shared.schema import MOMENT
from svc_approvals.storage.tables.metadata import metadata

sa.Table(
    "walk_in", metadata,
    sa.Column("applicant_id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("identity_index", sa.Text, nullable=False, unique=True),
    sa.Column("name_masked", sa.Text, nullable=False),
    sa.Column("name", Encrypted, nullable=False),
    sa.Column("identity_no", Encrypted, nullable=False),
    sa.Column("phone", Encrypted, nullable=False),
    sa.Column("created_at", MOMENT, nullable=False),
    sa.Column("updated_at", MOMENT, nullable=False),
)  # fmt: skip
