"""A reference is read in any writing, and resolved to the document that is meant."""

from datetime import date
from uuid import uuid4

import pytest

from svc_documents.domain.basis.names import name_key, name_keys
from svc_documents.domain.basis.references import read_reference
from svc_documents.domain.basis.resolving import (
    CHOSEN_IN_FORCE,
    CHOSEN_LATEST,
    OTHER_NUMBER,
    OTHER_TITLE,
    Answer,
    Held,
    Resolution,
    resolve,
)
from svc_documents.domain.effects.effects import Cause, Force
from svc_documents.domain.numbers.document_numbers import key_of

TODAY = date(2026, 11, 25)
IN_FORCE = Force(first=date(2019, 1, 1))
LAPSED = Force(first=date(2014, 1, 1), until=date(2019, 1, 1), cause=Cause.LAPSED)
OPINION = "湖南省人民政府关于加强乡村教师队伍建设的意见"


def held(
    title: str, number: str = "", force: Force = IN_FORCE, organ: str = "湖南省人民政府"
) -> Held:
    """A document of the library."""
    return Held(
        uuid4(), title, name_keys(title, organs=[organ]), number, key_of(number) if number else "",
        "", organ, None, force,
    )  # fmt: skip


def meant(text: str, *library: Held) -> Resolution:
    """What a text means today in a library."""
    return resolve(read_reference(text), library, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "湘政发〔2019〕20号", "湘政发[2019]20号", "湘政发（2019）20", "湘政发 ［2019］ 第020 号",
        "湘政发2019年20号", "文号：湘政发【2019】20号", "依照湘政发〔2019〕20号的规定",
        "（湘政发〔2019〕20号）",
    ],
)  # fmt: skip
def test_a_number_is_found_in_any_writing(text: str) -> None:
    wanted = held(OPINION, "湘政发〔2019〕20号")

    assert meant(text, wanted, held("另一份", "政发〔2019〕20号")).document == wanted


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("中华人民共和国行政许可法", ()),
        ("行政许可法", ()),
        ("《行政许可法》第四十五条第一款", ("第四十五条第一款",)),
        ("依据《中华人民共和国 行政许可法》第四条、第二十六条", ("第四条", "第二十六条")),
        ("行政许可法第四十五条", ("第四十五条",)),
        ("《中华人民共和国行政许可法》（2019年修正）的有关规定", ()),
    ],
)
def test_a_title_is_found_with_or_without_the_countrys_name(
    text: str, articles: tuple[str, ...]
) -> None:
    law = held("中华人民共和国行政许可法")
    found = meant(text, law, held("行政处罚法"))

    assert found.document == law
    assert found.reference.articles == articles


def test_a_title_around_a_title_is_never_taken_for_the_law_inside_it() -> None:
    law = held("中华人民共和国老年人权益保障法")
    text = "湖南省实施《中华人民共和国老年人权益保障法》办法"

    assert meant(text, law).answer is Answer.UNKNOWN
    own = held("湖南省实施〈老年人权益保障法〉办法")
    assert meant(text, law, own).document == own
    assert meant(f"《{text.replace('《', '〈').replace('》', '〉')}》", law, own).document == own


def test_a_document_is_found_by_its_name_without_the_organ_and_by_what_it_brings() -> None:
    opinion = held(OPINION)
    notice = held("湖南省人民政府关于印发《湖南省行政程序办法》的通知")

    assert meant("《关于加强乡村教师队伍建设的意见》", opinion, notice).document == opinion
    assert meant("湖南省行政程序办法", opinion, notice).document == notice


def test_of_several_of_one_title_the_one_in_force_is_meant_and_that_is_said() -> None:
    old, new = held("某办法", force=LAPSED), held("某办法")

    found = meant("某办法", old, new)
    assert (found.document, found.note) == (new, CHOSEN_IN_FORCE)
    assert meant("某办法", new, held("某办法")).answer is Answer.CANDIDATES


def test_of_dead_ones_the_last_is_meant() -> None:
    older = held("某办法", force=Force(date(2004, 1, 1), date(2009, 1, 1), Cause.REPEALED))
    last = held("某办法", force=LAPSED)

    found = meant("某办法", older, last)
    assert (found.document, found.note) == (last, CHOSEN_LATEST)


def test_a_number_decides_over_a_title() -> None:
    one, other = held("甲办法", "湘政发〔2019〕20号"), held("乙办法", "湘政发〔2019〕21号")

    found = meant("《乙办法》（湘政发〔2019〕20号）", one, other)
    assert (found.document, found.note) == (one, OTHER_TITLE)
    assert meant("《甲办法》（湘政发〔2019〕20号）", one, other).note == ""


def test_a_title_whose_number_is_another_is_only_a_candidate() -> None:
    renewed = held("甲办法", "湘政发〔2024〕3号")

    found = meant("《甲办法》（湘政发〔2019〕20号）", renewed)
    assert (found.answer, found.candidates, found.note) == (
        Answer.CANDIDATES, (renewed,), OTHER_NUMBER,
    )  # fmt: skip
    law = held("甲办法")
    assert meant("《甲办法》（湘政发〔2019〕20号）", law).document == law


def test_a_reference_that_names_several_documents_has_no_one_answer() -> None:
    one, other = held("甲", "湘价费〔2012〕56号"), held("乙", "湘财综〔2012〕5号")

    found = meant("湘价费〔2012〕56号、湘财综〔2012〕5号", one, other)
    assert found.candidates == (one, other)


@pytest.mark.parametrize("text", ["", "  ", "《》", "第三条", "（）", "《"])
def test_what_says_nothing_is_unknown(text: str) -> None:
    assert meant(text, held("某办法")).answer is Answer.UNKNOWN


def test_orders_are_known_with_and_without_the_countrys_name() -> None:
    order = held("公共场所卫生管理条例", "中华人民共和国国务院令第714号")

    assert meant("国务院令第714号", order).document == order
    assert meant("《公共场所卫生管理条例》（国务院令 第714号）", order).document == order


def test_signs_and_the_country_make_no_other_name() -> None:
    assert name_key("上海市实施《中华人民共和国气象法》办法") == "上海市实施气象法办法"
    assert name_key("中华人民共和国") == "中华人民共和国"
    assert name_keys("某通知", "某") == ("某通知", "某")
