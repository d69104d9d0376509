"""Meeting topics in the shape of a province's published ones: 55 of them, 26 of 2019.

Invented, the same ones every time; each has items, most an infographic on the
next working day, a video report and a commentary.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from shared.office_hours import moment_of
from svc_documents.domain.topics.topics import Part, PartKind, Stage, Topic, TopicKind

MEETINGS = 55
OF_2019 = 26
FIRST_2018, FIRST_2019 = date(2018, 1, 9), date(2019, 1, 8)
WITHOUT_INFOGRAPHIC = 9  # every ninth meeting has none
THEMES = (
    "农村人居环境整治", "义务教育优质均衡发展", "城镇老旧小区改造", "优化营商环境", "减税降费",
    "河湖长制", "职业教育改革", "公共法律服务", "稳就业", "食品安全", "养老服务", "污染防治攻坚",
    "乡村振兴", "科技成果转化", "基本医疗保险", "安全生产", "洞庭湖水环境治理", "工程建设项目审批",
)  # fmt: skip
VERBS = ("研究", "部署", "审议", "听取")


class Host(NamedTuple):
    """Who holds the meetings."""

    organ_id: UUID
    name: str
    region_code: str


def meeting_topics(host: Host) -> Iterator[tuple[Topic, datetime]]:
    """The topics, the oldest first, each with the moment it was published."""
    for number in range(1, MEETINGS + 1):
        day = _held_on(number)
        yield _topic(host, number, day), moment_of(day, 0) + timedelta(hours=18)


def _held_on(number: int) -> date:
    before = MEETINGS - OF_2019
    if number <= before:
        return FIRST_2018 + timedelta(days=(number - 1) * 12)
    return FIRST_2019 + timedelta(days=(number - before - 1) * 13)


def _topic(host: Host, number: int, day: date) -> Topic:
    themes, verb = _drawn(THEMES, number)[:3], _drawn(VERBS, number)[0]
    title = f"第{number}次常务会议：{verb}{themes[0]}等工作"
    topic = Topic(
        topic_id=_id("topic", str(number)), kind=TopicKind.MEETING, title=title,
        summary=f"会议{verb}了{'、'.join(themes)}等事项。", held_on=day,
        organ_id=host.organ_id, organ_name=host.name, region_code=host.region_code,
    )  # fmt: skip
    for part in _parts(number, themes):
        topic.add(part, day)
    return topic


def _parts(number: int, themes: list[str]) -> Iterator[Part]:
    for theme in themes:
        yield _part(
            number, PartKind.AGENDA_ITEM, f"关于{theme}的汇报", text=f"会议同意{theme}方案。"
        )
    if number % WITHOUT_INFOGRAPHIC:
        alt = f"三个方框从左到右依次写着：{'、'.join(themes)}。"
        yield _part(number, PartKind.INFOGRAPHIC, "一图读懂本次常务会议", alt=alt)
    url = f"https://yangguang.example/videos/meeting-{number}"
    yield _part(number, PartKind.VIDEO, "常务会议新闻报道", url=url)
    text = f"{themes[0]}关系群众切身利益，重在落实。"
    yield _part(number, PartKind.COMMENTARY, f"评论：把{themes[0]}办实办好", text=text, after=True)


def _part(
    number: int, kind: PartKind, title: str, *, text: str = "", url: str = "", alt: str = "",
    after: bool = False,
) -> Part:  # fmt: skip
    return Part(
        part_id=_id("part", str(number), title), kind=kind, title=title, text=text, url=url,
        alt=alt, stage=Stage.AFTER if after else Stage.DURING,
    )  # fmt: skip


def _drawn(words: Sequence[str], number: int) -> list[str]:
    """The words in an order of their own for each number."""
    return sorted(words, key=lambda word: sha256(f"{number}:{word}".encode()).digest())


def _id(*words: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"yangguang:meeting:{':'.join(words)}")
