"""What documents are found and filtered by follows them: at once, or when the job comes by."""

import asyncio
from datetime import date

import asyncpg
from documents_building import Documents, a_document, a_text, articles_to, staff
from effects_building import DAY
from relations_building import declare, of_organ
from search_building import entered, titles

from shared import tasks
from svc_documents.use_cases.search.indexing import keep_in_step, look_through_all


async def test_a_suspension_and_its_end_show_in_the_filter_at_once(documents: Documents) -> None:
    paper = await documents.enter(of_organ(title="停车办法"), articles_to(3))
    registrar = documents.as_(staff("registrar"))
    path = f"/documents/{paper.document_id}/suspensions"

    await registrar.post(path, json={"articles": ["第三条"], "reason": "复议审查中"})
    suspended = [await titles(documents, "停车", effect=one) for one in ("suspended", "valid")]
    documents.set_clock(documents.now + DAY)
    await registrar.post(f"{path}/1/lift", json={"reason": "已修改"})
    lifted = [await titles(documents, "停车", effect=one) for one in ("suspended", "valid")]

    assert suspended == [["停车办法"], []]
    assert lifted == [[], ["停车办法"]]


async def test_a_repeal_and_its_retraction_show_in_the_filter_at_once(
    documents: Documents,
) -> None:
    old = await documents.enter(of_organ(title="停车办法"))
    new = await documents.enter(of_organ(title="决定"))

    declared = (await declare(documents, new, "repeals", old)).json()
    repealed = await titles(documents, "停车", effect="repealed")
    path = f"/documents/{new.document_id}/relations/{declared['relation_id']}/retract"
    answer = await documents.as_(staff("editor")).post(path, json={"reason": "对象有误"})

    assert answer.status_code == 200, answer.text
    assert repealed == ["停车办法"]
    assert await titles(documents, "停车", effect="valid") == ["停车办法"]


async def test_whoever_writes_a_documents_row_its_filters_follow(documents: Documents) -> None:
    await entered(documents, "停车办法", category="旧类")

    await documents.pool.execute(
        "UPDATE document SET force_until = '2026-11-25', end_cause = 'repealed', category = '新类'"
    )

    assert await titles(documents, "停车", effect="repealed", category="新类") == ["停车办法"]
    assert await titles(documents, "停车", effect="valid") == []


async def test_a_text_to_come_is_found_from_its_day_when_the_job_has_come_by(
    documents: Documents,
) -> None:
    to_come = {"kind": "amendment", "applies_from": date(2200, 1, 1)}
    now, later = a_text("条例", "可以摆摊。"), a_text("条例", "设置早市区。", **to_come)
    await documents.enter(a_document(title="条例"), now, later)
    assert await look_through_all(documents.bench) == 0
    assert await titles(documents, "早市区") == []

    await documents.pool.execute(
        "UPDATE text_version SET applies_from = '2020-01-01' WHERE number = 2"
    )
    assert await look_through_all(documents.bench) == 1

    assert await titles(documents, "早市区") == ["条例"]
    assert await titles(documents, "摆摊") == []


async def test_a_document_that_is_public_no_longer_is_found_no_longer_at_once(
    documents: Documents,
) -> None:
    await entered(documents, "停车办法")

    await documents.pool.execute("UPDATE document SET is_public = false")

    assert await titles(documents, "停车") == []
    assert await documents.pool.fetchval("SELECT count(*) FROM search_part") == 0
    assert await look_through_all(documents.bench) == 0


async def test_the_running_job_puts_a_lost_and_a_wrong_row_right(documents: Documents) -> None:
    for title in ("停车办法", "停车规定", "停车细则"):
        await entered(documents, title)
    rows = [row[0] for row in await documents.pool.fetch("SELECT document_id FROM document")]
    await documents.pool.execute("DELETE FROM search_part WHERE document_id = $1", rows[0])
    await documents.pool.execute("DELETE FROM search_gist WHERE document_id = $1", rows[1])
    await documents.pool.execute("UPDATE document SET title = '泊车细则' WHERE title = '停车细则'")

    running = asyncio.create_task(keep_in_step(documents.bench))
    async with asyncio.timeout(10):
        while await _out_of_step(documents):  # noqa: ASYNC110 - asked of a database
            await asyncio.sleep(0.02)
    await tasks.stop([running])

    assert set(await titles(documents, "停车")) == {"停车办法", "停车规定"}
    assert await titles(documents, "泊车") == ["泊车细则"]


async def _out_of_step(documents: Documents) -> bool:
    whole = await documents.pool.fetchrow(
        "SELECT (SELECT count(*) FROM search_part) AS parts, (SELECT count(*) FROM search_gist) AS"
        " gists, EXISTS (SELECT FROM search_part WHERE words @@ '''泊车'''::tsquery) AS titled"
    )
    assert isinstance(whole, asyncpg.Record)
    return tuple(whole) != (3, 3, True)
