import pytest

from gateway.routing.health import State, together


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ([], "up"),
        (["up", "up"], "up"),
        (["up", "down"], "degraded"),
        (["degraded", "degraded"], "degraded"),
        (["down", "down"], "down"),
    ],
)
def test_all_together_are_as_well_as_their_parts(states: list[State], state: State) -> None:
    assert together(states) == state
