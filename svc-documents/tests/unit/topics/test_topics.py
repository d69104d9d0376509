"""Topics: parts, stages, and the infographic of a meeting."""

from datetime import date

import pytest
from days_building import CALENDAR
from disclosure_building import at
from documents_building import id_of

from svc_documents.domain.topics import made_up
from svc_documents.domain.topics.topics import (
    Part,
    PartKind,
    Topic,
    TopicKind,
    TopicPartNotFound,
    TopicState,
    TopicStateRefuses,
    TopicUnsound,
)

D = date.fromisoformat
FRIDAY = "2026-11-20"


def a_part(name: str, kind: PartKind = PartKind.AGENDA_ITEM) -> Part:
    return Part(part_id=id_of("part", name), kind=kind, title=name)


def a_meeting(*parts: Part) -> Topic:
    topic = Topic(topic_id=id_of("topic"), kind=TopicKind.MEETING, title="第60次常务会议")
    for part in parts:
        topic.add(part, D(FRIDAY))
    return topic


def test_the_infographic_is_due_on_the_next_working_day() -> None:
    topic = a_meeting(a_part("事项"))
    topic.publish(at(FRIDAY))

    assert topic.infographic_due_on(CALENDAR) == D("2026-11-23")
    assert topic.infographic_light(D(FRIDAY), CALENDAR) == "yellow"
    assert topic.infographic_light(D("2026-11-24"), CALENDAR) == "red"


def test_once_there_in_time_it_is_green_and_late_it_stays_red() -> None:
    topic = a_meeting(a_part("事项"))
    topic.publish(at(FRIDAY))
    topic.add(a_part("图解", PartKind.INFOGRAPHIC), D("2026-11-23"))
    assert topic.infographic_light(D("2026-12-01"), CALENDAR) == "green"

    late = a_meeting(a_part("事项"))
    late.publish(at(FRIDAY))
    late.add(a_part("图解", PartKind.INFOGRAPHIC), D("2026-11-24"))
    assert late.infographic_light(D("2026-12-01"), CALENDAR) == "red"


def test_other_topics_need_none() -> None:
    topic = Topic(topic_id=id_of("topic"), kind=TopicKind.EMERGENCY, title="防汛")
    topic.add(a_part("通告"), D(FRIDAY))
    topic.publish(at(FRIDAY))

    assert topic.infographic_light(D("2026-12-01"), CALENDAR) is None


def test_a_topic_without_parts_is_not_published() -> None:
    with pytest.raises(TopicUnsound):
        a_meeting().publish(at(FRIDAY))


def test_what_was_public_is_not_taken_away() -> None:
    topic = a_meeting(a_part("甲"), a_part("乙"))
    topic.remove(id_of("part", "甲"))
    topic.publish(at(FRIDAY))

    with pytest.raises(TopicStateRefuses):
        topic.remove(id_of("part", "乙"))
    assert [one.title for one in topic.parts] == ["乙"]


def test_an_archived_topic_takes_nothing_more() -> None:
    topic = a_meeting(a_part("甲"))
    topic.publish(at(FRIDAY))
    topic.archive()

    with pytest.raises(TopicStateRefuses):
        topic.add(a_part("乙"), D(FRIDAY))
    assert topic.state is TopicState.ARCHIVED


def test_parts_are_put_in_order_when_each_is_named_once() -> None:
    topic = a_meeting(a_part("甲"), a_part("乙"))

    topic.arrange([id_of("part", "乙"), id_of("part", "甲")])
    assert [(one.title, one.position) for one in topic.parts] == [("乙", 1), ("甲", 2)]
    with pytest.raises(TopicUnsound):
        topic.arrange([id_of("part", "乙")])
    with pytest.raises(TopicPartNotFound):
        topic.part(id_of("part", "丙"))


def test_the_demo_has_55_meetings_26_of_them_of_2019_in_order_of_time() -> None:
    host = made_up.Host(id_of("organ", "xzsp"), "行政审批服务局", "431202")
    topics = list(made_up.meeting_topics(host))
    days = [topic.held_on for topic, _ in topics if topic.held_on]

    assert len(topics) == len({topic.topic_id for topic, _ in topics}) == 55
    assert sum(day.year == 2019 for day in days) == 26
    assert days == sorted(days)
    assert list(made_up.meeting_topics(host)) == topics
