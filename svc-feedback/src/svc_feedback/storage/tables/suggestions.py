"""The suggestion box: no case, no person, no device, no moment, and nothing that points at it."""

import sqlalchemy as sa

from svc_feedback.storage.tables.metadata import metadata

suggestion = sa.Table(
    "suggestion", metadata,
    sa.Column("suggestion_id", sa.Uuid, primary_key=True),  # random: it tells no time
    sa.Column("receipt_digest", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("reply", sa.Text),
    sa.Column("replied_on", sa.Date),
    sa.Column("mixed", sa.Boolean, nullable=False, server_default="false"),
    sa.CheckConstraint("(reply IS NULL) = (replied_on IS NULL)", name="reply"),
    sa.Index("ix_suggestion_organ_id_day", "organ_id", "day", "suggestion_id"),
    sa.Index("ix_suggestion_region_code_day", "region_code", "day", "suggestion_id"),
    sa.Index("ix_suggestion_unmixed", "day", postgresql_where=sa.text("NOT mixed")),
)  # fmt: skip
