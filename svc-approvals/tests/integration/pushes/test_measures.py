"""What waits to leave the house is measured, and ``check`` tells where it would go."""

import base64
from pathlib import Path

import httpx2
from approvals_building import some_settings
from push_building import Pushing

from svc_approvals.settings import ApprovalsSettings

SECRET = "whsec_" + base64.b64encode(b"m" * 32).decode()


async def test_the_age_of_what_waits_and_what_failed_are_measured(pushing: Pushing) -> None:
    await pushing.case()
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(pushing.approvals.app), base_url="http://approvals"
    ) as client:
        waiting = (await client.get("/metrics")).text
        await pushing.send()
        sent = (await client.get("/metrics")).text

    assert 'outward_oldest_seconds{queue="push"} 0.0' not in waiting
    assert 'outward_oldest_seconds{queue="push"} 0.0' in sent
    assert 'outward_failed{queue="courier"} 0.0' in sent


def with_targets(folder: Path, url: str) -> ApprovalsSettings:
    (folder / "secret").write_text(SECRET, encoding="utf-8")
    file = folder / "targets.yaml"
    file.write_text(
        f"- {{key: tax-core, organ: swj, url: '{url}', secret_files: [secret]}}", encoding="utf-8"
    )
    return some_settings("postgresql://nowhere", folder).model_copy(update={"push_targets": file})


def test_check_tells_the_systems_and_the_courier(tmp_path: Path) -> None:
    found = with_targets(tmp_path, "https://core.tax.example/x").findings()

    assert ("push tax-core", True, "swj https://core.tax.example/x") in found
    assert ("courier", True, "none: results wait at the window") in found
    assert SECRET not in str(found)


def test_check_names_what_is_wrong(tmp_path: Path) -> None:
    (finding,) = with_targets(tmp_path, "http://core.tax.example/x").findings()

    assert finding == ("outside", False, "targets.yaml: tax-core: url must be https")


def test_check_names_a_courier_without_its_settings(tmp_path: Path) -> None:
    told = some_settings("postgresql://nowhere", tmp_path)
    http = told.model_copy(update={"courier": "http", "courier_url": "https://ems.example/api"})

    assert http.findings() == [("outside", False, "courier: secret missing")]
    assert told.model_copy(update={"courier": "local"}).findings()[0][2] == "演示快递"
