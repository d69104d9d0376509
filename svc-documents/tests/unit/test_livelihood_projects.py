"""Livelihood projects: milestones, lateness, and the end."""

from datetime import UTC, date, datetime

import pytest
from documents_building import id_of

from svc_documents.domain.livelihood_projects.calls import (
    Call,
    CallNotOpen,
    Idea,
    IdeaModerated,
)
from svc_documents.domain.livelihood_projects.projects import (
    Milestone,
    MilestoneNotFound,
    MilestoneReached,
    MilestonesOpen,
    Project,
    ProjectDone,
)

D = date.fromisoformat
FIRST, SECOND = id_of("milestone", "1"), id_of("milestone", "2")


def a_project() -> Project:
    return Project(
        project_id=id_of("project"), year=2026, title="改造老旧小区", goal="21个",
        organ_id=id_of("organ", "zjj"), organ_name="住建局", region_code="431202",
        listed_at=datetime(2026, 1, 1, tzinfo=UTC),
        milestones=[
            Milestone(milestone_id=FIRST, title="开工", planned_on=D("2026-06-30")),
            Milestone(milestone_id=SECOND, title="完工", planned_on=D("2026-12-31")),
        ],
    )  # fmt: skip


def test_a_project_is_late_from_the_day_after_a_milestone_was_due() -> None:
    project = a_project()

    assert not project.is_late(D("2026-06-30"))
    assert project.is_late(D("2026-07-01"))
    project.reach(FIRST, D("2026-07-06"))
    assert not project.is_late(D("2026-07-06"))
    assert project.milestones[0].is_late(D("2026-07-06"))


def test_a_milestone_is_reached_once_and_must_be_its_own() -> None:
    project = a_project()
    project.reach(FIRST, D("2026-06-01"))

    with pytest.raises(MilestoneReached):
        project.reach(FIRST, D("2026-06-02"))
    with pytest.raises(MilestoneNotFound):
        project.reach(id_of("milestone", "3"), D("2026-06-02"))


def test_it_is_done_when_every_milestone_is_reached_and_then_at_rest() -> None:
    project = a_project()
    project.reach(FIRST, D("2026-06-01"))
    with pytest.raises(MilestonesOpen, match="完工"):
        project.finish(D("2026-11-01"))
    before = project.is_done
    project.reach(SECOND, D("2026-11-01"))

    project.finish(D("2026-11-02"))

    assert (before, project.is_done) == (False, True)
    assert (project.progress, project.done_on) == (100, D("2026-11-02"))
    with pytest.raises(ProjectDone):
        project.report(50)


@pytest.mark.parametrize("day", ["2026-10-31", "2026-12-16"])
def test_a_call_takes_ideas_on_its_days_alone(day: str) -> None:
    call = Call(id_of("call"), 2027, "征集", D("2026-11-01"), D("2026-12-15"), None, "", "431202")

    call.require_open(D("2026-11-01"))
    call.require_open(D("2026-12-15"))
    with pytest.raises(CallNotOpen):
        call.require_open(D(day))


def test_an_idea_is_moderated_once() -> None:
    idea = Idea(id_of("idea"), id_of("call"), id_of("person"), "多设几个停车位")
    idea.moderate("已列入", show=True)

    with pytest.raises(IdeaModerated):
        idea.moderate("不采纳", show=False)
    assert idea.state == "shown"
