"""The basis check, who cites what, and what citers are told."""

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from documents_building import Documents, a_document, a_text

from shared.database import unit_of_work
from shared.events import Event
from shared.events.approvals import BasisCited, BasisReleased
from shared.events.envelope import Envelope
from svc_documents.domain.documents.documents import Document
from svc_documents.domain.documents.states import DocumentClass
from svc_documents.domain.effects.effects import Cause, Force, Suspension
from svc_documents.events.reactions import reactions
from svc_documents.storage.documents import documents as rows
from svc_documents.use_cases.basis.citing import answer_for, cite
from svc_documents.use_cases.basis.reading_texts import FIRST, read_unread
from svc_documents.use_cases.documents.entering import effect_today, published

CITER = "approvals:matter:HC-YJS-0001"
LAW = "中华人民共和国行政许可法"
LAPSED = Force(first=date(2019, 11, 10), until=date(2024, 11, 10), cause=Cause.LAPSED)
Json = dict[str, Any]


async def hear(documents: Documents, event: Event) -> None:
    """The service takes one fact into effect."""
    react = reactions.to(event.subject)
    assert react is not None
    about = Envelope(uuid4(), event.subject, uuid4(), 1, documents.now, {})
    async with documents.bench.unit_of_work(documents.now) as work:
        await react(event, work, about)


async def entered(documents: Documents, **known: Any) -> Document:
    """A document is entered, and its own service has heard of it."""
    document = await documents.enter(a_document(**known))
    async with documents.bench.unit_of_work(documents.now) as work:
        fact = published(document, effect_today(work, document))
    await hear(documents, fact)
    return document


async def answers(documents: Documents) -> list[Json]:
    """What citers were told, in order."""
    return await documents.told("documents.basis.resolved.v1")


async def checked(documents: Documents, ref: str, **query: str) -> Json:
    """The answer of the basis check."""
    answer = await documents.as_().get("/basis", params={"ref": ref, **query})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


async def test_a_number_in_any_writing_is_answered_with_its_effect_on_that_day(
    documents: Documents,
) -> None:
    await entered(documents, document_no="湘政发〔2019〕20号", force=LAPSED)

    today = await checked(documents, "湘政发 [2019] 20")
    then = await checked(documents, "湘政发（2019）20号", on="2024-05-01")
    before = await checked(documents, "湘政发〔2019〕20号", on="2018-05-01")

    assert (today["found"], today["usable"], today["effect"]["effect"]) == (True, False, "lapsed")
    assert today["effect"]["since"] == "2024-11-10"
    assert (then["usable"], then["effect"]["effect"]) == (True, "valid")
    assert before["effect"]["effect"] == "not_yet"


async def test_what_is_dead_names_what_stands_in_its_place_now(documents: Documents) -> None:
    last = await entered(documents, title="某办法（三）", document_no="湘政发〔2024〕3号")
    middle = await entered(
        documents, title="某办法（二）",
        force=Force(date(2014, 1, 1), date(2024, 1, 1), Cause.REPLACED, ended_by=last.document_id),
    )  # fmt: skip
    await entered(
        documents, title="某办法（一）",
        force=Force(
            date(2004, 1, 1), date(2014, 1, 1), Cause.REPLACED, ended_by=middle.document_id
        ),
    )  # fmt: skip

    answer = await checked(documents, "某办法（一）")

    assert answer["effect"]["effect"] == "replaced"
    assert answer["replaced_by"]["document_no"] == "湘政发〔2024〕3号"
    assert (await checked(documents, "某办法（一）", on="2010-01-01"))["replaced_by"] is None


async def test_what_is_not_public_or_has_no_date_is_never_answered_as_in_force(
    documents: Documents,
) -> None:
    await entered(documents, title="无日期规定", force=Force())
    await documents.enter(
        a_document(title="未登记办法", document_class=DocumentClass.NORMATIVE, registration_no="")
    )

    undated = await checked(documents, "无日期规定")
    assert (undated["found"], undated["usable"], undated["effect"]["effect"]) == (True, False, None)
    assert (await checked(documents, "未登记办法"))["answer"] == "unknown"


