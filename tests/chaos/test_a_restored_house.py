"""A backup of a house in use becomes another house, which goes on where the first one was."""

from pathlib import Path

import httpx2
import pytest
from chaos.real_house import RealHouse, a_real_house
from house_commands import house
from journeys.people import PAPER, Json
from journeys.town import DEPARTMENTS, FORM, Town

from yangguang_local.house import YANGGUANG

pytestmark = pytest.mark.chaos
CAUGHT_UP = 300.0  # seconds for everything of the last hour that is told once more


async def a_submitted_case(url: str) -> Json:
    async with httpx2.AsyncClient(base_url=f"{url}/api/v1", timeout=60) as http:
        zhang = await Town(http).citizen()
        case = await zhang.begin(FORM)
        await zhang.hand_in_all(case)
        return await zhang.submit(case)


async def goes_on(restored: RealHouse, case: Json) -> None:
    """The case is there with its files, is decided, and opens its review in another service."""
    async with httpx2.AsyncClient(base_url=f"{restored.url}/api/v1", timeout=60) as http:
        town = Town(http)
        zhang = await town.citizen()
        assert (await zhang.case(case))["state"] == "submitted"
        assert (await zhang.download(case, "M01")).content == PAPER
        await (await town.clerk()).accept(case)
        for department in DEPARTMENTS:
            await (await town.approver(department)).handle(case)
        await town.issued(case)
        await zhang.review(await zhang.invited(case, within=CAUGHT_UP), 5)


async def test_a_restored_house_goes_on_with_a_case_and_its_record_is_whole(
    house_url: str, house_home: Path, tmp_path: Path
) -> None:
    case = await a_submitted_case(house_url)
    backup = tmp_path / "a backup"
    kept = await house(house_home, "backup", str(backup))
    assert kept.code == 0, kept.said
    keys = (tmp_path / "a backup-keys").rename(tmp_path / "keys in a safe")

    async def furnished(home: Path) -> None:
        filled = await house(home, "restore", str(backup), "--keys", str(keys))
        assert filled.code == 0, filled.said

    async with a_real_house(furnished=furnished) as restored:
        await goes_on(restored, case)
        for member in YANGGUANG.everyone:
            code, said = await restored.command(member.name, "check", "--audit")
            assert code == 0, said
