"""What documents are found by: their pairs, their gists, the words of titles, searches in vain."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "search"
down_revision = "topics_and_columns"
down_revision = "topics_and_columns"

# Whoever writes a document's row, what lists filter by is the same at once; a withdrawn one goes.
FOLLOW = """
CREATE FUNCTION search_follows_document() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT NEW.is_public THEN
        DELETE FROM search_part WHERE document_id = NEW.document_id;
        DELETE FROM search_gist WHERE document_id = NEW.document_id;
        RETURN NULL;
    END IF;
    UPDATE search_part SET listed_on = coalesce(NEW.issued_on, '0001-01-01'),
        document_class = NEW.document_class, kind = NEW.kind, category = NEW.category,
        theme = NEW.theme, region_code = NEW.region_code,
        organs = NEW.organ_name || NEW.joint_organs, force_from = NEW.force_from,
        force_until = NEW.force_until, end_cause = NEW.end_cause, amended_on = NEW.amended_on,
        suspended = NEW.suspended
    WHERE document_id = NEW.document_id;
    RETURN NULL;
END $$
"""
COPIED = """
is_public, issued_on, document_class, kind, category, theme, region_code, organ_name, joint_organs,
force_from, force_until, end_cause, amended_on, suspended
""".strip()
OLD = ", ".join(f"OLD.{name}" for name in COPIED.replace("\n", " ").split(", "))
FOLLOWS = f"""
CREATE TRIGGER search_follows_document AFTER UPDATE ON document FOR EACH ROW
WHEN (ROW({OLD}) IS DISTINCT FROM ROW({OLD.replace("OLD.", "NEW.")}))
EXECUTE FUNCTION search_follows_document()
"""

# Short words stay in the row, both vectors leave it and are not compressed: read at once when read.
NARROW = """
ALTER TABLE search_part ALTER document_class SET STORAGE MAIN, ALTER kind SET STORAGE MAIN,
    ALTER category SET STORAGE MAIN, ALTER theme SET STORAGE MAIN,
    ALTER region_code SET STORAGE MAIN, ALTER organs SET STORAGE MAIN,
    ALTER content_hash SET STORAGE MAIN, ALTER end_cause SET STORAGE MAIN,
    ALTER suspended SET STORAGE MAIN, ALTER title SET STORAGE EXTERNAL,
    ALTER words SET STORAGE EXTERNAL
"""


def upgrade() -> None:
    op.create_table(
        "search_without_result",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", "query", name=op.f("pk_search_without_result")),
    )
    op.create_table(
        "title_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_title_word")),
    )
    op.create_table(
        "search_gist",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("gist", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_search_gist_document_id_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_search_gist")),
    )
    op.create_index(
        "ix_search_gist_gist",
        "search_gist",
        ["gist"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": "1024"},
    )
    op.create_table(
        "search_part",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("part", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("text_number", sa.SmallInteger(), nullable=False),
        sa.Column("content_hash", sa.LargeBinary(), nullable=False),
        sa.Column("title_length", sa.SmallInteger(), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=False),
        sa.Column("document_class", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("organs", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("force_from", sa.Date(), nullable=True),
        sa.Column("force_until", sa.Date(), nullable=True),
        sa.Column("end_cause", sa.Text(), nullable=True),
        sa.Column("amended_on", sa.Date(), nullable=True),
        sa.Column("suspended", postgresql.DATEMULTIRANGE(), nullable=False),
        sa.Column("title", postgresql.TSVECTOR(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
            name=op.f("fk_search_part_document_id_document"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", "part", name=op.f("pk_search_part")),
        postgresql_with={"fillfactor": "90", "toast_tuple_target": "256"},
    )
    op.create_index(
        "ix_search_part_listed",
        "search_part",
        [sa.literal_column("listed_on DESC"), sa.literal_column("document_id DESC")],
        unique=False,
        postgresql_where=sa.text("part = 1"),
    )
    op.create_index(
        "ix_search_part_title",
        "search_part",
        ["title"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": "1024"},
    )
    op.create_index(
        "ix_search_part_words",
        "search_part",
        ["words"],
        unique=False,
        postgresql_using="gin",
        postgresql_with={"gin_pending_list_limit": "1024"},
    )

    op.execute(NARROW)
    op.execute(FOLLOW)
    op.execute(FOLLOWS)
