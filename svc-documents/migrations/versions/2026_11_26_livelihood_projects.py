"""Livelihood projects: calls, ideas, projects, milestones, reports, reviews."""

import sqlalchemy as sa
from alembic import op

revision = "livelihood_projects"
down_revision = "search"


def upgrade() -> None:
    op.create_table(
        "idea_call",
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("organ_name", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("call_id", name=op.f("pk_idea_call")),
    )
    op.create_table(
        "livelihood_project",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("organ_id", sa.Uuid(), nullable=True),
        sa.Column("organ_name", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=False),
        sa.Column("listed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("progress", sa.SmallInteger(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_livelihood_project")),
    )
    op.create_index(
        "ix_livelihood_project_year", "livelihood_project", ["year", "project_id"], unique=False
    )
    op.create_table(
        "idea",
        sa.Column("idea_id", sa.Uuid(), nullable=False),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["call_id"], ["idea_call.call_id"], name=op.f("fk_idea_call_id_idea_call")
        ),
        sa.PrimaryKeyConstraint("idea_id", name=op.f("pk_idea")),
    )
    op.create_index(op.f("ix_idea_call_id"), "idea", ["call_id"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("position", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.project_id"],
            name=op.f("fk_milestone_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("milestone_id", name=op.f("pk_milestone")),
    )
    op.create_index(op.f("ix_milestone_project_id"), "milestone", ["project_id"], unique=False)
    op.create_table(
        "progress_report",
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("progress", sa.SmallInteger(), nullable=False),
        sa.Column("reported_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("photo", sa.Text(), nullable=False),
        sa.Column("photo_name", sa.Text(), nullable=False),
        sa.Column("photo_type", sa.Text(), nullable=False),
        sa.Column("photo_alt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.project_id"],
            name=op.f("fk_progress_report_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_progress_report")),
    )
    op.create_index(
        op.f("ix_progress_report_project_id"), "progress_report", ["project_id"], unique=False
    )
    op.create_table(
        "project_review",
        sa.Column("project_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("stars", sa.SmallInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reviewed_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_project_review_stars")),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livelihood_project.project_id"],
            name=op.f("fk_project_review_project_id_livelihood_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "account_id", name=op.f("pk_project_review")),
    )
