"""A package holds a matter whole, and nothing else gets in by one."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
import yaml
from catalogue_building import barber_shop
from hypothesis import given
from hypothesis import strategies as st

from shared.refusals import Refusal
from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.domain.catalogue.reasons import (
    PackageTooLarge,
    PackageTypeRefused,
    PackageUnreadable,
)
from svc_approvals.domain.catalogue.writing import to_dict
from svc_approvals.use_cases.catalogue.packages import LIMIT_KIB, package_of, read_package

YAML = "application/yaml"
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
BOMB = "code: M-1\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


def refused(body: bytes | str, media_type: str = YAML) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        read_package(body.encode() if isinstance(body, str) else body, media_type)
    return refusal.value


def code_of(refusal: Refusal) -> str:
    assert isinstance(refusal, PackageUnreadable)
    return refusal.errors[0].code


def test_a_package_out_and_in_again_is_the_same_matter() -> None:
    text = package_of(barber_shop(), 3, b"\x12\x34", NOON)

    assert read_matter(read_package(text.encode(), YAML)).matter == barber_shop()
    assert "# 版本：3，2026-03-02 12:00 起生效" in text
    assert "# sha256：1234" in text
    assert "\n# 申请材料：" in text


def test_json_is_a_package_too() -> None:
    body = b'{"code": "M-1", "name": "\xe4\xba\x8b\xe9\xa1\xb9"}'

    assert read_package(body, "application/json") == {"code": "M-1", "name": "事项"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (BOMB, "alias"),
        ("code: M-1\nbase: &anchor 1\n", "alias"),
        ("code: M-1\na: " + "[" * 50 + "]" * 50, "too_deep"),
        ("code: M-1\nname: 一\nname: 二\n", "not_yaml"),
        ("code: [unclosed", "not_yaml"),
        ("code: M-1\nx: !!python/object/apply:os.system [ls]\n", "not_yaml"),
        ("code: M-1\n---\ncode: M-2\n", "not_yaml"),
        ("code: M-1\n1: 一\n", "not_plain"),
        ("code: M-1\nx: !!set {a}\n", "not_plain"),
        ("- a\n- b\n", "wrong_type"),
        ("", "wrong_type"),
        ("name: 事项\n", "missing"),
        ("code: ../../etc\n", "missing"),
        (b"code: \xff\xfe", "not_utf8"),
    ],
)
def test_what_is_no_package_is_refused_by_name(body: bytes | str, code: str) -> None:
    assert code_of(refused(body)) == code


def test_json_that_is_none_says_where() -> None:
    refusal = refused('{"code": ', "application/json")

    assert isinstance(refusal, PackageUnreadable)
    assert refusal.errors[0].message.startswith("第 1 行第 ")


def test_a_package_of_another_type_or_too_large() -> None:
    assert isinstance(refused("code: M-1", "text/html"), PackageTypeRefused)
    assert isinstance(refused(b" " * (LIMIT_KIB * 1024 + 1)), PackageTooLarge)


def test_dates_and_numbers_that_look_like_others_come_back_as_written() -> None:
    name = "2026-01-01"
    text = yaml.safe_dump({"code": "0123", "name": name, "place": "yes"})

    assert read_package(text.encode(), YAML) == {"code": "0123", "name": name, "place": "yes"}


@given(st.binary(max_size=60) | st.text("{}[]:-&*!#'\" \na1", max_size=40).map(str.encode))
def test_whatever_comes_in_is_read_or_refused(body: bytes) -> None:
    for media_type in (YAML, "application/json"):
        with suppress(PackageUnreadable):
            assert "code" in read_package(body, media_type)


def test_every_demo_matter_survives_its_package() -> None:
    matter = barber_shop()

    assert to_dict(matter) == read_package(package_of(matter, 1, b"", NOON).encode(), YAML)
