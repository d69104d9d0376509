"""While the new version is rolled out the one before goes on writing: both are served."""

from uuid import uuid4

from approvals_building import BARBER_SHOP, NOW, Approvals
from catalogue_building import barber_shop_source

from svc_approvals.domain.catalogue.reading import read_matter
from svc_approvals.domain.catalogue.writing import to_dict
from svc_approvals.storage.catalogue.matters import digest_of

# As they stand in 0.1.0.
PUT = """
INSERT INTO matter (code, name, search_text, lead_organ, kind, themes, audience)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, search_text = EXCLUDED.search_text,
    lead_organ = EXCLUDED.lead_organ, kind = EXCLUDED.kind, themes = EXCLUDED.themes,
    audience = EXCLUDED.audience, version = matter.version + 1
"""
ADD_VERSION = """
INSERT INTO matter_version (version_id, code, number, definition, sha256, published_at)
SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5 FROM matter_version WHERE code = $2
"""
POINT = "UPDATE matter SET current_version_id = $2 WHERE code = $1"
CURRENT = """
SELECT v.definition->>'promised_days' FROM matter m
JOIN matter_version v ON v.version_id = m.current_version_id WHERE m.code = $1
"""
BEGIN_CASE = """
INSERT INTO kase (case_id, case_no, matter_code, matter_name, version_id, applicant_id,
    applicant_masked, region_code, channel, delivery, promised_days, statutory_days, state, version,
    created_at, updated_at, deemed_accepted, provisional, deferrals_open, supplement_round,
    supplement_items, reason)
SELECT $1, 'HC-0', code, '', version_id, $1, '', '431202', 'web', 'pickup', 1, 1, 'draft', 1,
    $2, $2, false, false, 0, 0, '{}', '' FROM matter_version LIMIT 1
"""


async def test_what_the_version_before_publishes_is_in_force_for_both(
    approvals: Approvals,
) -> None:
    matter = read_matter(barber_shop_source() | {"promised_days": 3}).matter
    assert matter is not None
    definition, version_id = to_dict(matter), uuid4()
    async with approvals.pool.acquire() as connection, connection.transaction():
        await connection.execute(
            PUT, BARBER_SHOP, matter.name, "理发", "scjg", matter.kind, list(matter.themes),
            list(matter.audience),
        )  # fmt: skip
        digest = digest_of(definition)
        await connection.execute(ADD_VERSION, version_id, BARBER_SHOP, definition, digest, NOW)
        await connection.execute(POINT, BARBER_SHOP, version_id)
        assert await connection.fetchval(CURRENT, BARBER_SHOP) == "3"
        await connection.execute(
            "UPDATE matter_version SET effective_at = $2 WHERE version_id = $1", version_id, NOW
        )

    shown = await approvals.as_("anonymous").get(f"/matters/{BARBER_SHOP}")

    assert (shown.json()["number"], shown.json()["definition"]["promised_days"]) == (2, 3)
    assert shown.json()["version_id"] == str(version_id)


async def test_a_case_the_version_before_begins_is_a_case(approvals: Approvals) -> None:
    case_id = uuid4()

    await approvals.pool.execute(BEGIN_CASE, case_id, NOW)

    row = await approvals.row_of(case_id)
    assert (row["claimed_by"], row["epoch"], row["counted"]) == ("", 0, False)
