import pytest

from gateway.routing.table import SERVICES, first_segment, table


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
