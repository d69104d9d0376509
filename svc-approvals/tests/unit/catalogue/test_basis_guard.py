"""What happens to a matter that rests on a dead document, and how it is put on another."""

from dataclasses import replace
from datetime import date

import pytest
from catalogue_building import barber_shop, barber_shop_source

from svc_approvals.domain.catalogue.basis_guard import flag_of, is_collected
from svc_approvals.domain.catalogue.effects import DocumentEffect
from svc_approvals.domain.catalogue.matters import Guard
from svc_approvals.domain.catalogue.rebasing import Replacement, rebased

HYGIENE, FEE = "公共场所卫生管理条例", "湘政价[2015]719号"
DEAD = {
    HYGIENE: DocumentEffect(HYGIENE, "repealed", since=date(2026, 3, 1), replaced_by="国令第800号")
}
DEAD_FEE = {FEE: DocumentEffect(FEE, "lapsed", since=date(2025, 1, 1))}


def test_a_dead_basis_is_named_since_when_and_what_took_its_place() -> None:
    flag = flag_of(barber_shop(), DEAD, "warn")

    assert flag is not None
    assert flag.in_words() == (
        "本事项的依据“公共场所卫生管理条例”自2026年3月1日起已废止，现由国令第800号替代。"
        "主管部门将尽快更新依据，已在办理的办件不受影响。"
    )
    assert (flag.takes_cases, flag.since) == (True, date(2026, 3, 1))


@pytest.mark.parametrize("effect", ["valid", "amended", "suspended"])
def test_what_is_in_force_raises_no_flag(effect: str) -> None:
    assert flag_of(barber_shop(), {HYGIENE: DocumentEffect(HYGIENE, effect)}, "block") is None
    assert flag_of(barber_shop(), {}, "block") is None


@pytest.mark.parametrize(
    ("own", "house", "takes_cases"),
    [(None, "warn", True), (None, "block", False), ("warn", "block", True),
     ("block", "warn", False)],
)  # fmt: skip
def test_a_matters_own_setting_goes_before_the_houses(
    own: Guard | None, house: Guard, *, takes_cases: bool
) -> None:
    flag = flag_of(replace(barber_shop(), basis_guard=own), DEAD, house)

    assert flag is not None
    assert flag.takes_cases is takes_cases
    assert ("暂停受理" in flag.in_words()) is not takes_cases


def test_a_fee_on_a_dead_document_is_not_collected_where_the_guard_blocks() -> None:
    shop = barber_shop()
    flag = flag_of(shop, DEAD_FEE, "block")

    assert flag is not None
    assert flag.takes_cases  # the matter itself rests on what is in force
    assert "“临时占用城市道路费”的收费依据" in flag.in_words()
    assert not is_collected(shop.fees[0], DEAD_FEE, "block")
    assert is_collected(shop.fees[0], DEAD_FEE, "warn")


def test_a_document_is_replaced_everywhere_with_its_clause() -> None:
    before = barber_shop_source()
    wanted = [Replacement(HYGIENE, "新条例", "第三条"), Replacement(FEE, "湘发改价费〔2026〕1号")]

    after = rebased(before, wanted)

    assert {"reference": "新条例", "clause": "第三条"} in after["basis"]
    assert after["fees"][0]["basis"] == "湘发改价费〔2026〕1号"
    assert HYGIENE not in str(after["basis"])
    assert before == barber_shop_source()


def test_two_entries_that_become_one_document_are_one() -> None:
    basis = [{"reference": "甲", "clause": "第一条"}, {"reference": "乙"}]

    after = rebased({"basis": basis}, [Replacement("甲", "丙"), Replacement("乙", "丙")])

    assert after["basis"] == [{"reference": "丙"}]


@pytest.mark.parametrize("draft", [{}, {"basis": 3, "fees": None}, {"basis": ["x"], "fees": [1]}])
def test_a_draft_may_hold_anything(draft: dict[str, object]) -> None:
    assert rebased(draft, [Replacement("甲", "乙")]) == draft
