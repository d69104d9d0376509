"""What is made and asked for on one server, without containers."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from architecture_reading import ROOT
from deploy.scripts import Recorder, lent, run

from yangguang_local.documents.kubernetes_member import Member
from yangguang_local.house import YANGGUANG

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl")
COMPOSE = yaml.safe_load((ROOT / "deploy/compose/compose.yaml").read_text(encoding="utf-8"))
DATABASES = [member.name for member in YANGGUANG.everyone]  # the gateway first


@pytest.fixture
def compose(tmp_path: Path) -> Path:
    """The folder of compose under one of the test."""
    return lent(tmp_path, "compose", "env") / "compose"


def prepared(compose: Path, site: str = "portal.example.gov.cn") -> dict[str, str]:
    """What `prepare` made, by name."""
    told = run(compose / "prepare", site, at=compose.parent)
    assert told.returncode == 0, told.stderr
    return {path.name: path.read_text() for path in (compose / "secrets").iterdir()}


def openssl(*words: str, given: str = "") -> str:
    told = subprocess.run(  # noqa: S603
        ["openssl", *words],  # noqa: S607  wherever the system has it
        input=given, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return told.stdout


def test_all_compose_mounts_is_there_whole_and_behind_a_closed_folder(compose: Path) -> None:
    made = prepared(compose)
    mounted = {Path(one["file"]).name for one in COMPOSE["secrets"].values()}
    assert mounted | {"roles.sql", "nats-password.conf"} <= set(made)
    assert [name for name, text in made.items() if not text.strip() or "draft" in name] == []
    folder = compose / "secrets"
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    assert {oct(path.stat().st_mode & 0o777) for path in folder.iterdir()} == {"0o444"}


def test_what_is_there_is_not_made_again(compose: Path) -> None:
    first = prepared(compose)
    assert prepared(compose) == first
    (compose / "secrets" / "nats.url").unlink()
    assert prepared(compose) == first
    (compose / "secrets" / "tls.crt").chmod(0o644)
    (compose / "secrets" / "tls.crt").write_text("a certificate of the site's own")
    assert prepared(compose, "elsewhere.example")["tls.crt"] == "a certificate of the site's own"


def test_keys_and_passwords_fit_one_another(compose: Path) -> None:
    made = prepared(compose)
    public = openssl("pkey", "-pubout", given=made["internal-private.pem"])
    assert public == made["internal-public.pem"]
    secrets = [made[f"{name}-{kind}.key"] for name in DATABASES for kind in ("data", "index")]
    assert len(set(secrets)) == len(secrets)
    for name in DATABASES:
        password, owners = (made[f"{part}.password"].strip() for part in (name, f"{name}-owner"))
        assert (
            made[f"{name}-database.url"] == f"postgresql://{name}:{password}@postgres:5432/{name}\n"
        )
        assert f"//{name}_owner:{owners}@" in made[f"{name}-owner-database.url"]
        told = rf"\set name {name}\n\set password {password}\n\set owner_password {owners}"
        assert told.replace(r"\n", "\n") in made["roles.sql"]


def test_the_certificate_is_for_the_site(compose: Path) -> None:
    made = prepared(compose)
    names = openssl("x509", "-noout", "-ext", "subjectAltName", given=made["tls.crt"])
    assert "DNS:portal.example.gov.cn" in names


@pytest.mark.parametrize("missing", ["tls.crt", "tls.key"])
def test_a_key_is_not_replaced_because_its_certificate_is_still_to_come(
    compose: Path, missing: str
) -> None:
    before = prepared(compose)
    (compose / "secrets" / missing).unlink()
    told = run(compose / "prepare", at=compose)
    assert (told.returncode, "add the other" in told.stderr) == (1, True)
    (left,) = {"tls.crt", "tls.key"} - {missing}
    assert (compose / "secrets" / left).read_text() == before[left]
    assert not (compose / "secrets" / missing).exists()


def test_servers_come_first_then_migrations_then_the_rest(compose: Path, tmp_path: Path) -> None:
    engine = Recorder(tmp_path, "engine")
    told = run(compose / "up", at=tmp_path, COMPOSE=str(engine.program))
    assert told.returncode == 0, told.stderr
    assert engine.asked == [
        "up --detach postgres nats-1 nats-2 nats-3",
        "exec -T postgres pg_isready --quiet --username postgres --host 127.0.0.1",
        *(f"run --rm --no-deps {name}-migrate" for name in DATABASES),
        "up --detach --no-deps",
    ]


def test_demo_data_is_loaded_from_anywhere_the_directory_first(
    compose: Path, tmp_path: Path
) -> None:
    engine = Recorder(tmp_path, "engine")
    told = run(compose / "load", at=tmp_path, COMPOSE=str(engine.program))
    assert told.returncode == 0, told.stderr
    assert engine.asked == [f"run --rm --no-deps {name}-work load" for name in DATABASES]


def test_what_cannot_be_loaded_ends_it(compose: Path, tmp_path: Path) -> None:
    engine = Recorder(tmp_path, "engine", fails_at="budget-work")
    assert run(compose / "load", at=tmp_path, COMPOSE=str(engine.program)).returncode != 0
    assert engine.asked[-1] == "run --rm --no-deps budget-work load"


def test_every_service_the_scripts_name_is_there() -> None:
    named = {f"{name}-{verb}" for name in DATABASES for verb in ("migrate", "work")}
    assert named | set(DATABASES) | {"postgres", "nats-1"} <= set(COMPOSE["services"])


def test_prometheus_scrapes_every_serve_of_compose_under_its_name() -> None:
    told = yaml.safe_load((ROOT / "deploy/monitoring/prometheus.yaml").read_text(encoding="utf-8"))
    (job,) = told["scrape_configs"]
    scraped: dict[str, Any] = {
        target: one["labels"]["service"]
        for one in job["static_configs"]
        for target in one["targets"]
    }
    members = [Member(service) for service in YANGGUANG.everyone]
    assert scraped == {f"{one.database}:{one.port}": one.name for one in members}
    assert {re.sub(":.*", "", target) for target in scraped} <= set(COMPOSE["services"])
    inside = [one for one in DATABASES if "inside" in COMPOSE["services"][one]["networks"]]
    assert inside == DATABASES
