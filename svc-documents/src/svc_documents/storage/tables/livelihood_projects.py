"""Livelihood projects: calls, ideas, projects, milestones, reports with photos, reviews."""

import sqlalchemy as sa

from shared.schema import MOMENT
from svc_documents.storage.tables.metadata import metadata

sa.Table(
    "idea_call", metadata,
    sa.Column("call_id", sa.Uuid, primary_key=True),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("opens_on", sa.Date, nullable=False),
    sa.Column("closes_on", sa.Date, nullable=False),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("organ_name", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
)  # fmt: skip
sa.Table(
    "idea", metadata,
    sa.Column("idea_id", sa.Uuid, primary_key=True),
    sa.Column("call_id", sa.Uuid, sa.ForeignKey("idea_call.call_id"), nullable=False, index=True),
    sa.Column("account_id", sa.Uuid, nullable=False),
    sa.Column("text", sa.Text, nullable=False),  # masked before it is kept
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
)  # fmt: skip
project = sa.Table(
    "livelihood_project", metadata,
    sa.Column("project_id", sa.Uuid, primary_key=True),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("goal", sa.Text, nullable=False),
    sa.Column("organ_id", sa.Uuid),
    sa.Column("organ_name", sa.Text, nullable=False),
    sa.Column("region_code", sa.Text, nullable=False),
    sa.Column("listed_at", MOMENT, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("progress", sa.SmallInteger, nullable=False),
    sa.Column("done_on", sa.Date),
)  # fmt: skip
sa.Index("ix_livelihood_project_year", project.c.year, project.c.project_id)
sa.Table(
    "milestone", metadata,
    sa.Column("milestone_id", sa.Uuid, primary_key=True),
    sa.Column(
        "project_id", sa.Uuid, sa.ForeignKey("livelihood_project.project_id"), nullable=False,
        index=True,
    ),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("planned_on", sa.Date, nullable=False),
    sa.Column("done_on", sa.Date),
    sa.Column("position", sa.SmallInteger, nullable=False),
)  # fmt: skip
sa.Table(
    "progress_report", metadata,
    sa.Column("report_id", sa.Uuid, primary_key=True),
    sa.Column(
        "project_id", sa.Uuid, sa.ForeignKey("livelihood_project.project_id"), nullable=False,
        index=True,
    ),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("progress", sa.SmallInteger, nullable=False),
    sa.Column("reported_at", MOMENT, nullable=False),
    sa.Column("photo", sa.Text, nullable=False),
    sa.Column("photo_name", sa.Text, nullable=False),
    sa.Column("photo_type", sa.Text, nullable=False),
    sa.Column("photo_alt", sa.Text, nullable=False),
)  # fmt: skip
sa.Table(
    "counted_review", metadata,
    sa.Column("review_id", sa.Uuid, primary_key=True),
    sa.Column("project_id", sa.Uuid, nullable=False, index=True),
    sa.Column("level", sa.SmallInteger, nullable=False),
)  # fmt: skip
