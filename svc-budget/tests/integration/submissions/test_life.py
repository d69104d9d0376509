"""A version over HTTP, from its upload to its publication and correction."""

from submissions_building import (
    EDUCATION,
    SUBMISSIONS,
    YEAR,
    Desk,
    a_book,
    a_table,
    an_issue,
    some_findings,
)

UNIT_YEAR = f"/budget/units/jyj/years/{YEAR}"


async def test_a_workbook_becomes_public_step_by_step(desk: Desk) -> None:
    one = await desk.uploaded()
    assert (one["state"], one["version"], one["progress"]["step_name"]) == ("checked", 1, "完成")
    assert one["outcomes"] == {"pass": 1}

    assert (await desk.done(one["submission_id"], "approve"))["state"] == "approved"
    before = (await desk.budget.as_().get(UNIT_YEAR)).json()
    assert (before["snapshot"], before["missing_books"]) == (0, ["budget", "final"])

    public = await desk.done(one["submission_id"], "publish", EDUCATION)
    assert (public["state"], public["published_as"]) == ("published", 1)
    after = (await desk.budget.as_().get(UNIT_YEAR)).json()
    assert (after["snapshot"], after["missing_books"]) == (1, ["budget"])
    (book,) = [each for each in after["books"] if each["published"]]
    assert [(each["table_code"], each["sheet"]) for each in book["tables"]] == [("T5", "表五")]
    subjects = ("uploaded", "checked", "approved", "published")
    told = [len(await desk.budget.told(f"budget.submission.{one}.v1")) for one in subjects]
    assert told == [1, 1, 1, 1]


async def test_an_older_snapshot_still_shows_what_was_public_then(desk: Desk) -> None:
    await desk.published()

    older = (await desk.budget.as_().get(UNIT_YEAR, params={"snapshot": 0})).json()
    assert older["missing_books"] == ["budget", "final"]
    ahead = await desk.budget.as_().get(UNIT_YEAR, params={"snapshot": 2})
    assert (ahead.status_code, ahead.json()["type"].rpartition("/")[2]) == (
        404, "budget-snapshot-not-found",
    )  # fmt: skip


async def test_another_file_replaces_what_is_not_public_yet(desk: Desk) -> None:
    first = await desk.uploaded()
    await desk.done(first["submission_id"], "approve")
    again = await desk.uploaded()

    assert again["submission_id"] == first["submission_id"]
    assert (again["version"], again["state"], again["approved_by"]) == (1, "checked", "")
    facts = await desk.budget.pool.fetchval("SELECT count(*) FROM fact")
    assert facts == 0


async def test_the_same_file_again_changes_nothing_but_the_upload(desk: Desk) -> None:
    first, again = [await desk.uploaded(content="一样") for _ in range(2)]

    assert again["file"] == first["file"]
    assert await desk.budget.pool.fetchval("SELECT count(*) FROM submission") == 1
    assert await desk.budget.pool.fetchval("SELECT count(*) FROM sheet") == 2


async def test_sheets_are_listed_with_what_is_unknown_and_missing(desk: Desk) -> None:
    desk.examined.book = a_book(unknown_sheets=("附注",), missing_tables=("T1", "T7"))
    one = await desk.uploaded()

    tables = (await desk.client().get(f"{SUBMISSIONS}/{one['submission_id']}/tables")).json()
    assert [(each["name"], each["kind"]) for each in tables["items"]] == [
        ("表五", "table"), ("附注", "unknown"),
    ]  # fmt: skip
    assert tables["missing_tables"][0] == {"table_code": "T1", "title": "收入支出决算总表"}


async def test_the_source_comes_back_as_it_was_uploaded(desk: Desk) -> None:
    one = await desk.uploaded(content="原件")

    file = await desk.client().get(f"{SUBMISSIONS}/{one['submission_id']}/source")
    assert "原件" in file.text
    assert file.headers["x-content-type-options"] == "nosniff"


async def test_errors_block_approval_and_warnings_want_a_reason(desk: Desk) -> None:
    desk.examined.findings = some_findings(an_issue("error"))
    blocked = await desk.uploaded()
    refused = await desk.post(blocked["submission_id"], "approve")
    assert (refused.status_code, refused.json()["errors_left"]) == (409, 1)

    desk.examined.findings = some_findings(an_issue())
    one = await desk.uploaded()
    missing = await desk.post(one["submission_id"], "approve")
    assert (missing.status_code, missing.json()["issues"]) == (409, [1])

    path = f"{SUBMISSIONS}/{one['submission_id']}/reasons/1"
    body = {"reason": "上级补助安排的项目"}
    assert (await desk.client().put(path, json=body)).status_code == 428
    stale = await desk.client().put(path, json=body, headers={"If-Match": '"99"'})
    assert stale.status_code == 412
    etag = f'"{one["revision"]}"'
    given = await desk.client().put(path, json=body, headers={"If-Match": etag})
    assert given.status_code == 200
    await desk.done(one["submission_id"], "approve")
    await desk.done(one["submission_id"], "publish")
    versions = await desk.budget.as_().get(f"{UNIT_YEAR}/versions", params={"book": "final"})
    (version,) = versions.json()["items"]
    assert version["reasons"][0]["reason"] == "上级补助安排的项目"


async def test_a_reason_stays_when_the_next_file_has_the_same_warning(desk: Desk) -> None:
    desk.examined.findings = some_findings(an_issue())
    one = await desk.uploaded()
    path = f"{SUBMISSIONS}/{one['submission_id']}/reasons/1"
    headers = {"If-Match": "*"}
    await desk.client().put(path, json={"reason": "上级补助"}, headers=headers)
    await desk.uploaded()

    (issue,) = (await desk.client().get(f"{SUBMISSIONS}/{one['submission_id']}/issues")).json()[
        "items"
    ]
    assert issue["reason"] == "上级补助"


