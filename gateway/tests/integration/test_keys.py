"""A new data key at the gateway."""

from gateway_asking import as_
from gateway_building import a_gateway
from key_building import with_a_new_key

from gateway.settings import GatewaySettings
from gateway.storage.tables import metadata
from yangguang_local.databases import Databases


async def test_after_a_change_of_the_data_key_people_are_still_called_by_their_names(
    settings: GatewaySettings, postgres: Databases
) -> None:
    changed = await with_a_new_key(settings, metadata, postgres)

    async with a_gateway(changed) as gateway:
        me = await gateway.get("/api/v1/me", headers=await as_(gateway, "zhang"))
    assert me.json()["name"] == "张三"
