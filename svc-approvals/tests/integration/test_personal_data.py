"""Numbers of people: encrypted where they rest, masked where they show, nowhere else."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from approvals_building import DEPARTMENTS, Approvals, an_accepted_case
from catalogue_building import FILLED_IN

from shared import logs

IDENTITY_NO, PHONE = (str(FILLED_IN[key]) for key in ("operator_id_no", "operator_phone"))
TEXTS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public'
  AND data_type IN ('text', 'jsonb', 'bytea', 'ARRAY', 'character varying', 'json')
"""


class Heard(logging.Handler):
    """Keeps every line as it would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.getLogger().handlers[0].format(record))


@pytest.fixture
def heard() -> Iterator[Heard]:
    """The logs as in production, heard."""
    before = logging.getLogger().handlers[:]
    logs.configure("svc-approvals", "json", "DEBUG")
    listening = Heard()
    logging.getLogger().addHandler(listening)
    yield listening
    logging.getLogger().handlers[:] = before


async def test_no_number_of_a_person_is_kept_or_told_in_clear(
    heard: Heard, approvals: Approvals
) -> None:
    journey = await an_accepted_case(approvals)
    for key in DEPARTMENTS:
        await journey.decide(key)
    await journey.supply_deferred()
    await journey.decide("issue")
    zhang = approvals.as_("zhang", **{"Idempotency-Key": "again"})
    again = await zhang.post("/cases", json={"matter_code": "HC-YJS-0001", "form": FILLED_IN})
    assert again.status_code == 201

    columns = await approvals.pool.fetch(TEXTS)
    assert len(columns) > 40
    for table, column in columns:
        found = await approvals.pool.fetchval(
            f'SELECT count(*) FROM "{table}" WHERE convert_from(convert_to('
            f"\"{column}\"::text, 'UTF8'), 'UTF8') ~ $1 OR \"{column}\"::text ~ $2",
            f"{IDENTITY_NO}|{PHONE}",
            f"{IDENTITY_NO.encode().hex()}|{PHONE.encode().hex()}",
        )
        assert found == 0, (table, column)
    assert heard.lines
    assert not [line for line in heard.lines if IDENTITY_NO in line or PHONE in line]


async def test_the_owner_and_the_window_see_numbers_masked(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)

    for login, path in (("zhang", journey.path), ("window1", journey.desk)):
        shown: dict[str, Any] = (await approvals.as_(login).get(path)).json()
        assert shown["form"]["operator_id_no"] == "4312**********1011"
        assert shown["form"]["operator_phone"] == "138****1234"
        assert shown["form"]["operator_name"] == "张三"


async def test_a_masked_number_sent_back_does_not_replace_the_real_one(
    approvals: Approvals,
) -> None:
    begun = await approvals.as_("zhang").post(
        "/cases", json={"matter_code": "HC-YJS-0001", "form": FILLED_IN}
    )
    case = begun.json()

    refused = await approvals.as_("zhang").patch(
        f"/cases/{case['case_id']}", json={"form": case["form"]}, headers={"If-Match": "*"}
    )

    assert refused.status_code == 422
    wrong = {error["pointer"] for error in refused.json()["errors"]}
    assert wrong == {"#/form/operator_id_no", "#/form/operator_phone"}


async def test_tracking_shows_a_masked_name_and_nothing_more(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)

    shown = (await journey.track()).text

    assert "张*" in shown
    for secret in ("张三", IDENTITY_NO, PHONE, "4312**********1011", "138****1234"):
        assert secret not in shown


async def test_a_number_in_a_log_line_is_masked(heard: Heard) -> None:
    logging.getLogger("anything").warning("from %s, called %s", IDENTITY_NO, PHONE)

    assert IDENTITY_NO not in heard.lines[-1]
    assert "138****1234" in heard.lines[-1]
