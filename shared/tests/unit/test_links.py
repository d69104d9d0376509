"""The common form of links, and how their ids are read."""

from uuid import UUID, uuid4

import pytest

from shared.links import LinksView, others_id, own_id, some
from shared.refusals import NotFound


class BoatNotFound(NotFound):
    """没有这条船。"""


@pytest.mark.parametrize("text", ["", "boat-7", "0" * 31, f"policy:{UUID(int=7)}"])
def test_what_is_no_id_is_not_there_when_it_would_be_ours_and_unknown_when_it_is_anothers(
    text: str,
) -> None:
    with pytest.raises(BoatNotFound):
        own_id(text, BoatNotFound)
    assert others_id(text) is None


def test_an_id_is_read_alike_whoever_owns_it() -> None:
    boat = uuid4()
    assert own_id(str(boat), BoatNotFound) == others_id(str(boat)) == boat


def test_a_thing_without_connections_is_refused_where_each_has_some() -> None:
    assert some([1], BoatNotFound) == [1]
    with pytest.raises(BoatNotFound):
        some([], BoatNotFound)


def test_the_view_is_made_of_rows_as_they_come() -> None:
    row = {"rel": "led_by", "kind": "organ", "id": "sjj", "title": "审计局", "href": ""}
    assert LinksView.of([row]).model_dump() == {"links": [row]}
