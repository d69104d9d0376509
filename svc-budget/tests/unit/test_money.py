from decimal import Decimal

from svc_budget.domain.money.money import Unit, in_yuan, quantum_of, shown, to_fen


def test_ten_thousands_become_fen_without_losing_any() -> None:
    assert to_fen(Decimal("2946.26"), Unit.TEN_THOUSAND) == 2_946_260_000
    assert to_fen(Decimal("0.005"), Unit.YUAN) == 1


def test_the_quantum_is_the_smallest_step_a_table_shows() -> None:
    assert quantum_of(Unit.TEN_THOUSAND, 2) == 10_000
    assert quantum_of(Unit.YUAN, 0) == 100
    assert quantum_of(Unit.YUAN, 6) == 1


def test_money_reads_as_people_and_the_wire_want_it() -> None:
    assert in_yuan(-123_450) == "-1234.50"
    assert shown(2_946_260_000, Unit.TEN_THOUSAND) == "2,946.26"
