"""Flow charts as SVG: well-formed, escaped, read aloud, and what they say."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from catalogue_building import a_matter, a_node, an_issue, answered, barber_shop, yes_no

from svc_approvals.api.printing.flow_charts import svg_of, wrapped
from svc_approvals.domain.catalogue.matters import Matter
from svc_approvals.domain.catalogue.process import Join, Signer, Signing
from svc_approvals.domain.flow_charts.charts import Chart, Step
from svc_approvals.domain.flow_charts.of_matters import chart_of
from svc_approvals.domain.flow_charts.of_powers import PROCEDURES, chart_of_power
from svc_approvals.domain.power_items.power_items import Law, PowerItem, PowerKind

SVG = "{http://www.w3.org/2000/svg}"
NAMES = {"scjg": "市场监督管理局", "xzsp": "行政审批服务局"}


def drawn(chart: Chart) -> ET.Element:
    return ET.fromstring(svg_of(chart))  # noqa: S314 - our own


def words(chart: Chart) -> str:
    return "".join(one.text or "" for one in drawn(chart).iter(f"{SVG}text"))


def chart(matter: Matter) -> Chart:
    return chart_of(matter, NAMES)


def test_the_barber_shops_departments_stand_side_by_side_with_their_limits() -> None:
    made = chart(barber_shop())
    steps = {one.key: one for one in made.steps}

    assert [one.title for one in made.steps if one.after == ("accepted",)] == [
        "营业执照核发", "公共场所卫生许可", "临时占用城市道路审批", "涉税事项办理", "公章刻制备案",
    ]  # fmt: skip
    assert steps["node-market"].lines == ("市场监督管理局", "承诺1个工作日（法定20个）")
    assert len(steps["node-issue"].after) == 5
    assert steps["delivered"].after == ("node-issue",)


def test_a_conditional_node_says_when_it_is_needed_in_the_words_of_the_question() -> None:
    matter = a_matter(
        a_node("a"), a_node("b", when=answered("x")), an_issue("a", "b"), questions=(yes_no("x"),)
    )
    step = next(one for one in chart(matter).steps if one.key == "node-b")

    assert step.condition == "“是否x”为是"
    assert "“是否x”为是" in words(chart(matter))
    assert "stroke-dasharray" in svg_of(chart(matter))


def test_joins_votes_pushes_and_rules_are_said() -> None:
    vote = Signing("weighted", 3, (Signer("S-1", 2), Signer("S-2"), Signer("S-3")))
    matter = a_matter(
        a_node("a", kind="rule", decides=answered("x")),
        a_node("b", kind="push", pushes_to="gaj-huji"),
        a_node("c", on_refuse="branch"),
        a_node("d", "a", "b", "c", join=Join("k", 2), signing=vote),
        an_issue("d"),
        questions=(yes_no("x"),),
    )
    said = words(chart(matter))

    for sentence in (
        "系统按规则自动审批，即时完成", "推送部门系统办理（gaj-huji）",
        "不予通过的，不影响其他环节", "3人表决，满3分通过", "前面3个环节有2个通过即可开始",
    ):  # fmt: skip
        assert sentence in said


@pytest.mark.parametrize("kind", PROCEDURES)
def test_every_kind_of_power_has_its_standard_procedure(kind: PowerKind) -> None:
    item = PowerItem("X-1", "某事项", kind, "scjg", (Law("某法", "第一条"),), (), "20日", "0745-1")
    made = chart_of_power(item, "某局")

    assert drawn(made).get("role") == "img"
    assert {key for one in made.steps for key in one.after} <= {one.key for one in made.steps}
    assert "《某法》第一条" in words(made)


def test_a_penalty_follows_the_law_step_by_step() -> None:
    titles = [one.title for one in PROCEDURES["行政处罚"] if one.shape != "side"]

    assert titles == [
        "发现线索", "立案", "调查取证", "审查", "处罚告知", "陈述、申辩", "听证", "处罚决定",
        "送达", "执行", "结案、公开、归档",
    ]  # fmt: skip


def test_what_people_write_cannot_become_markup() -> None:
    evil = '<script>alert("1")</script>&\u0000\u0008'
    matter = replace(a_matter(a_node("a", name=evil), an_issue("a")), name=evil, consult_phone=evil)
    text = svg_of(chart_of(matter, {"scjg": evil}))

    ET.fromstring(text)  # noqa: S314 - our own
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert not re.search(r"[\x00-\x08]", text)
    assert not re.search(r"\son\w+=|href=|<style|<image|<foreignObject", text)


def test_a_chart_is_read_aloud_by_title_and_description() -> None:
    root = drawn(chart(barber_shop()))

    assert root.get("aria-labelledby") == "title desc"
    assert root.findtext(f"{SVG}title") == "我要开理发店（个体无房产证）办理流程图"
    assert "统一出件（在营业执照核发、" in (root.findtext(f"{SVG}desc") or "")
    assert "Noto Sans SC" in (root.get("font-family") or "")


def test_the_same_process_gives_the_same_picture() -> None:
    assert svg_of(chart(barber_shop())) == svg_of(chart(barber_shop()))


def test_text_stays_within_its_box() -> None:
    lines = wrapped("应建防空地下室的民用建筑项目报建审批（含0.5公顷以上的项目）", 13)

    assert all(len(line) <= 15 for line in lines)
    assert "".join(lines) == "应建防空地下室的民用建筑项目报建审批（含0.5公顷以上的项目）"
    assert any("0.5" in line for line in lines)
    assert not any(line.endswith("（") or line.startswith(("，", "）")) for line in lines)
    assert wrapped("", 13) == []
    assert max(len(line) for line in wrapped("x" * 200, 13)) <= 23


def test_a_step_without_a_word_more_is_still_a_box() -> None:
    made = Chart("图", "", (Step("a", "甲"), Step("b", "乙", ("a",))))

    boxes = [one for one in drawn(made).iter(f"{SVG}rect") if one.get("rx")]
    assert len(boxes) == 2
