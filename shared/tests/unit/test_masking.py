import re
from time import perf_counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.masking import (
    is_bank_card,
    is_identity_number,
    mask_identity_number,
    mask_name,
    mask_phone,
    mask_text,
)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张三丰", "张*丰"),
        ("欧阳锋", "欧阳*"),
        ("欧阳", "欧*"),
        ("司马相如", "司马*如"),
        ("买买提·吐尔逊", "买*****逊"),
        ("张", "*"),
        ("", ""),
    ],
)
def test_a_name_keeps_its_surname_and_its_last_character(name: str, masked: str) -> None:
    assert mask_name(name) == masked


def test_numbers_keep_their_ends() -> None:
    assert mask_identity_number("431202199001011234") == "4312**********1234"
    assert mask_identity_number("E12345678") == "E*******8"
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("0745-2713355") == "0745****3355"
    assert mask_phone("110") == "*10"


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("440524188001010014", True),
        ("110105194912310021", False),
        ("110105194913310029", False),
        ("01010519491231002X", False),
        ("1101051949123100", False),
        ("", False),
    ],
)
def test_an_identity_number_is_known_by_its_check_character(number: str, *, valid: bool) -> None:
    assert is_identity_number(number) is valid


def test_a_bank_card_is_known_by_its_check_digit() -> None:
    assert is_bank_card("4111 1111 1111 1111")
    assert not is_bank_card("4111 1111 1111 1112")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证11010519491231002X，谢谢", "身份证1101**********002X，谢谢"),
        ("身份证１１０１０５１９４９１２３１００２Ｘ", "身份证1101**********002X"),
        ("打13812345678找我", "打138****5678找我"),
        ("微信wx138-1234-5678", "微信wx138****5678"),
        ("+86 138 1234 5678", "+86 138****5678"),
        ("卡号4111111111111111。", "卡号************1111。"),
        ("卡号4111 1111 1111 1111。", "卡号**** **** **** 1111。"),
        ("邮箱zhang.san@example.com", "邮箱z***@example.com"),
        ("车牌湘N12345和湘ND12345停在门口", "车牌湘N***45和湘N***45停在门口"),
        ("湘政发〔2019〕20号，电话0745-2713355", "湘政发〔2019〕20号，电话0745-2713355"),
        ("办件编号110105194912310021", "办件编号110105194912310021"),
        ("2026年10月1日，138元，12345热线", "2026年10月1日，138元，12345热线"),
    ],
)
def test_free_text_loses_its_personal_data_and_nothing_else(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@given(some.text(), some.text())
def test_no_mobile_number_survives_between_other_words(before: str, after: str) -> None:
    text = f"{before}。13812345678。{after}"
    assert not re.search("13812345678", mask_text(text))


@given(some.uuids(), some.binary(min_size=32, max_size=32))
def test_ids_of_the_system_stay_whole(each: UUID, digest: bytes) -> None:
    text = f"case={each} sha256=a{digest.hex()}"
    assert mask_text(text) == text


def test_an_id_that_looks_like_a_phone_number_stays_whole() -> None:
    text = "01990000-a138-7234-8678-a13812345678"
    assert mask_text(text) == text


@given(some.text(alphabet="0123456789Xx-+ @a.湘N"))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert mask_text(mask_text(text)) == mask_text(text)


def test_a_domain_that_goes_on_with_an_at_is_masked_once() -> None:
    assert mask_text("00@0.0@0.0") == mask_text(mask_text("00@0.0@0.0")) == "0***@0.0@0.0"


@pytest.mark.parametrize("unit", ["a", "1", "1-", "a.", "湘N", "@a", "6 ", "a1"])
def test_a_long_run_of_characters_takes_no_long_time(unit: str) -> None:
    began = perf_counter()
    mask_text(unit * 50_000)
    assert perf_counter() - began < 2
