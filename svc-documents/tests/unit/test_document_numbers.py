"""发文字号 in any writing."""

import pytest

from svc_documents.domain.numbers.document_numbers import key_of, read_number

RIGHT = "国办发〔2018〕37号"


@pytest.mark.parametrize(
    "written",
    [
        RIGHT, "国办发[2018]37号", "国办发（2018）37号", "国办发(2018)37号", "国办发【2018】37号",
        "国办发〔18〕37号", "国办发〔2018〕037号", "国办发〔2018〕第37号", "国办发 〔2018〕 37 号",
        "\u200b国办发〔2018〕37号", "发文字号：国办发〔2018〕37号", "国办发〔2018〕37",
        "国办发２０１８年３７号", "国办发2018-37",
    ],
)  # fmt: skip
def test_one_number_in_any_writing_has_one_right_form(written: str) -> None:
    assert str(read_number(written)) == RIGHT
    assert key_of(written) == key_of(RIGHT)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("国务院令第711号", "国务院令第711号"),
        ("公告2018年第14号", "公告2018年第14号"),
        ("农业农村部公告2018年第14号", "农业农村部公告2018年第14号"),
        ("湖南省人民政府令第289号", "湖南省人民政府令第289号"),
    ],
)
def test_orders_and_bulletins_have_a_grammar_of_their_own(written: str, right: str) -> None:
    number = read_number(written)

    assert number is not None
    assert number.is_order
    assert str(number) == right


@pytest.mark.parametrize(
    "written", ["", "关于印发规划的通知", "湘政发〔2019〕号", "第289号", "湘政发〔2019〕0号"]
)
def test_what_is_no_number_is_none(written: str) -> None:
    assert read_number(written) is None


def test_another_number_has_another_key() -> None:
    assert key_of("湘政发〔2019〕20号") != key_of("湘政发〔2019〕2号")
