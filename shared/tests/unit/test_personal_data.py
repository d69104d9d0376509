import base64
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from shared.data_keys import DataKeys, Suite
from shared.personal_data import Cell, PersonalData, Unreadable

CELL = Cell("applicant", "identity_number", UUID(int=1))
NUMBER = "11010519491231002X"
OLD, NEW, INDEX = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2, 3))
suites = pytest.mark.parametrize("suite", list(Suite))


def a_box(*keys: str, suite: Suite = Suite.AES, index: str = INDEX) -> PersonalData:
    return PersonalData(DataKeys.of("\n".join(keys or (OLD,)), index), suite)


@suites
def test_what_was_encrypted_for_a_cell_is_read_there(suite: Suite) -> None:
    token = a_box(suite=suite).encrypt("张三", CELL)
    assert a_box(suite=suite).decrypt(token, CELL) == "张三"
    assert token.startswith(f"v1|{suite}|")


@given(some.text(), some.sampled_from(Suite))
def test_every_text_comes_back(text: str, suite: Suite) -> None:
    box = a_box(suite=suite)
    assert box.decrypt(box.encrypt(text, CELL), CELL) == text


@suites
@pytest.mark.parametrize(
    "elsewhere",
    [
        CELL._replace(row_id=UUID(int=2)),
        CELL._replace(column="phone"),
        CELL._replace(table="agent"),
    ],
)
def test_a_token_moved_to_another_cell_cannot_be_read(suite: Suite, elsewhere: Cell) -> None:
    box = a_box(suite=suite)
    with pytest.raises(Unreadable, match="another place"):
        box.decrypt(box.encrypt(NUMBER, CELL), elsewhere)


@suites
def test_a_token_with_any_character_changed_cannot_be_read(suite: Suite) -> None:
    box = a_box(suite=suite)
    token = box.encrypt(NUMBER, CELL)
    for place, character in enumerate(token):
        changed = token[:place] + ("A" if character != "A" else "B") + token[place + 1 :]
        with pytest.raises(Unreadable):
            box.decrypt(changed, CELL)


@pytest.mark.parametrize("token", ["", NUMBER, "v1|AES-256-GCM|k|n", "v1|||||", "v2|a|b||"])
def test_what_is_no_token_cannot_be_read(token: str) -> None:
    with pytest.raises(Unreadable):
        a_box().decrypt(token, CELL)


def test_the_same_text_never_gives_the_same_token() -> None:
    assert a_box().encrypt(NUMBER, CELL) != a_box().encrypt(NUMBER, CELL)


def test_the_newest_key_writes_and_the_older_ones_still_read() -> None:
    old_token = a_box(OLD).encrypt(NUMBER, CELL)
    rotated = a_box(OLD, NEW)

    assert rotated.decrypt(old_token, CELL) == NUMBER
    token = rotated.reencrypt(old_token, CELL)
    assert a_box(NEW).decrypt(token, CELL) == NUMBER
    assert rotated.reencrypt(token, CELL) == token
    with pytest.raises(Unreadable, match="no key"):
        a_box(NEW).decrypt(old_token, CELL)


def test_a_change_of_the_suite_is_a_rotation_too() -> None:
    token = a_box(suite=Suite.AES).encrypt(NUMBER, CELL)
    national = a_box(suite=Suite.SM)
    assert national.decrypt(token, CELL) == NUMBER
    assert national.reencrypt(token, CELL).startswith("v1|SM4-GCM|")


@suites
def test_the_blind_index_finds_a_number_however_it_is_written(suite: Suite) -> None:
    box = a_box(suite=suite)
    assert box.blind_index("phone", "138 1234-5678") == box.blind_index("phone", "１３８12345678")
    assert box.blind_index("id", "11010519491231002x") == box.blind_index("id", NUMBER)
    assert len(box.blind_index("id", NUMBER)) == 64


def test_the_blind_index_depends_on_its_key_its_kind_and_the_suite() -> None:
    other_key = base64.b64encode(bytes([9]) * 32).decode()
    hashes = {
        a_box().blind_index("id", NUMBER),
        a_box().blind_index("phone", NUMBER),
        a_box(index=other_key).blind_index("id", NUMBER),
        a_box(suite=Suite.SM).blind_index("id", NUMBER),
    }
    assert len(hashes) == 4
    assert a_box(NEW).blind_index("id", NUMBER) in hashes


@pytest.mark.parametrize(
    ("data", "index", "message"),
    [
        ("", INDEX, "data key: the file is empty"),
        ("c2hvcnQ=", INDEX, "data key: 32 bytes wanted, 5 found"),
        ("!", INDEX, "data key: not base64"),
        (OLD, "", "index key: 32 bytes wanted"),
        (OLD, OLD, "index key: must differ"),
    ],
)
def test_unusable_key_files_are_named(data: str, index: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        DataKeys.of(data, index)


def test_keys_do_not_show_when_printed() -> None:
    keys = DataKeys.of(OLD, INDEX)
    assert repr(keys) == f"DataKeys({keys.newest})"
