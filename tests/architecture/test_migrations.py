"""Each service's migrations are one chain: one beginning, one head, nothing beside it."""

import re

import pytest
from architecture_reading import Source, sources

NAME = re.compile(r'^(down_)?revision = (?:"(.+)"|None)$', re.MULTILINE)
SERVICES = [
    "gateway",
    "svc-approvals",
    "svc-budget",
    "svc-documents",
    "svc-feedback",
    "svc-policy-match",
]


def chain(service: str) -> dict[str, str | None]:
    """What each revision of a service follows."""
    found = (_links(one) for one in sources() if one.path.startswith(f"{service}/migrations/vers"))
    return dict(found)


def _links(migration: Source) -> tuple[str, str | None]:
    said = {bool(down): name or None for down, name in NAME.findall(migration.text)}
    return str(said[False]), said[True]


def test_every_service_with_migrations_is_asked() -> None:
    asked = {one.path.partition("/")[0] for one in sources() if "/migrations/versions/" in one.path}
    assert asked == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_follow_each_other_from_the_first_to_the_one_head(service: str) -> None:
    follows = chain(service)
    (first,) = [name for name, before in follows.items() if before is None]
    after = {before: name for name, before in follows.items() if before}

    told, name = [first], first
    while name := after.get(name, ""):
        told.append(name)
    assert sorted(told) == sorted(follows)


@pytest.mark.parametrize("service", SERVICES)
def test_the_days_in_the_file_names_never_run_against_the_chain(service: str) -> None:
    folder = f"{service}/migrations/versions/"
    days = {
        _links(one)[0]: one.path.removeprefix(folder)[:10]
        for one in sources()
        if one.path.startswith(folder)
    }
    backwards = [
        name for name, before in chain(service).items() if before and days[before] > days[name]
    ]
    assert backwards == []
