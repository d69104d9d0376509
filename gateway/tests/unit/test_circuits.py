from gateway.routing.circuits import OPEN_SECONDS, PROBES, Circuit


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def a_circuit() -> tuple[Circuit, Clock]:
    clock = Clock()
    return Circuit(clock), clock


def fail(circuit: Circuit, times: int) -> None:
    for _ in range(times):
        circuit.began()
        circuit.failed()


def answer(circuit: Circuit, times: int) -> None:
    for _ in range(times):
        circuit.began()
        circuit.answered()


def test_a_few_failures_say_nothing() -> None:
    circuit, _ = a_circuit()
    fail(circuit, 19)
    assert circuit.lets_through()


def test_one_failure_makes_doubt_until_an_answer_or_for_a_short_while() -> None:
    circuit, clock = a_circuit()
    fail(circuit, 1)
    assert circuit.is_in_doubt()
    answer(circuit, 1)
    assert not circuit.is_in_doubt()
    fail(circuit, 1)
    clock.now += OPEN_SECONDS
    assert not circuit.is_in_doubt()


def test_it_opens_when_half_of_twenty_fail() -> None:
    circuit, _ = a_circuit()
    answer(circuit, 10)
    fail(circuit, 9)
    assert circuit.state == "closed"
    fail(circuit, 1)
    assert circuit.state == "open"
    assert not circuit.lets_through()


def test_failures_of_more_than_ten_seconds_ago_are_forgotten() -> None:
    circuit, clock = a_circuit()
    fail(circuit, 19)
    clock.now += 11
    fail(circuit, 1)
    assert circuit.state == "closed"


def test_three_answered_probes_close_it() -> None:
    circuit, clock = a_circuit()
    fail(circuit, 20)
    clock.now += OPEN_SECONDS
    for _ in range(PROBES):
        assert circuit.lets_through()
        circuit.began()
    assert not circuit.lets_through()
    for _ in range(PROBES):
        circuit.answered()
    assert circuit.state == "closed"


def test_one_failed_probe_opens_it_again() -> None:
    circuit, clock = a_circuit()
    fail(circuit, 20)
    clock.now += OPEN_SECONDS
    fail(circuit, 1)
    assert circuit.state == "open"


def test_requests_from_before_it_opened_prove_nothing_afterwards() -> None:
    circuit, clock = a_circuit()
    for _ in range(30):
        circuit.began()
    for _ in range(25):
        circuit.failed()
    clock.now += OPEN_SECONDS
    circuit.answered()
    assert circuit.state == "probing"
    assert circuit.lets_through()


def test_a_visitor_who_leaves_during_a_probe_frees_its_place() -> None:
    circuit, clock = a_circuit()
    fail(circuit, 20)
    clock.now += OPEN_SECONDS
    for _ in range(PROBES):
        circuit.began()
        circuit.forgot()
    assert circuit.lets_through()