async def test_what_rests_in_part_is_usable_with_a_warning(documents: Documents) -> None:
    force = Force(date(2019, 1, 1), suspensions=(Suspension(date(2026, 1, 1), None, "第三条"),))
    await entered(documents, title="某规定", force=force)

    answer = await checked(documents, "《某规定》第三条第二款")
    assert (answer["usable"], answer["articles"]) == (True, ["第三条第二款"])
    assert answer["note"] == "第三条已停止执行，引用时请核对。"
    assert "所引条款不在" in (await checked(documents, "《某规定》第五条"))["note"]


async def test_five_hundred_references_are_answered_each_on_its_own(documents: Documents) -> None:
    await entered(documents, title=LAW)
    asked = [{"ref": LAW}, {"ref": "没有这份文件"}, {"ref": "行政许可法", "on": "2000-01-01"}]

    answer = await documents.as_().post("/basis", json={"references": (asked * 167)[:500]})
    too_many = await documents.as_().post("/basis", json={"references": asked * 167})

    told = answer.json()["answers"]
    assert len(told) == 500
    assert [one["answer"] for one in told[:3]] == ["found", "unknown", "found"]
    assert told[2]["effect"]["effect"] == "not_yet"
    assert too_many.status_code == 422


async def test_a_citation_is_answered_at_once_and_again_when_it_is_made_again(
    documents: Documents,
) -> None:
    law = await entered(documents, title=LAW)

    for _ in range(2):
        await hear(documents, BasisCited(citer=CITER, reference="《行政许可法》"))

    first, second = await answers(documents)
    assert first == second
    assert (first["document_id"], first["effect"]) == (str(law.document_id), "valid")
    assert (first["citer"], first["reference"]) == (CITER, "《行政许可法》")


async def test_a_document_that_was_dead_before_it_was_cited_is_answered_dead(
    documents: Documents,
) -> None:
    await entered(documents, document_no="湘政价〔2015〕719号", force=LAPSED)

    await hear(documents, BasisCited(citer=CITER, reference="湘政价[2015]719号"))

    (told,) = await answers(documents)
    assert (told["effect"], told["since"]) == ("lapsed", "2024-11-10")


async def test_a_citation_nobody_could_answer_is_answered_when_its_document_comes(
    documents: Documents,
) -> None:
    await hear(documents, BasisCited(citer=CITER, reference="湘政价[2015]719号"))
    await hear(documents, BasisCited(citer=CITER, reference="另一份文件"))

    fee = await entered(documents, document_no="湘政价〔2015〕719号")

    unknown, _, known = await answers(documents)
    assert unknown["document_id"] is None
    assert (known["document_id"], known["effect"]) == (str(fee.document_id), "valid")


async def test_what_is_cited_while_its_document_is_published_does_not_miss_it(
    documents: Documents,
) -> None:
    async with unit_of_work(documents.pool, documents.now, actor="test") as citing:
        await cite(citing, CITER, "某办法")  # the library does not have it yet
        document = await documents.enter(a_document(title="某办法"))
        answering = asyncio.create_task(answered_for(documents, document))
        await waits_for_a_lock(documents)
    assert await answering == 1

    unknown, known = await answers(documents)
    assert unknown["document_id"] is None
    assert known["document_id"] == str(document.document_id)


async def answered_for(documents: Documents, document: Document) -> int:
    """What the worker does when it hears that a document is published."""
    async with documents.bench.unit_of_work(documents.now) as work:
        return await answer_for(work, document.document_id)


async def waits_for_a_lock(documents: Documents) -> None:
    """Until somebody waits for an advisory lock in this database."""
    query = """SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"""
    async with asyncio.timeout(10):
        while not await documents.pool.fetchval(query):  # noqa: ASYNC110  locks tell nobody
            await asyncio.sleep(0.01)


