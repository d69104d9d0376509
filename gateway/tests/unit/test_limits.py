from hypothesis import given
from hypothesis import strategies as st

from gateway.routing.limits import POLICIES, Limiter
from gateway.routing.networks import Networks, visitor


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def allowed(limiter: Limiter, name: str, address: str) -> bool:
    verdict = limiter.take_for_address(name, address)
    return verdict is None or verdict.allowed


def test_a_bucket_empties_and_fills_again() -> None:
    clock = Clock()
    limiter = Limiter(clock=clock)
    assert [allowed(limiter, "track", "1.2.3.4") for _ in range(31)] == [True] * 30 + [False]
    clock.now += 2.01
    assert allowed(limiter, "track", "1.2.3.4")
    assert not allowed(limiter, "track", "1.2.3.4")


def test_one_address_does_not_use_up_anothers() -> None:
    limiter = Limiter(clock=Clock())
    for _ in range(31):
        allowed(limiter, "track", "1.2.3.4")
    assert allowed(limiter, "track", "1.2.3.5")


def test_a_household_has_one_bucket_however_many_addresses_it_has() -> None:
    limiter = Limiter(clock=Clock())
    tries = [allowed(limiter, "login", f"2001:db8:1:2::{n:x}") for n in range(1, 32)]
    assert tries == [True] * 30 + [False]


def test_public_terminals_are_not_counted() -> None:
    limiter = Limiter(exempt=Networks(["10.1.0.0/16"]), clock=Clock())
    assert all(allowed(limiter, "login", "10.1.2.3") for _ in range(100))
    assert not all(allowed(limiter, "login", "10.2.2.3") for _ in range(100))


def test_the_factor_widens_and_zero_turns_off() -> None:
    wide, off = Limiter(factor=10, clock=Clock()), Limiter(factor=0, clock=Clock())
    assert all(allowed(wide, "login", "1.1.1.1") for _ in range(300))
    assert not allowed(wide, "login", "1.1.1.1")
    assert all(allowed(off, "login", "1.1.1.1") for _ in range(1000))


@given(st.lists(st.floats(0, 5), max_size=200))
def test_never_more_than_the_quota_and_what_the_time_gives(pauses: list[float]) -> None:
    clock = Clock()
    limiter, policy = Limiter(clock=clock), POLICIES["track"]
    taken = 0
    for pause in pauses:
        clock.now += pause
        taken += allowed(limiter, "track", "1.1.1.1")
    assert taken <= policy.quota + clock.now * policy.quota / policy.window + 1


def test_only_our_own_proxies_are_believed() -> None:
    proxies = Networks(["10.0.0.0/8"])
    assert visitor("10.0.0.1", b"6.6.6.6, 1.2.3.4, 10.0.0.9", proxies) == "1.2.3.4"
    assert visitor("9.9.9.9", b"1.2.3.4", proxies) == "9.9.9.9"
    assert visitor("10.0.0.1", b"rubbish", proxies) == "10.0.0.1"
    assert visitor("10.0.0.1", None, proxies) == "10.0.0.1"
