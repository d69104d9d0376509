"""A new data key at svc-documents."""

from disclosure_building import ROUTE, apply, at, desk, tell_directory
from documents_building import Documents, staff
from inspection_building import a_plan
from key_building import with_a_new_key

from svc_documents.main import create
from svc_documents.storage.tables import metadata
from yangguang_local.databases import Databases


async def test_after_a_change_of_the_data_key_requests_and_draws_need_no_old_one(
    documents: Documents, postgres: Databases
) -> None:
    documents.set_clock(at("2026-03-02"))
    await tell_directory(documents)
    request = await apply(documents)
    plan = await documents.as_(staff("approver", "scjg")).post("/inspections", json=a_plan())

    changed = await with_a_new_key(documents.settings, metadata, postgres)

    app = create(changed)
    async with app.router.lifespan_context(app):
        renewed = Documents(app, changed)
        renewed.set_clock(at("2026-03-03"))
        shown = await desk(renewed).get(f"{ROUTE}/{request['request_id']}")
        drawn = await renewed.as_(staff("approver", "scjg")).post(
            f"/inspections/{plan.json()['inspection_id']}/draw",
            json={"public_value": "03,08,12", "source": "中国福利彩票官方网站"},
        )
        await renewed.close()
    assert shown.json()["phone"] == "13800000001"
    assert drawn.status_code == 200, drawn.text
