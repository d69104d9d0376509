"""Which instance takes the next request, and what stands in the settings for them."""

import pytest
from gateway_building import some_settings
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gateway.routing.circuits import ENOUGH_SAMPLES
from gateway.routing.instances import Instance, Name, name_of
from gateway.routing.upstreams import ServiceAway, Upstream

STATE = st.tuples(st.booleans(), st.sampled_from(["well", "doubted", "open"]), st.integers(0, 3))


def an_upstream(count: int) -> Upstream:
    return Upstream("approvals", [f"http://127.0.0.{number}:8001" for number in range(count)])


def put(instance: Instance, *, ready: bool, circuit: str, running: int) -> None:
    instance.ready, instance.running = ready, running
    for _ in range({"well": 0, "doubted": 1, "open": ENOUGH_SAMPLES}[circuit]):
        instance.circuit.failed()


@given(st.lists(STATE, min_size=1, max_size=6), st.integers(0, 6))
def test_the_least_loaded_of_the_ready_ones_is_chosen(
    states: list[tuple[bool, str, int]], tried: int
) -> None:
    upstream = an_upstream(len(states))
    for instance, (ready, circuit, running) in zip(upstream.instances, states, strict=True):
        put(instance, ready=ready, circuit=circuit, running=running)
    gone = upstream.instances[:tried]
    able = [one for one in upstream.instances if one.circuit.lets_through()]
    if not able:
        with pytest.raises(ServiceAway):
            upstream.choose(gone)
        return
    able = [one for one in able if one not in gone] or able
    able = [one for one in able if one.ready] or able
    able = [one for one in able if not one.circuit.is_in_doubt()] or able

    chosen = upstream.choose(gone)

    assert chosen in able
    assert chosen.running == min(one.running for one in able)


@given(st.integers(1, 6), st.integers(1, 5))
def test_equals_take_turns(count: int, rounds: int) -> None:
    upstream = an_upstream(count)
    chosen = [upstream.choose() for _ in range(count * rounds)]
    assert all(chosen.count(one) == rounds for one in upstream.instances)


def test_who_stays_behind_a_name_keeps_its_circuit_and_fixed_addresses_stay() -> None:
    upstream = Upstream("approvals", ["http://10.0.0.9:8001", "http+dns://approvals:8001"])
    (name,) = upstream.names
    assert upstream.found(name, ["10.0.0.1", "10.0.0.2"]) == (
        ["http://10.0.0.1:8001", "http://10.0.0.2:8001"], [],
    )  # fmt: skip
    fixed, _, second = upstream.instances
    came, left = upstream.found(name, ["10.0.0.2", "fd00::1"])
    assert (came, left) == (["http://[fd00::1]:8001"], ["http://10.0.0.1:8001"])
    assert upstream.instances[:2] == [fixed, second]


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://approvals:8001", None),
        ("https://10.0.0.1/inside/", None),
        ("http+dns://approvals:8001", Name("http", "approvals", 8001, "approvals:8001")),
        ("https+dns://a.example", Name("https", "a.example", 443, "a.example")),
    ],
)
def test_a_name_is_told_from_an_instance(address: str, name: Name | None) -> None:
    assert name_of(address) == name


@pytest.mark.parametrize(
    "address", ["approvals:8001", "dns://approvals", "http+dns://approvals:8001/x", "http://a:x"]
)
def test_an_address_nobody_can_go_to_is_refused_at_start(address: str) -> None:
    with pytest.raises(ValidationError):
        some_settings("postgresql://nowhere", upstream_approvals=f"http://ok:1, {address}")