async def test_reasons_are_for_warnings_that_are_there(desk: Desk) -> None:
    desk.examined.findings = some_findings(an_issue("error"))
    one = await desk.uploaded()
    path = f"{SUBMISSIONS}/{one['submission_id']}/reasons"
    headers = {"If-Match": "*"}

    error = await desk.client().put(f"{path}/1", json={"reason": "没有错"}, headers=headers)
    assert (error.status_code, error.json()["severity"]) == (409, "error")
    other = await desk.client().put(f"{path}/2", json={"reason": "没有错"}, headers=headers)
    assert other.status_code == 404


async def test_published_figures_are_not_changed_without_a_reason(desk: Desk) -> None:
    await desk.published()
    desk.examined.book = a_book(a_table("T5", {"2050201": {"合计": 101}}))
    second = await desk.uploaded()
    refused = await desk.post(second["submission_id"], "approve")

    assert (refused.status_code, refused.json()["changed"]) == (409, 1)
    assert refused.json()["type"].endswith("/correction-reason-needed")
    assert await desk.budget.pool.fetchval("SELECT count(*) FROM fact") == 1


async def test_a_version_that_only_adds_supersedes_the_public_one(desk: Desk) -> None:
    first = await desk.published()
    both = {"2050201": {"合计": 100}, "2050202": {"合计": 7}}
    second = await desk.published(a_book(a_table("T5", both)))

    assert (second["version"], second["published_as"]) == (2, 2)
    former = (await desk.client().get(f"{SUBMISSIONS}/{first['submission_id']}")).json()
    assert (former["state"], former["withdrawn_as"]) == ("superseded", 2)
    (told,) = await desk.budget.told("budget.submission.superseded.v1")
    assert told["replaced_by"] == second["submission_id"]


async def test_a_correction_says_why_and_both_versions_stay_readable(desk: Desk) -> None:
    first = await desk.published()
    opened = await desk.done(
        first["submission_id"], "correct", EDUCATION, reason="漏列一笔项目支出"
    )
    assert (opened["version"], opened["state"]) == (2, "checked")
    unchanged = await desk.post(opened["submission_id"], "approve")
    assert unchanged.json()["type"].endswith("/nothing-changed")

    second = await desk.published(a_book(a_table("T5", {"2050201": {"合计": 150}})))
    assert second["submission_id"] == opened["submission_id"]
    found = await desk.budget.as_().get(f"{UNIT_YEAR}/versions", params={"book": "final"})
    versions = found.json()["items"]
    assert [each["state"] for each in versions] == ["published", "corrected"]
    assert versions[0]["correction_reason"] == "漏列一笔项目支出"
    (told,) = await desk.budget.told("budget.submission.corrected.v1")
    assert (told["reason"], told["withdrawn_as"]) == ("漏列一笔项目支出", 2)


async def test_only_what_is_public_is_corrected(desk: Desk) -> None:
    one = await desk.uploaded()

    refused = await desk.post(one["submission_id"], "correct", reason="改正")
    assert (refused.status_code, refused.json()["state"]) == (409, "checked")


async def test_a_draft_goes_back_to_what_is_public(desk: Desk) -> None:
    first = await desk.published()
    desk.examined.book = a_book(a_table("T5", {"2050201": {"合计": 999}}))
    draft = await desk.uploaded()
    back = await desk.done(draft["submission_id"], "revert", EDUCATION)

    assert (back["file"], back["state"]) == (first["file"], "checked")
    (told,) = await desk.budget.told("budget.submission.reverted.v1")
    assert told["reverted_to"] == first["submission_id"]


async def test_there_is_nothing_to_go_back_to_before_the_first_publication(desk: Desk) -> None:
    one = await desk.uploaded()

    refused = await desk.post(one["submission_id"], "revert")
    assert refused.json()["type"].endswith("/nothing-published")


async def test_the_same_key_uploads_once(desk: Desk) -> None:
    headers = {"Idempotency-Key": "upload-1"}
    first = await desk.upload(content="一次", headers=headers)
    again = await desk.upload(content="一次", headers=headers)

    assert again.headers["idempotent-replayed"] == "true"
    assert again.json() == first.json()
    assert len(await desk.budget.told("budget.submission.uploaded.v1")) == 1


async def test_issues_come_as_json_and_as_a_page(desk: Desk) -> None:
    desk.examined.findings = some_findings(
        an_issue("error", message="表五 C6 <b>不平</b>"), an_issue(rule="X05")
    )
    one = await desk.uploaded()
    path = f"{SUBMISSIONS}/{one['submission_id']}/issues"

    (issue,) = (await desk.client().get(path, params={"severity": "error"})).json()["items"]
    assert (issue["difference"], issue["left"][0]["address"]) == ("0.10", "C6")
    page = await desk.client(EDUCATION, Accept="text/html").get(path)
    assert page.headers["content-type"].startswith("text/html")
    assert "&lt;b&gt;不平&lt;/b&gt;" in page.text
    first = (await desk.client().get(path, params={"limit": 1, "count": True})).json()
    assert (first["total"], first["next_cursor"] is None) == (2, False)
    receipts = (await desk.client().get(path.replace("issues", "receipts"))).json()["items"]
    assert [each["outcome_name"] for each in receipts] == ["通过", "不通过", "不通过"]
