from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.composition.walking import (
    KNOWN_BY,
    MOST_AT_ONCE,
    STATIONS,
    Key,
    Link,
    walk,
)

FUND, POLICY, CASE = Key("fund", "f"), Key("policy", "p"), Key("case", "c")
REVIEW, MATTER = Key("review", "r"), Key("matter", "m")


def a_link(rel: str, key: Key, title: str = "") -> Link:
    return Link(rel, key, title, f"/{key.kind}/{key.id}")


class Known:
    """Services that know some links; one may be away."""

    def __init__(self, known: Mapping[tuple[str, Key], Sequence[Link]], away: str = "") -> None:
        self.known, self.away = known, away
        self.asked: list[tuple[str, Key]] = []

    async def __call__(self, service: str, key: Key) -> Sequence[Link] | None:
        self.asked.append((service, key))
        return None if service == self.away else self.known.get((service, key), ())


CHAIN = {
    ("budget", FUND): [a_link("pays", POLICY, "人才补贴")],
    ("policies", POLICY): [a_link("applied_by", CASE), a_link("paid_by", FUND, "人才专项")],
    ("feedback", CASE): [a_link("reviewed_by", REVIEW, "非常满意")],
    ("approvals", CASE): [a_link("matter", MATTER, "高层次人才认定")],
    ("feedback", REVIEW): [a_link("about", CASE)],
    ("policies", CASE): [a_link("applied_for", POLICY)],
}


async def test_from_the_fund_to_the_review_and_from_the_review_back_to_the_fund() -> None:
    there = await walk(FUND, 3, Known(CHAIN))
    back = await walk(REVIEW, 3, Known(CHAIN))

    assert there.things[REVIEW].distance == 3
    assert back.things[FUND].distance == 3
    assert [thing.key.kind for thing in there.ordered()] == [
        "fund", "policy", "matter", "case", "review",
    ]  # fmt: skip


async def test_a_title_is_filled_from_the_other_end() -> None:
    walked = await walk(FUND, 2, Known(CHAIN))

    assert walked.things[FUND].title == "人才专项"


async def test_no_further_than_asked() -> None:
    walked = await walk(FUND, 1, Known(CHAIN))

    assert set(walked.things) == {FUND, POLICY}


async def test_a_service_that_is_away_is_named_and_not_asked_again() -> None:
    known = Known(CHAIN, away="policies")
    walked = await walk(FUND, 4, known)

    assert walked.partial == {"policies"}
    assert [service for service, _ in known.asked].count("policies") == 1
    assert walked.found


async def test_a_law_on_the_way_is_not_asked_for_the_thousands_that_cite_it() -> None:
    law = Key("document", "law")
    known = Known({("approvals", MATTER): [a_link("basis", law, "行政许可法")]})

    await walk(MATTER, 4, known)

    assert ("documents", law) not in known.asked
    assert ("policies", law) in known.asked


async def test_what_is_too_many_is_cut_and_said() -> None:
    cases = [a_link("applied_by", Key("case", str(n))) for n in range(MOST_AT_ONCE + 5)]
    walked = await walk(POLICY, 1, Known({("policies", POLICY): cases}))

    assert walked.truncated
    assert len(walked.things) == MOST_AT_ONCE + 1


async def test_kinds_that_are_no_station_are_left_out() -> None:
    odd = Link("seen_by", Key("spaceship", "1"), "", "")

    assert not (await walk(FUND, 2, Known({("budget", FUND): [odd]}))).found


KEYS = st.builds(Key, st.sampled_from(sorted(STATIONS)), st.sampled_from("abc"))
GRAPHS = st.dictionaries(
    st.tuples(st.sampled_from(["budget", "policies", "feedback", "approvals"]), KEYS),
    st.lists(st.builds(a_link, st.sampled_from(["to", "of"]), KEYS), max_size=5),
    max_size=12,
)


@given(GRAPHS, KEYS, st.integers(1, 6))
async def test_every_thing_is_asked_about_once_and_every_link_ends_at_things_shown(
    graph: Mapping[tuple[str, Key], Sequence[Link]], origin: Key, depth: int
) -> None:
    known = Known(graph)
    walked = await walk(origin, depth, known)

    assert len(known.asked) == len(set(known.asked))
    assert all(service in KNOWN_BY[key.kind] for service, key in known.asked)
    assert {end for link in walked.links for end in (link[0], link[2])} <= set(walked.things)
    assert max(thing.distance for thing in walked.things.values()) <= depth
