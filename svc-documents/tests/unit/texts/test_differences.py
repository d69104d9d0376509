"""Two texts are compared article by article."""

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some
from rjieba import cut

from svc_documents.domain.texts.articles import article
from svc_documents.domain.texts.blocks import Block
from svc_documents.domain.texts.differences import Change, differences
from svc_documents.domain.texts.lines import Line
from svc_documents.domain.texts.markdown import structured_markdown
from svc_documents.domain.texts.structure import structured
from svc_documents.domain.texts.words import marked

REAL = Path(__file__).parents[2] / "real_texts"
SENTENCES = (
    "县级以上人民政府应当加强对乡村教师队伍建设的领导。",
    "教育行政部门负责教师的招聘、培训和考核工作。",
    "财政部门应当将乡村教师补贴列入本级预算。",
    "乡村教师享受当地公务员同等医疗待遇。",
    "本办法自公布之日起施行。",
)
NUMBERS = "一二三四五六七八九"


def a_law(*sentences: str) -> list[Block]:
    return structured_markdown(
        "\n\n".join(f"第{NUMBERS[n]}条 {one}" for n, one in enumerate(sentences))
    )


def told(changes: list[Change]) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            one.kind,
            one.before.title if one.before else None,
            one.after.title if one.after else None,
        )
        for one in changes
        if one.kind != "unchanged"
    ]


def test_equal_texts_have_no_differences() -> None:
    assert told(differences(a_law(*SENTENCES), a_law(*SENTENCES))) == []


def test_an_article_put_in_renumbers_those_after_it_and_changes_none() -> None:
    added = "学校应当公开招聘的条件和结果。"

    changes = differences(a_law(*SENTENCES), a_law(SENTENCES[0], added, *SENTENCES[1:]))

    assert told(changes) == [
        ("added", None, "第二条"), ("renumbered", "第二条", "第三条"),
        ("renumbered", "第三条", "第四条"), ("renumbered", "第四条", "第五条"),
        ("renumbered", "第五条", "第六条"),
    ]  # fmt: skip


def test_a_renumbered_article_that_changed_is_followed_by_what_it_says() -> None:
    changed = SENTENCES[2].replace("本级预算", "本级财政预算并及时发放")

    changes = differences(a_law(*SENTENCES), a_law(SENTENCES[0], changed, *SENTENCES[3:]))

    assert told(changes)[:2] == [("removed", "第二条", None), ("changed", "第三条", "第二条")]


def test_the_words_that_changed_are_marked_and_no_more() -> None:
    (change,) = (
        one
        for one in differences(
            a_law(*SENTENCES), a_law(*SENTENCES[:3], "乡村教师享受优先医疗待遇。")
        )
        if one.kind == "changed"
    )

    assert [tuple(one) for one in change.segments(cut)] == [
        ("same", "乡村教师享受"), ("removed", "当地公务员同等"), ("added", "优先"),
        ("same", "医疗待遇。"),
    ]  # fmt: skip


texts = some.text(some.sampled_from("甲乙丙丁。，\nab12"), max_size=60)


@given(texts, texts)
def test_marked_words_give_back_both_texts(old: str, new: str) -> None:
    segments = marked(old, new, cut)

    assert "".join(one.text for one in segments if one.op != "added") == old
    assert "".join(one.text for one in segments if one.op != "removed") == new
    assert all(one.op != two.op for one, two in pairwise(segments))


@given(some.permutations(SENTENCES), some.sets(some.integers(0, 4)), some.sets(some.integers(0, 4)))
def test_every_article_of_both_texts_is_told_of_once(
    order: list[str], gone: set[int], less: set[int]
) -> None:
    old = a_law(*(one for n, one in enumerate(SENTENCES) if n not in gone))
    new = a_law(*(one for n, one in enumerate(order) if n not in less))

    changes = differences(old, new)

    assert sorted(one.before.anchor for one in changes if one.before) == anchors(old)
    assert [one.after.anchor for one in changes if one.after] == anchors(new)


def anchors(blocks: list[Block]) -> list[str]:
    return [one["anchor"] for one in blocks]


def test_texts_beyond_measure_are_compared_by_their_numbers_alone() -> None:
    old = structured(Line(f"第{n}条 甲{n}乙") for n in range(1, 2_502))
    new = structured(Line(f"第{n}条 丙丁") for n in range(1, 2_502))

    changes = differences(old, new)

    assert {one.kind for one in changes} == {"changed"}
    assert [tuple(one) for one in marked("甲" * 9_000, "乙" * 9_000)] == [
        ("removed", "甲" * 9_000), ("added", "乙" * 9_000),
    ]  # fmt: skip


def test_a_real_law_is_compared_with_its_older_version() -> None:
    old, new = (
        structured_markdown((REAL / f"中华人民共和国国务院组织法({day}).md").read_text("utf-8"))
        for day in ("1982-12-10", "2024-03-11")
    )

    changes = {one.after.title: one for one in differences(old, new) if one.after}

    assert changes["第一条"].kind == "changed"
    assert changes["第三条"].kind == "added"
    assert changes["第五条"].before
    assert changes["第五条"].before.title == "第二条"
    assert "国务院由总理" in changes["第五条"].segments(cut)[0].text


def test_the_same_article_has_the_same_anchor_in_every_version() -> None:
    for title in {path.name.split("(")[0] for path in REAL.glob("*.md") if "(" in path.name}:
        named: dict[str, set[str]] = {}
        for path in REAL.glob(f"{title}*.md"):
            blocks = structured_markdown(path.read_text("utf-8"))
            for one in blocks:
                if one["kind"] == "article":
                    named.setdefault(one["number"], set()).add(one["anchor"])
                    found = article(blocks, one["number"])
                    assert found
                    assert found.anchor == one["anchor"]
        assert named
        assert all(len(anchors) == 1 for anchors in named.values()), title
