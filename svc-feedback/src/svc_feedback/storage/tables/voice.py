"""What people say, brought together from reviews, letters and the suggestion box.

A slip of the suggestion box comes here without its id and without its writer, on the night after
its day, so that nothing here leads back into the box or tells when it was put in.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from shared.schema import MOMENT
from svc_feedback.storage.tables.metadata import metadata

message = sa.Table(
    "message", metadata,
    sa.Column("message_id", sa.Uuid, primary_key=True),  # random: it tells no time
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("source_id", sa.Uuid),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("text", sa.Text, nullable=False),  # masked
    sa.Column("matter_code", sa.Text),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("person_digest", sa.LargeBinary),
    sa.Column("theme_id", sa.Uuid),
    sa.UniqueConstraint("kind", "source_id"),
    sa.CheckConstraint(
        "kind IN ('review', 'letter', 'suggestion', 'opinion', 'hotline')", name="kind"
    ),
    sa.CheckConstraint(
        "kind <> 'suggestion' OR (source_id IS NULL AND person_digest IS NULL)", name="unlinked"
    ),
    sa.Index("ix_message_day_message_id", "day", "message_id"),
    sa.Index("ix_message_theme_id_day", "theme_id", "day", "message_id"),
)  # fmt: skip

theme = sa.Table(
    "theme", metadata,
    sa.Column("theme_id", sa.Uuid, primary_key=True),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("terms", JSONB, nullable=False),
    sa.Column("first_day", sa.Date, nullable=False),
    sa.Column("last_day", sa.Date, nullable=False, index=True),
)  # fmt: skip

theme_burst = sa.Table(
    "theme_burst", metadata,
    sa.Column("theme_id", sa.Uuid, sa.ForeignKey("theme.theme_id"), primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("region_code", sa.Text, primary_key=True),
    sa.Column("messages", sa.Integer, nullable=False),
    sa.Column("persons", sa.Integer, nullable=False),
    sa.Column("usual", sa.Float, nullable=False),
    sa.Column("z", sa.Float, nullable=False),
    sa.Index("ix_theme_burst_day", "day", "theme_id", "region_code"),
)  # fmt: skip

heard = sa.Table(
    "heard", metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("up_to", sa.Uuid, nullable=False),
)  # fmt: skip

proposal = sa.Table(
    "proposal", metadata,
    sa.Column("proposal_id", sa.Uuid, primary_key=True),
    sa.Column("theme_id", sa.Uuid, sa.ForeignKey("theme.theme_id"), nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("matter_code", sa.Text),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("made_at", MOMENT, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False, server_default=""),
    sa.Column("accepted", sa.Boolean),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("decided_at", MOMENT),
    sa.Column("decided_by", sa.Text, nullable=False, server_default=""),
    sa.CheckConstraint("(accepted IS NULL) = (decided_at IS NULL)", name="decided"),
    sa.CheckConstraint("kind IN ('guide_improvement', 'information_push')", name="kind"),
    sa.CheckConstraint("kind <> 'guide_improvement' OR matter_code IS NOT NULL", name="matter"),
    sa.Index("ix_proposal_region_code_proposal_id", "region_code", "proposal_id"),
)  # fmt: skip
