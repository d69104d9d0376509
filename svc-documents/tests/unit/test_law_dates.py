"""When a law began, was amended, and when each of its texts applies."""

from datetime import date

import pytest
from library_building import a_law_row

from svc_documents.domain.library.laws import Law, LawRow, law_of

COMPILED = date(2025, 4, 19)
REVISED = [
    "2007年4月5日 中华人民共和国国务院令第492号公布",
    "2019年4月3日 中华人民共和国国务院令第711号修订", "2019年5月15日 施行",
]  # fmt: skip


def _law(*rows: dict[str, object]) -> Law:
    return law_of([LawRow.of(row) for row in rows], COMPILED)


def test_the_last_article_of_an_amended_law_says_when_it_began() -> None:
    law = _law(a_law_row())

    force = law.document.force
    assert (force.first, force.assumed) == (date(1995, 1, 1), False)
    assert force.amended_on == date(2018, 12, 29)
    assert law.texts[0].applies_from == date(2018, 12, 29)


def test_of_a_revised_regulation_the_last_article_says_when_the_revision_began() -> None:
    row = a_law_row(
        "中华人民共和国政府信息公开条例", level="行政法规", category="行政法规",
        published_on="2019-04-03", version_date="2019-04-03", effective_on="", history=REVISED,
        body="第一条 …\n\n第五十六条 本条例自2019年5月15日起施行。",
    )  # fmt: skip
    law = _law(row)

    assert law.document.force.first == date(2007, 4, 5)
    assert law.document.force.assumed
    assert law.texts[0].applies_from == date(2019, 5, 15)
    assert law.document.document_no == "国务院令第711号"
    assert law.document.organ_name == "国务院"


def test_without_a_day_of_entry_into_force_it_is_from_publication_and_assumed() -> None:
    law = _law(a_law_row(effective_on="", body="第一条 …", history=[]))

    assert (law.document.force.first, law.document.force.assumed) == (date(2018, 12, 29), True)


def test_without_any_day_nothing_is_said_of_its_effect() -> None:
    row = a_law_row(
        effective_on="", published_on="", version_date=None, body="第一条 …", history=[]
    )  # fmt: skip

    assert _law(row).document.force.on(date(2020, 1, 1)).effect is None


def test_texts_stand_in_the_order_of_their_days_and_one_day_has_one() -> None:
    new = a_law_row(version_date="2023-09-01", published_on="2023-09-01",
                    effective_on="2024-01-01")  # fmt: skip
    short = a_law_row(body="第一条")
    law = _law(new, short, a_law_row())

    assert [one.applies_from for one in law.texts] == [date(2018, 12, 29), date(2024, 1, 1)]
    assert (law.repeated, law.texts[0].body != "第一条") == (1, True)


def test_the_books_of_a_code_are_one_text_in_the_order_of_their_articles() -> None:
    known = {"published_on": None, "version_date": None, "effective_on": None, "level": None}
    adopted = ["2020年5月28日 第十三届全国人民代表大会第三次会议通过", "2021年1月1日 施行"]
    books = [
        a_law_row("中华人民共和国民法典", body=body, history=[f"# {name}", *adopted], **known)
        for name, body in (
            ("附则", "第一千二百六十条 本法自2021年1月1日起施行。"),
            ("物权编", "第二百零五条 本编…"), ("总则", "第一条 为了…"),
        )
    ]  # fmt: skip
    law = _law(*books)

    (text,) = law.texts
    assert law.document.force.first == date(2021, 1, 1)
    assert [
        text.body.index(one) for one in ("第一条", "第二百零五条", "第一千二百六十条")
    ] == sorted(text.body.index(one) for one in ("第一条", "第二百零五条", "第一千二百六十条"))


@pytest.mark.parametrize(
    ("title", "known", "organ", "region"),
    [
        ("杭州市精神卫生条例", {
            "level": "地方性法规", "category": "浙江地方法规/地方性法规/浙江", "history":
            ["2016年6月24日 杭州市第十二届人民代表大会常务委员会第三十九次会议通过"],
        }, "杭州市人民代表大会常务委员会", "330000"),
        ("机动车登记规定", {"level": "部门规章", "category": "部门规章/公安部"}, "公安部", ""),
        ("最高人民法院、最高人民检察院关于办理赌博刑事案件的解释",
         {"level": "司法解释", "category": "司法解释"}, "最高人民法院", ""),
    ],
)  # fmt: skip
def test_who_made_it_is_read_from_what_the_collection_says(
    title: str, known: dict[str, object], organ: str, region: str
) -> None:
    document = _law(a_law_row(title, **known)).document

    assert (document.organ_name, document.region_code) == (organ, region)