async def test_another_document_of_the_name_takes_the_dead_ones_place(
    documents: Documents,
) -> None:
    await entered(documents, title="某办法", force=LAPSED)
    await hear(documents, BasisCited(citer=CITER, reference="某办法"))

    new = await entered(documents, title="某办法")
    await entered(documents, title="别的办法")

    dead, alive = await answers(documents)
    assert dead["effect"] == "lapsed"
    assert (alive["document_id"], alive["effect"]) == (str(new.document_id), "valid")


async def test_what_replaces_a_document_that_lapsed_long_ago_is_told_when_it_comes(
    documents: Documents,
) -> None:
    dead = await entered(documents, title="某办法", force=LAPSED)
    await hear(documents, BasisCited(citer=CITER, reference="某办法"))
    new = a_document(title="某新办法", document_no="湘政发〔2026〕1号")
    await documents.enter(new)
    async with documents.bench.unit_of_work(documents.now) as work:
        await work.write(
            "INSERT INTO relation (relation_id, document_id, kind, target_id, target_text, origin,"
            " recorded_at) VALUES (gen_random_uuid(), $1, 'renews', $2, '', 'declared', $3)",
            new.document_id, dead.document_id, documents.now,
        )  # fmt: skip
        fact = published(new, effect_today(work, new))

    await hear(documents, fact)

    lapsed, replaced = await answers(documents)
    assert (lapsed["effect"], lapsed["replaced_by"]) == ("lapsed", "")
    assert replaced["document_id"] == lapsed["document_id"]
    assert replaced["replaced_by"] == "《某新办法》（湘政发〔2026〕1号）"


async def test_a_released_citation_is_answered_no_more(documents: Documents) -> None:
    await hear(documents, BasisCited(citer=CITER, reference=LAW))
    await hear(documents, BasisReleased(citer=CITER, reference=LAW))

    await entered(documents, title=LAW)

    assert len(await answers(documents)) == 1


async def test_what_a_text_cites_is_found_and_waits_for_its_document(
    documents: Documents,
) -> None:
    text = a_text(
        "某办法",
        "第一条 根据《中华人民共和国行政许可法》和有关规定，制定本办法。",
        "第九条 本办法自公布之日起施行。《旧办法》（湘政发〔2009〕1号）同时废止。",
    )
    own = await documents.enter(a_document(title="某办法"), text)
    query = "SELECT kind, target_id, target_text, sentence FROM relation ORDER BY relation_id"

    waiting = [tuple(row)[:3] for row in await documents.pool.fetch(query)]
    law = await entered(documents, title=LAW)
    linked = [tuple(row)[:3] for row in await documents.pool.fetch(query)]

    assert waiting == [
        ("implements", None, f"《{LAW}》"),
        ("repeals", None, "《旧办法》"),
        ("repeals", None, "湘政发〔2009〕1号"),
    ]
    assert linked[0] == ("implements", law.document_id, f"《{LAW}》")
    assert own.document_id != law.document_id


async def test_a_found_citation_ends_no_document(documents: Documents) -> None:
    old = await entered(documents, title="旧办法")
    await documents.enter(a_document(title="新办法"), a_text("新办法", "《旧办法》同时废止。"))

    async with documents.bench.unit_of_work(documents.now + timedelta(days=9)) as work:
        kept = await rows.with_id(work, old.document_id)
        assert kept is not None
        assert kept.force == old.force


async def test_texts_that_were_loaded_unread_are_read_once(documents: Documents) -> None:
    law = await entered(documents, title=LAW)
    for n in range(3):
        await documents.enter(
            a_document(title=f"办法{n}"), a_text(f"办法{n}", "根据《行政许可法》，制定本办法。")
        )
    await documents.pool.execute("DELETE FROM relation")
    await documents.pool.execute("DELETE FROM citations_read")

    rounds = []
    last: UUID | None = FIRST
    while last is not None:
        async with documents.bench.unit_of_work(documents.now) as work:
            last = await read_unread(work, last, batch=2)
            rounds.append(last)
    async with documents.bench.unit_of_work(documents.now) as work:
        again = await read_unread(work)

    targets = await documents.pool.fetch("SELECT target_id FROM relation")
    assert (len(rounds), again) == (3, None)
    assert [row["target_id"] for row in targets] == [law.document_id] * 3
