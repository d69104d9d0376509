"""What people say, brought together from reviews, letters and the suggestion box.

A slip of the suggestion box comes here without its id and without its writer, on the night after
its day, so that nothing here leads back into the box or tells when it was put in.
"""

import sqlalchemy as sa

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
