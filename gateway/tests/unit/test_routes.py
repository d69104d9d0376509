import pytest

from gateway.routing.table import FIGURES, NOUNS, SERVICES, first_segment, table, tags_of


def test_every_segment_belongs_to_one_service_only() -> None:
    every = {service.key for service in SERVICES}
    segments = [segment for service in SERVICES for segment in service.segments]
    assert len(segments) == len(set(segments))
    assert len(table(every)) > len(segments)


def test_a_service_that_is_not_configured_is_not_routed() -> None:
    assert b"matters" not in table({"feedback"})
    assert table({"approvals"})[b"matters"].service.audience == "svc-approvals"


def test_only_the_suggestion_box_is_traceless() -> None:
    routes = table({service.key for service in SERVICES})
    assert [route.segment for route in routes.values() if route.traceless] == ["suggestions"]


@pytest.mark.parametrize(
    ("path", "segment"),
    [
        (b"/api/v1/matters", b"matters"),
        (b"/api/v1/matters/1/notice", b"matters"),
        (b"/api/v1/review-devices/1", b"review-devices"),
        (b"/api/v2/matters", b""),
        (b"/api/v1/", b""),
        (b"/api/v1/matters/..", b""),
        (b"/api/v1/matters/%2E%2e/x", b""),
        (b"/api/v1//matters", b""),
        (b"/api/v1/matters%2Fx", b""),
    ],
)
def test_the_first_segment_is_taken_whole_or_not_at_all(path: bytes, segment: bytes) -> None:
    assert first_segment(path) == segment


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        (b"/api/v1/matters/statistics", True),
        (b"/api/v1/matters/HC-YJS-0001/statistics", True),
        (b"/api/v1/stats/public", True),
        (b"/api/v1/home", True),
        (b"/api/v1/matters/HC-YJS-0001", False),
        (b"/api/v1/matters", False),
    ],
)
def test_figures_are_dropped_when_ended_cases_are_counted_and_guides_are_not(
    path: bytes, *, counts: bool
) -> None:
    route = table({service.key for service in SERVICES})[first_segment(path)]
    assert (FIGURES in tags_of(route, path)) is counts
    assert FIGURES in NOUNS
