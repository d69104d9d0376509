"""A year's list as its file says it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from svc_documents.domain.columns.directories import Organ
from svc_documents.domain.livelihood_projects.calls import Call
from svc_documents.domain.livelihood_projects.projects import Milestone, Project


def organs_of(said: Mapping[str, Any]) -> set[str]:
    """The codes of the organs a file names."""
    return {one["organ"] for one in (*said["projects"], said["call"])}


def project_of(said: Mapping[str, Any], year: int, organ: Organ, listed_at: datetime) -> Project:
    """A project with its milestones, those of the past reached."""
    milestones = [
        Milestone(
            milestone_id=_id(said["title"], one["title"]), title=one["title"],
            planned_on=one["planned"], done_on=one.get("done"), position=number,
        )
        for number, one in enumerate(said["milestones"], 1)
    ]  # fmt: skip
    return Project(
        project_id=_id(said["title"], str(year)), year=year, title=said["title"],
        goal=said["goal"], organ_id=organ.organ_id, organ_name=organ.name,
        region_code=organ.region_code, listed_at=listed_at, milestones=milestones,
    )  # fmt: skip


def call_of(said: Mapping[str, Any], organ: Organ) -> Call:
    """The call for the next year's ideas."""
    return Call(
        _id("call", str(said["year"])), said["year"], said["title"], said["opens_on"],
        said["closes_on"], organ.organ_id, organ.name, organ.region_code,
    )  # fmt: skip


def _id(*words: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"yangguang:livelihood:{':'.join(words)}")
