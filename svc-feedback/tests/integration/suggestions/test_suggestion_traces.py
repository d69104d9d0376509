"""Nothing in the database or in a log leads from a suggestion to its writer."""

import logging
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from feedback_building import Feedback, a_person
from structlog.testing import capture_logs
from suggestions_building import BOX, a_slip, a_supervisor, look_up, put_in

from svc_feedback.storage.tables import metadata
from svc_feedback.use_cases.suggestions.mixing import mix_suggestions

HOLDS = {
    "suggestion_id", "receipt_digest", "day", "region_code", "organ_id", "text", "reply",
    "replied_on", "mixed",
}  # fmt: skip
RANDOM_VERSION = 4
CLIENTS_OWN = "httpx2"
OF_THE_BROKER = {"broker fault", "broker not there yet"}


def test_the_box_has_no_column_for_a_person_a_case_or_a_moment() -> None:
    box = metadata.tables["suggestion"]

    assert {column.name for column in box.columns} == HOLDS
    assert not [c.name for c in box.columns if isinstance(c.type, sa.DateTime | sa.Time)]
    assert not [c.name for c in box.columns if c.server_default is not None and c.name != "mixed"]
    assert not [c.name for c in box.columns if isinstance(c.type, sa.Integer | sa.BigInteger)]


def test_no_table_points_at_the_box_and_the_box_points_at_none() -> None:
    assert not metadata.tables["suggestion"].foreign_keys
    pointing = [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if column.name == "suggestion_id" or "suggestion" in str(column.foreign_keys)
    ]
    assert pointing == ["suggestion.suggestion_id"]


async def test_the_database_has_no_trigger_and_no_sequence_at_the_box(feedback: Feedback) -> None:
    triggers = "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'suggestion'::regclass"
    sequences = """
        SELECT count(*) FROM pg_depend d JOIN pg_class c ON c.oid = d.objid
        WHERE d.refobjid = 'suggestion'::regclass AND c.relkind = 'S'
    """

    assert await feedback.pool.fetchval(triggers) == 0
    assert await feedback.pool.fetchval(sequences) == 0
    assert await feedback.pool.fetchval("SHOW track_commit_timestamp") == "off"


async def test_putting_in_and_reading_write_nothing_but_the_slip(feedback: Feedback) -> None:
    tables = [name for name in metadata.tables if name != "suggestion"]
    before = [await _rows(feedback, name) for name in tables]
    writer = feedback.as_(a_person())  # as if the gateway had forgotten to take the name away

    answer = await writer.post(BOX, json=a_slip(), headers={"Idempotency-Key": "k-1"})
    await look_up(feedback, answer.json()["receipt_code"])

    assert answer.status_code == 201
    assert [await _rows(feedback, name) for name in tables] == before


async def test_an_id_tells_nothing_and_days_are_the_finest_time(feedback: Feedback) -> None:
    slip = a_slip()
    code = (await feedback.as_().post(BOX, json=slip)).json()["receipt_code"]

    row = await feedback.pool.fetchrow("SELECT * FROM suggestion")
    assert row is not None
    assert UUID(str(row["suggestion_id"])).version == RANDOM_VERSION
    kept = str(dict(row))
    assert slip["submission_id"] not in kept
    assert code not in kept


async def test_after_a_day_all_slips_bear_one_transaction_in_an_order_of_chance(
    feedback: Feedback,
) -> None:
    codes = [await put_in(feedback, f"第{number}条。") for number in range(12)]
    order = "SELECT text, xmin::text AS written_by FROM suggestion ORDER BY ctid"
    before = await feedback.pool.fetch(order)
    await _mix(feedback)
    assert await feedback.pool.fetch(order) == before, "the slips of today are left alone"

    feedback.later(timedelta(days=1))
    await _mix(feedback)

    after = await feedback.pool.fetch(order)
    assert len({row["written_by"] for row in before}) == len(codes)
    assert len({row["written_by"] for row in after}) == 1
    assert [row["text"] for row in after] != [row["text"] for row in before]
    assert sorted(row["text"] for row in after) == sorted(row["text"] for row in before)
    assert {(await look_up(feedback, code)).status_code for code in codes} == {200}


async def test_no_log_line_no_figure_and_no_id_tells_of_a_visit_to_the_box(
    feedback: Feedback, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    asked = {"X-Request-Id": "kiosk-0001", "traceparent": f"00-{'1' * 32}-{'2' * 16}-01"}
    client = feedback.client(dict(feedback.as_().headers) | asked)
    counted = await _figures(feedback)

    with capture_logs() as lines:
        code = (await client.post(BOX, json=a_slip())).json()["receipt_code"]
        answers = [
            await client.post(f"{BOX}/look-up", json={"receipt_code": code}),
            await client.post(f"{BOX}/look-up", json={"receipt_code": "0000"}),
            await client.post(BOX, json={"text": ""}),
            await client.get(f"{BOX}/nothing-here"),
        ]

    told = [line.getMessage() for line in caplog.records if line.name != CLIENTS_OWN]
    assert [answer.status_code for answer in answers] == [200, 404, 422, 404]
    assert [line for line in lines if line["event"] not in OF_THE_BROKER] == []
    assert [line for line in told if "suggestion" in line or code in line] == []
    assert await _figures(feedback) == counted
    for answer in answers:
        assert "x-request-id" not in answer.headers
        assert "kiosk-0001" not in answer.text
    with capture_logs() as lines:
        await feedback.as_().get("/api/v1/reviews/tags")
    assert "answered" in {line["event"] for line in lines}, "other routes are told of"


async def test_who_replied_is_kept_and_leads_to_no_writer(feedback: Feedback) -> None:
    supervisor = a_supervisor()
    await put_in(feedback)
    staff = feedback.as_(supervisor)
    url = "/api/v1/voice/suggestions"
    (waiting,) = (await staff.get(url)).json()["items"]
    await staff.post(f"{url}/{waiting['suggestion_id']}/reply", json={"text": "好。"})

    (fact,) = await feedback.pool.fetch("SELECT actor, data FROM journal")
    assert fact["actor"] == supervisor.subject
    assert set(fact["data"]) == {"suggestion_id", "organ_id"}
    assert set(waiting) == {
        "day", "state", "text", "reply", "replied_on", "suggestion_id", "region_code", "organ_id",
    }  # fmt: skip
    assert (await staff.get(f"{url}/{uuid4()}")).status_code == 404


async def _rows(feedback: Feedback, table: str) -> int:
    return int(await feedback.pool.fetchval(f"SELECT count(*) FROM {table}"))


async def _figures(feedback: Feedback) -> list[str]:
    page = await feedback.as_().get("/metrics")
    return [
        line for line in page.text.splitlines() if "suggestions" in line and "voice" not in line
    ]


async def _mix(feedback: Feedback) -> None:
    async with feedback.bench.unit_of_work(feedback.app.state.now()) as work:
        await mix_suggestions(work)
