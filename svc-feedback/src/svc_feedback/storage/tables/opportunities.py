"""Opportunities: what entitles a person to a review, once."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

opportunity = sa.Table(
    "opportunity", metadata,
    sa.Column("opportunity_id", sa.Uuid, primary_key=True),
    sa.Column("case_id", sa.Uuid),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("visit_no", sa.SmallInteger, nullable=False),
    sa.Column("case_no", sa.Text, nullable=False),
    sa.Column("matter_code", sa.Text, nullable=False),
    sa.Column("matter_name", sa.Text, nullable=False),
    sa.Column("organ_ids", ARRAY(sa.Uuid), nullable=False),
    sa.Column("account_id", sa.Uuid),
    sa.Column("closed_at", MOMENT, nullable=False),
    sa.Column("opened_at", MOMENT, nullable=False),
    sa.Column("expires_at", MOMENT, nullable=False),
    sa.Column("token_digest", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("code_digest", sa.LargeBinary),
    sa.Column("visit_id", sa.Uuid, unique=True),
    sa.Column("window_id", sa.Text, nullable=False, server_default=""),
    sa.Column("staff_no", sa.Text, nullable=False, server_default=""),
    sa.Column("region_code", sa.Text, nullable=False, server_default=""),
    sa.Column("handled_by", ARRAY(sa.Text), nullable=False, server_default="{}"),
    sa.Column("keys_at_desk", sa.Boolean, nullable=False, server_default="false"),
    sa.Column("project_id", sa.Uuid),
    sa.UniqueConstraint("case_id", "stage", "visit_no"),
    sa.CheckConstraint("num_nonnulls(case_id, visit_id, project_id) > 0", name="of_something"),
    sa.Index(
        "ix_opportunity_window_id_opportunity_id", "window_id", "opportunity_id",
        postgresql_where=sa.text("window_id <> ''"),
    ),
    sa.Index(
        "ix_opportunity_staff_no_opportunity_id", "staff_no", "opportunity_id",
        postgresql_where=sa.text("staff_no <> ''"),
    ),
    sa.Index("ix_opportunity_code_digest", "code_digest"),
    sa.Index(
        "ix_opportunity_region_code_expires_at", "region_code", "expires_at", "opportunity_id",
        postgresql_where=sa.text("stage = 'case_closed'"),
    ),
    sa.Index(
        "ux_opportunity_project_id_account_id", "project_id", "account_id", unique=True,
        postgresql_where=sa.text("project_id IS NOT NULL"),
    ),
    sa.Index("ix_opportunity_account_id_opportunity_id", "account_id", "opportunity_id"),
)  # fmt: skip
