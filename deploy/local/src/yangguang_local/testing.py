"""What tests are lent: a real PostgreSQL and a real NATS, one of each for a whole run.

A plugin of pytest (`-p yangguang_local.testing`). Nothing is started before a
test asks. Under xdist the workers share the servers of the process they came
from; every test has databases and a JetStream of its own all the same.

    async def test_something(fresh_database, nats_url):
        database = await fresh_database("approvals")  # .dsn, .owner_dsn, .name

    async def test_a_journey(house_url):
        ...  # the real house, gateway and all, at this address
"""

import json
import os
from base64 import b64encode
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes
from typing import Protocol

import hypothesis
import nats
import pytest

from yangguang_local.background import OPENING
from yangguang_local.children import Child, Program
from yangguang_local.databases import Databases
from yangguang_local.house import YANGGUANG
from yangguang_local.lending import LentServers, borrow
from yangguang_local.nats import embedded_nats
from yangguang_local.nats import nats_url as address_of
from yangguang_local.ports import LOOPBACK, inside_ports
from yangguang_local.postgres import embedded_postgres
from yangguang_local.secrets import Secrets
from yangguang_local.templates import (
    FreshDatabase,
    Furnish,
    addresses_for_tests,
    copy_of_template,
)

LENDER = "YANGGUANG_TEST_SERVERS"
MOST_WORKERS = 64
LONGEST_OPENING = 240.0
LENT_HOUSE = "the house"  # with a space, as paths of people have
SYSTEM = "gaj-huji"  # the one department's system that the lent house knows, in demo matters


class MakeDatabase(Protocol):
    """Makes a database of a service, with what `furnish` puts in once a run."""

    async def __call__(self, name: str, furnish: Furnish | None = None) -> FreshDatabase:
        """A database of the service of that name."""


def pytest_configure(config: pytest.Config) -> None:
    """The process that begins the run keeps the servers for all others."""
    _let_examples_take_their_time()
    if LENDER in os.environ:
        return
    servers = LentServers({"postgres": _lend_postgres, "nats": _lend_nats, "house": _lend_house})
    os.environ[LENDER] = servers.address

    def give_back() -> None:
        del os.environ[LENDER]
        servers.close()

    config.add_cleanup(give_back)


def _let_examples_take_their_time() -> None:
    """Made-up examples fail for what is wrong, never for a machine that is busy."""
    unhurried = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile("house", deadline=None, suppress_health_check=unhurried)
    hypothesis.settings.load_profile("house")


async def _lend_postgres(home: Path, running: AsyncExitStack) -> str:
    server = await running.enter_async_context(embedded_postgres(home, durable=False))
    return str(server.socket)


async def _lend_nats(home: Path, running: AsyncExitStack) -> str:
    server = await running.enter_async_context(
        embedded_nats(home, accounts=MOST_WORKERS, durable=False)
    )
    return str(server.port)


async def _lend_house(home: Path, running: AsyncExitStack) -> str:
    ports = inside_ports(["gateway", SYSTEM], home / "ports.json")
    port = ports["gateway"]
    program = Program(
        name="house",
        arguments=OPENING,
        environment={
            "GATEWAY_LIMIT_FACTOR": "100",  # all tests come from one address
            "APPROVALS_PUSH_TARGETS": str(_name_the_system(home, ports[SYSTEM])),
            "APPROVALS_OUTSIDE_LOOPBACK": "true",
            "APPROVALS_COURIER_STEP_SECONDS": "0.5",
            **os.environ,
            "PORT": str(port),
            "HOME_DIR": str(home / LENT_HOUSE),
        },
        ready_words="· ready in",
    )
    house = Child(program)
    running.push_async_callback(house.stop, within=60)
    await house.start()
    await house.ready(within=LONGEST_OPENING)
    return f"http://{LOOPBACK}:{port}"


def _name_the_system(home: Path, port: int) -> Path:
    """The file that tells the house of a department's system; whoever plays it listens there."""
    secret = home / f"{SYSTEM}.secret"
    secret.write_text("whsec_" + b64encode(token_bytes(32)).decode())
    targets = home / "systems.yaml"
    targets.write_text(
        f"- {{key: {SYSTEM}, organ: gaj, url: 'http://{LOOPBACK}:{port}/pushed', "
        f"secret_files: ['{secret.name}']}}\n"
    )
    return targets


@pytest.fixture(scope="session")
def test_home() -> Path:
    """The folder of the run's servers and secrets."""
    return Path(os.environ[LENDER]).parent.parent


@pytest.fixture(scope="session")
def postgres(test_home: Path) -> Databases:
    """The run's PostgreSQL: makes databases and knows their addresses."""
    return Databases(Path(borrow(os.environ[LENDER], "postgres")), Secrets(test_home / "secrets"))


@pytest.fixture
async def fresh_database(postgres: Databases, test_home: Path) -> AsyncIterator[MakeDatabase]:
    """Make migrated databases of services for one test; they are dropped after it."""
    made: list[FreshDatabase] = []

    async def make(name: str, furnish: Furnish | None = None) -> FreshDatabase:
        addresses = addresses_for_tests(test_home, postgres)
        made.append(await copy_of_template(YANGGUANG.member(name), addresses, furnish))
        return made[-1]

    yield make
    for database in made:
        await postgres.drop(database.name)


@pytest.fixture
async def nats_url(test_home: Path) -> AsyncIterator[str]:
    """An empty JetStream of this worker's own; emptied again after the test."""
    port = borrow(os.environ[LENDER], "nats")
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    password = Secrets(test_home / "secrets").password("nats")
    url = address_of(worker, password, int(port))
    yield url
    await _empty(url)


@pytest.fixture(scope="session")
def house_url() -> str:
    """The whole house, opened once for the run: the address of its gateway, without a path."""
    return borrow(os.environ[LENDER], "house", within=LONGEST_OPENING + 30)


@pytest.fixture(scope="session")
def house_home(house_url: str, test_home: Path) -> Path:  # noqa: ARG001  it has to run
    """The HOME_DIR of that house, for who has to look into its databases."""
    return test_home / LENT_HOUSE


@dataclass(frozen=True)
class OutsideSystem:
    """Where the house looks for a department's system, and the secret it shares with it."""

    port: int
    secret: str


@pytest.fixture(scope="session")
def outside_system(house_url: str, test_home: Path) -> OutsideSystem:  # noqa: ARG001  it has to run
    """The system of the police; nobody plays it unless a test does."""
    ports = json.loads((test_home / "ports.json").read_text())
    return OutsideSystem(ports[SYSTEM], (test_home / f"{SYSTEM}.secret").read_text())


async def _empty(url: str) -> None:
    client = await nats.connect(url)
    jetstream = client.jetstream()
    for stream in await jetstream.streams_info():
        if stream.config.name is not None:
            await jetstream.delete_stream(stream.config.name)
    await client.close()
