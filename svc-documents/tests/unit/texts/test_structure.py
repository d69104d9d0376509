"""Texts are cut into parts that keep their names."""

import pytest

from svc_documents.domain.texts.articles import article
from svc_documents.domain.texts.blocks import plain_of
from svc_documents.domain.texts.lines import Line
from svc_documents.domain.texts.markdown import structured_markdown
from svc_documents.domain.texts.marks import mark_of
from svc_documents.domain.texts.numerals import in_chinese, number_of
from svc_documents.domain.texts.references import read_reference
from svc_documents.domain.texts.structure import structured

LAW = """# 某某条例

2019年9月27日 通过

<!-- INFO END -->

## 第一章 总 则

第一条 为了规范管理，制定本条例。

第二条 本条例所称管理，包括下列事项：

（一）登记；

（二）编号；

1.统一编号；

2.分别编号。

前款规定的事项应当公布。

（一）在网上公布；

第二条之一 依照第二条办理。

## 第二章 附 则

第三条 本条例自2020年1月1日起施行。第四条规定的除外。

附件1：登记表

| 名称 | 说明 |
| --- | --- |
| 甲 | 乙 |

第一条 附件的第一条。
"""


def anchors_of(markdown: str) -> list[str]:
    return [one["anchor"] for one in structured_markdown(markdown) if "anchor" in one]


def test_anchors_are_made_from_the_numbers_of_chapters_articles_clauses_and_items() -> None:
    assert anchors_of(LAW) == [
        "chap-1", "art-1", "art-2", "art-2-i1", "art-2-i2", "art-2-i2-1", "art-2-i2-2", "art-2-p2",
        "art-2-p2-i1", "art-2-1", "chap-2", "art-3", "att-1", "att-1-art-1",
    ]  # fmt: skip


def test_front_matter_and_title_are_no_part_of_the_text_and_nothing_else_is_lost() -> None:
    plain = plain_of(structured_markdown(LAW))

    assert plain.startswith("第一章 总则\n第一条 为了规范管理，制定本条例。\n第二条")
    assert "附件1：登记表\n名称\t说明\n甲\t乙\n第一条 附件的第一条。" in plain


def test_a_number_in_prose_begins_no_article() -> None:
    assert mark_of("第三条规定的期限为五日。") is None
    assert mark_of("第二章规定的程序，适用于本条。") is None
    assert mark_of("附加刑也可以独立适用。") is None
    assert mark_of("附则") is None


def test_numbers_that_do_not_stand_apart_count_when_they_come_next() -> None:
    lines = ("第一章总则", "第一条为了管理。", "第三条规定的除外。", "第五条甲。", "第二条乙。")

    kinds = [one["kind"] for one in structured(map(Line, lines))]

    assert kinds == ["chapter", "article", "paragraph", "paragraph", "article"]


def test_a_table_of_contents_is_left_out() -> None:
    listed = [Line("目 录"), Line("第一章 总则……1"), Line("第二章 附则……2")]
    text = [Line("第一章 总则"), Line("第一条 甲。"), Line("第二章 附则"), Line("第二条 乙。")]

    assert structured([*listed, *text]) == structured(text)


def test_a_notice_has_an_addressee_numbered_headings_and_a_signature() -> None:
    notice = structured(
        map(Line, (
            "各市州人民政府，省直各单位：", "现就有关事项通知如下。", "一、总体要求",
            "（一）指导思想", "坚持为民。", "二、做好登记工作。各单位应当登记。",
            "湖南省人民政府", "2019年9月27日",
        ))
    )  # fmt: skip

    assert [one["kind"] for one in notice] == [
        "addressee", "paragraph", "heading", "heading", "paragraph", "item", "signature",
        "signature",
    ]  # fmt: skip
    assert [one["anchor"] for one in notice if "anchor" in one] == ["n-1", "n-1-1", "n-2"]


def test_numbers_given_twice_are_told_apart() -> None:
    assert anchors_of("第一条 甲。\n\n第一条 乙。") == ["art-1", "art-1_2"]


@pytest.mark.parametrize(
    ("reference", "anchor", "text"),
    [
        ("第二条第二款", "art-2-p2", "前款规定的事项应当公布。\n（一）在网上公布；"),
        ("第二条第一款第（二）项", "art-2-i2", "（二）编号；\n1.统一编号；\n2.分别编号。"),
        ("第二条第二款第一项", "art-2-p2-i1", "（一）在网上公布；"),
        ("第二条之一", "art-2-1", "第二条之一 依照第二条办理。"),
        ("3", "art-3", "第三条 本条例自2020年1月1日起施行。第四条规定的除外。"),
        ("三", "art-3", "第三条 本条例自2020年1月1日起施行。第四条规定的除外。"),
        ("art-1", "art-1", "第一条 为了规范管理，制定本条例。"),
    ],
)
def test_a_part_is_found_by_any_way_of_naming_it(reference: str, anchor: str, text: str) -> None:
    found = article(structured_markdown(LAW), reference)

    assert found is not None
    assert (found.anchor, found.text) == (anchor, text)


def test_an_article_comes_whole_and_with_the_chapter_it_stands_in() -> None:
    found = article(structured_markdown(LAW), "第二条")

    assert found is not None
    assert found.under == ("第一章 总则",)
    assert len(found.blocks) == 7


def test_the_first_clause_alone_ends_before_the_second() -> None:
    found = article(structured_markdown(LAW), "第二条第一款")

    assert found is not None
    assert found.text.endswith("2.分别编号。")


@pytest.mark.parametrize("reference", ["第九条", "", "没有", "第二条第九款", "<script>"])
def test_what_is_not_there_is_not_found(reference: str) -> None:
    assert article(structured_markdown(LAW), reference) is None


def test_numerals_are_read_as_they_are_written() -> None:
    assert all(number_of(in_chinese(n)) == n for n in range(1, 10_000))
    assert [number_of(one) for one in ("十", "二十", "一百零三", "二〇一九", "１２")] == [
        10, 20, 103, 2019, 12,
    ]  # fmt: skip


def test_a_reference_says_itself() -> None:
    said = str(read_reference("第12条之2第三款(四)项"))

    assert said == "第十二条之二第三款第（四）项"
