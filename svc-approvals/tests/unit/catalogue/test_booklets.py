from datetime import date

import pytest
from catalogue_building import a_matter, a_node, an_issue, answered, barber_shop, yes_no

from svc_approvals.domain.catalogue.booklets import Booklet, Chapter
from svc_approvals.domain.catalogue.conditions import AllOf, AnyOf, Comparison, Condition, Not
from svc_approvals.domain.catalogue.wording import in_words

NAMES = {"scjg": "市场监督管理局"}


def test_a_chapter_prints_every_material_with_its_scenario() -> None:
    rows = Chapter(barber_shop(), NAMES, {}).materials()

    assert len(rows) == 12
    mandate = next(row for row in rows if row[1] == "授权委托书")
    assert mandate[5] == "委托人签名，写明委托事项和权限；“办理方式”为“委托他人办理”时"
    assert rows[1][2:] == ("1", "—", "纸质", "可用电子证照代替")


def test_a_chapter_prints_who_waits_for_whom() -> None:
    matter = a_matter(a_node("a"), a_node("b", "a", when=answered("x")), an_issue("b"), questions=(
        yes_no("x"),
    ))  # fmt: skip
    steps = Chapter(matter, NAMES, {}).steps()

    assert steps[1] == ("2", "b", "市场监督管理局", "1 日", "20 日", "a之后；“是否x”为“是”时")
    assert steps[0][5] == "受理后"


def test_a_chapter_says_whether_its_basis_is_in_force() -> None:
    chapter = Chapter(barber_shop(), NAMES, {"促进个体工商户发展条例": "有效"})

    assert chapter.basis()[1] == "促进个体工商户发展条例（有效）"
    assert dict(chapter.facts())["联办部门"] == "wjj、sthj、zjj"


def test_the_cover_names_the_theme() -> None:
    assert Booklet("开店创业", (), date(2026, 3, 2)).title == "开店创业办事指南汇编"
    assert Booklet("", (), date(2026, 3, 2)).title == "办事指南汇编"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (None, ""),
        (answered("x"), "“是否x”为“是”"),
        (Not(answered("x", "no")), "不属于（“是否x”为“否”）"),
        (AllOf((answered("x"), Comparison("y", "answered"))), "“是否x”为“是”，且已填写“是否y”"),
        (AnyOf((Comparison("n", "gte", 5), Comparison("x", "in", ("yes", "no")))),
         "“n”不小于5，或“是否x”为“是”、“否”"),
        (Comparison("occupies", "eq"), "“occupies”为“是”"),
    ],
)  # fmt: skip
def test_a_condition_is_said_in_the_words_of_its_question(
    condition: Condition | None, words: str
) -> None:
    matter = a_matter(questions=(yes_no("x"), yes_no("y")))

    assert in_words(condition, matter) == words
