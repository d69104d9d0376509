"""Bad input: a named problem in Chinese, and nothing half-written."""

from typing import Any
from uuid import uuid4

import pytest
from approvals_building import (
    DEFERRED,
    PDF,
    Approvals,
    Journey,
    a_begun_case,
    a_file,
    a_handed_in_case,
    an_accepted_case,
    an_application,
)
from catalogue_building import FILLED_IN
from refusal_reading import problem_of, what_is_kept

UNKNOWN = uuid4()


def pointers(problem: dict[str, Any]) -> dict[str, str]:
    return {error["pointer"]: error["code"] for error in problem["errors"]}


@pytest.fixture
async def draft(approvals: Approvals) -> Journey:
    return await a_begun_case(approvals)


class TestMaterials:
    async def test_a_material_nobody_asked_for(self, draft: Journey) -> None:
        before = await what_is_kept(draft.approvals)
        zhang = draft.approvals.as_("zhang")

        refused = await zhang.put(f"{draft.path}/materials/M99", files=a_file())

        problem = problem_of(refused, 422, "material-unknown")
        assert problem["material_code"] == "M99"
        assert await what_is_kept(draft.approvals) == before

    @pytest.mark.parametrize("content", [b"MZ\x90\x00 a program", b"just text", b"<html></html>"])
    async def test_a_file_of_the_wrong_type_whatever_it_is_called(
        self, draft: Journey, content: bytes
    ) -> None:
        before = await what_is_kept(draft.approvals)
        zhang = draft.approvals.as_("zhang")

        refused = await zhang.put(f"{draft.path}/materials/M01", files=a_file(content))

        assert "PDF" in problem_of(refused, 415, "file-type-refused")["accepted"]
        assert await what_is_kept(draft.approvals) == before
        assert not files_of(draft)

    async def test_an_empty_file(self, draft: Journey) -> None:
        zhang = draft.approvals.as_("zhang")

        refused = await zhang.put(f"{draft.path}/materials/M01", files=a_file(b""))

        problem_of(refused, 422, "file-empty")

    async def test_a_file_above_the_limit(self, draft: Journey) -> None:
        before = await what_is_kept(draft.approvals)
        big = PDF + b"0" * (20 * 1024 * 1024)

        refused = await draft.approvals.as_("zhang").put(
            f"{draft.path}/materials/M01", files=a_file(big)
        )

        assert problem_of(refused, 413, "file-too-large")["limit_mib"] == 20
        assert await what_is_kept(draft.approvals) == before
        assert not files_of(draft)

    async def test_a_body_above_what_the_service_takes(self, draft: Journey) -> None:
        refused = await draft.approvals.as_("zhang").put(
            f"{draft.path}/materials/M01", files=a_file(PDF + b"0" * (23 * 1024 * 1024))
        )

        problem_of(refused, 413, "too-large")

    async def test_no_file_at_all(self, draft: Journey) -> None:
        refused = await draft.approvals.as_("zhang").put(
            f"{draft.path}/materials/M01", files={"wrong": ("a.pdf", PDF, "application/pdf")}
        )

        assert pointers(problem_of(refused, 422, "invalid")) == {"#/file": "missing"}

    async def test_a_declaration_where_none_is_offered(self, draft: Journey) -> None:
        refused = await draft.approvals.as_("zhang").post(f"{draft.path}/materials/M01/commitment")

        problem_of(refused, 422, "commitment-not-allowed")

    async def test_a_declaration_takes_the_place_of_a_file(self, draft: Journey) -> None:
        zhang, material = draft.approvals.as_("zhang"), f"{draft.path}/materials/M07"
        assert (await zhang.put(material, files=a_file())).status_code == 200
        assert (await zhang.post(f"{material}/commitment")).status_code == 200

        problem_of(await zhang.get(f"{material}/file"), 404, "material-file-not-found")

    async def test_a_file_that_was_not_handed_in_is_not_there(self, draft: Journey) -> None:
        refused = await draft.approvals.as_("zhang").get(f"{draft.path}/materials/M01/file")

        problem_of(refused, 404, "material-file-not-found")

    async def test_a_material_that_is_not_deferred_comes_too_late(
        self, approvals: Approvals
    ) -> None:
        journey = await an_accepted_case(approvals)

        refused = await approvals.as_("zhang").put(f"{journey.path}/materials/M01", files=a_file())

        problem_of(refused, 409, "material-not-deferred")


def files_of(journey: Journey) -> list[Any]:
    return [one for one in journey.approvals.settings.files_dir.rglob("*") if one.is_file()]


class TestForm:
    async def test_every_missing_field_is_named_at_once(self, approvals: Approvals) -> None:
        journey = await a_begun_case(approvals, form={"operator_name": "张三"})
        before = await what_is_kept(approvals)

        refused = await approvals.as_("zhang").post(f"{journey.path}/submit")

        problem = problem_of(refused, 422, "form-invalid")
        missing = {f"#/form/{key}" for key in FILLED_IN if key != "operator_name"}
        assert set(pointers(problem)) == missing
        assert set(pointers(problem).values()) == {"missing"}
        assert await what_is_kept(approvals) == before

    async def test_every_missing_material_is_named_at_once(self, draft: Journey) -> None:
        refused = await draft.approvals.as_("zhang").post(f"{draft.path}/submit")

        problem = problem_of(refused, 422, "application-incomplete")
        assert len(problem["errors"]) == 8  # ten, of which two may come later
        assert f"#/materials/{DEFERRED}" not in pointers(problem)

    @pytest.mark.parametrize(
        ("form", "pointer", "code"),
        [
            ({"favourite_colour": "red"}, "#/form/favourite_colour", "unknown_field"),
            ({"operator_id_no": "431202199003071012"}, "#/form/operator_id_no", "wrong_format"),
            ({"operator_phone": "12345"}, "#/form/operator_phone", "wrong_format"),
            ({"premises_area": "large"}, "#/form/premises_area", "wrong_type"),
            ({"employees": 0}, "#/form/employees", "too_small"),
            ({"hygiene_committed": False}, "#/form/hygiene_committed", "rule_broken"),
            ({"seals": ["official", "royal"]}, "#/form/seals/1", "wrong_choice"),
            ({"trade_name": "店" * 61}, "#/form/trade_name", "too_long"),
        ],
    )
    async def test_a_wrong_field_is_named_by_its_pointer(
        self, draft: Journey, form: dict[str, Any], pointer: str, code: str
    ) -> None:
        before = await what_is_kept(draft.approvals)
        zhang = draft.approvals.as_("zhang")

        begun = await zhang.post("/cases", json=an_application(form=FILLED_IN | form))
        patched = await zhang.patch(draft.path, json={"form": form}, headers={"If-Match": "*"})

        for refused in (begun, patched):
            assert pointers(problem_of(refused, 422, "form-invalid")) == {pointer: code}
        assert await what_is_kept(draft.approvals) == before

    @pytest.mark.parametrize(
        ("answers", "pointer"),
        [
            ({"applied_by": "robot"}, "#/answers/applied_by"),
            ({"colour": "red"}, "#/answers/colour"),
            ({"applied_by": ["self"]}, "#/answers/applied_by"),
        ],
    )
    async def test_an_answer_nobody_asked_for(
        self, approvals: Approvals, answers: dict[str, Any], pointer: str
    ) -> None:
        zhang = approvals.as_("zhang")

        for refused in (
            await zhang.post("/cases", json=an_application(answers=answers)),
            await zhang.post("/matters/HC-YJS-0001/resolve", json={"answers": answers}),
        ):
            assert set(pointers(problem_of(refused, 422, "answers-invalid"))) == {pointer}

    async def test_an_unknown_matter(self, approvals: Approvals) -> None:
        refused = await approvals.as_("zhang").post(
            "/cases", json=an_application(matter_code="NOPE")
        )

        problem_of(refused, 404, "matter-not-found")

    @pytest.mark.parametrize("extra", [{"state": "closed"}, {"applicant_id": str(UNKNOWN)}])
    async def test_members_that_are_not_the_applicants_to_set(
        self, draft: Journey, extra: dict[str, Any]
    ) -> None:
        before = await what_is_kept(draft.approvals)
        zhang = draft.approvals.as_("zhang")

        for refused in (
            await zhang.post("/cases", json=an_application(**extra)),
            await zhang.patch(draft.path, json=extra, headers={"If-Match": "*"}),
        ):
            (name,) = extra
            problem = problem_of(refused, 422, "invalid")
            assert pointers(problem) == {f"#/{name}": "extra_forbidden"}
        assert await what_is_kept(draft.approvals) == before


class TestTransport:
    async def test_json_that_is_none(self, approvals: Approvals) -> None:
        refused = await approvals.as_("zhang").post(
            "/cases", content=b'{"matter_code": ', headers={"Content-Type": "application/json"}
        )

        problem_of(refused, 400, "malformed")

    @pytest.mark.parametrize("kind", ["text/plain", "application/xml"])
    async def test_a_body_of_another_media_type(self, approvals: Approvals, kind: str) -> None:
        refused = await approvals.as_("zhang").post(
            "/cases", content=b"matter_code=1", headers={"Content-Type": kind}
        )

        problem_of(refused, 415, "unsupported-media")

    async def test_json_where_a_file_is_wanted(self, draft: Journey) -> None:
        refused = await draft.approvals.as_("zhang").put(
            f"{draft.path}/materials/M01", json={"file": "x"}
        )

        problem_of(refused, 415, "unsupported-media")

    async def test_an_address_that_leads_nowhere(self, approvals: Approvals) -> None:
        problem_of(await approvals.as_("zhang").get("/cases-of-wine"), 404, "not-found")

    async def test_a_method_the_address_does_not_have(self, approvals: Approvals) -> None:
        refused = await approvals.as_("zhang").delete("/cases")

        problem_of(refused, 405, "not-allowed")

    @pytest.mark.parametrize(
        "path",
        ["/cases?colour=red", "/tasks?colour=red", "/matters?colour=red", "/desk/cases?colour=red"],
    )
    async def test_a_query_parameter_nobody_knows(self, approvals: Approvals, path: str) -> None:
        login = {"/c": "zhang", "/t": "approver-wjj", "/m": "anonymous", "/d": "window1"}[path[:2]]

        problem = problem_of(await approvals.as_(login).get(path), 422, "unknown-parameter")

        assert pointers(problem) == {"query:colour": "unknown_parameter"}

    @pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=x", "state=sleeping"])
    async def test_a_query_parameter_out_of_its_range(
        self, approvals: Approvals, query: str
    ) -> None:
        problem = problem_of(await approvals.as_("zhang").get(f"/cases?{query}"), 422, "invalid")

        assert set(pointers(problem)) == {f"query:{query.split('=', maxsplit=1)[0]}"}

    @pytest.mark.parametrize("cursor", ["%00", "bm90IGpzb24", "WyJhIl0", "WzFd", "W10", "e30", "é"])
    async def test_a_cursor_we_did_not_give(self, approvals: Approvals, cursor: str) -> None:
        for login, path in (
            ("zhang", "/cases"), ("approver-wjj", "/tasks"), ("window1", "/desk/cases"),
        ):  # fmt: skip
            refused = await approvals.as_(login).get(f"{path}?cursor={cursor}")
            problem_of(refused, 400, "cursor-invalid")

    async def test_a_field_the_answer_does_not_have(self, draft: Journey) -> None:
        zhang = draft.approvals.as_("zhang")

        for path in (draft.path, "/cases"):
            refused = await zhang.get(f"{path}?fields=case_no,wine")
            assert "wine" in problem_of(refused, 422, "unknown-field")["errors"][0]["message"]

    @pytest.mark.parametrize("path", ["/cases/not-a-uuid", "/tasks/not-a-uuid"])
    async def test_an_id_that_is_none(self, approvals: Approvals, path: str) -> None:
        login = "zhang" if path.startswith("/cases") else "approver-wjj"

        problem_of(await approvals.as_(login).get(path), 422, "invalid")

    async def test_links_of_a_case_whose_id_is_none(self, approvals: Approvals) -> None:
        client = approvals.as_("anonymous")

        refused = await client.get("http://approvals/links/case/not-a-uuid")

        problem_of(refused, 404, "case-not-found")

    async def test_a_character_no_text_may_hold(self, approvals: Approvals) -> None:
        journey = await an_accepted_case(approvals)
        zhang = approvals.as_("zhang")
        nul = "a\x00b"
        asked = [
            zhang.post("/cases", json=an_application(matter_code=nul)),
            zhang.post("/cases", json=an_application(form=FILLED_IN | {"trade_name": nul})),
            zhang.post("/cases", json=an_application(answers={"applied_by": nul})),
            journey.decide("market", opinion=nul),
            journey.decide("market", feedback=nul),
            zhang.post("/cases", json=an_application(form={"trade_name": "店", "\x00": 1})),
            approvals.as_("anonymous").get("/matters?q=%00"),
            approvals.as_("anonymous").get("/matters/%00"),
            approvals.as_("anonymous").get("/track/%00?code=x"),
            approvals.as_("anonymous").get("http://approvals/links/matter/%00"),
        ]

        for one in asked:
            refused = await one
            assert refused.status_code in {404, 422}, (refused.request.url, refused.text)


class TestStates:
    async def test_an_illegal_transition_names_the_state(self, draft: Journey) -> None:
        approvals = draft.approvals

        refused = await approvals.as_("zhang").post(f"{draft.path}/withdraw")

        problem = problem_of(refused, 409, "transition-not-allowed")
        assert (problem["state"], problem["state_name"]) == ("draft", "草稿")
        assert "草稿" in problem["detail"]

    async def test_a_second_request_for_something_new_needs_a_reason(
        self, approvals: Approvals
    ) -> None:
        journey = await a_handed_in_case(approvals)
        window, zhang = approvals.as_("window1"), approvals.as_("zhang")
        path = f"{journey.desk}/request-supplement"
        first = {"items": [{"pointer": "materials/M07", "reason": "未盖章"}]}
        second = {"items": [{"pointer": "materials/M01", "reason": "未签名"}]}
        assert (await window.post(path, json=first)).status_code == 200
        assert (await zhang.post(f"{journey.path}/supplement")).status_code == 200

        refused = await window.post(path, json=second)
        reasoned = second | {"supervisor_reason": "首次未能发现"}
        by_the_clerk = await window.post(path, json=reasoned)
        allowed = await approvals.as_("supervisor").post(path, json=reasoned)

        assert problem_of(refused, 422, "second-request-needs-reason")["items"] == "materials/M01"
        problem_of(by_the_clerk, 403, "role-missing")
        assert allowed.status_code == 200

    async def test_only_what_belongs_to_the_case_may_be_asked_for_each_once(
        self, approvals: Approvals
    ) -> None:
        journey = await a_handed_in_case(approvals)
        asked = [
            {"pointer": "materials/M07", "reason": "未盖章"},
            {"pointer": "materials/M07", "reason": "又未盖章"},
            {"pointer": "张三的身份证", "reason": "不清楚"},
        ]

        refused = await approvals.as_("window1").post(
            f"{journey.desk}/request-supplement", json={"items": asked}
        )

        problem = problem_of(refused, 422, "supplement-item-unknown")
        assert problem["items"] == "materials/M07、张三的身份证"

    async def test_deferring_a_main_material(self, approvals: Approvals) -> None:
        journey = await a_handed_in_case(approvals)
        before = await what_is_kept(approvals)

        refused = await approvals.as_("window1").post(
            f"{journey.desk}/accept", json={"deferrals": [{"material": "M01", "due_days": 5}]}
        )

        problem_of(refused, 422, "deferral-not-allowed")
        assert await what_is_kept(approvals) == before

    async def test_the_hand_out_cannot_be_refused(self, approvals: Approvals) -> None:
        journey = await an_accepted_case(approvals)
        for key in ("market", "health", "city", "tax", "police"):
            await journey.decide(key)

        problem_of(await journey.decide("issue", "refuse"), 409, "issue-not-refusable")


class TestVersions:
    async def test_a_change_without_a_version(self, draft: Journey) -> None:
        refused = await draft.approvals.as_("zhang").patch(draft.path, json={"form": {}})

        problem_of(refused, 428, "precondition-missing")

    @pytest.mark.parametrize("member", ["answers", "form", "delivery"])
    async def test_a_member_cannot_be_changed_to_nothing(self, draft: Journey, member: str) -> None:
        refused = await draft.approvals.as_("zhang").patch(
            draft.path, json={member: None}, headers={"If-Match": "*"}
        )

        assert set(pointers(problem_of(refused, 422, "invalid"))) == {f"#/{member}"}

    async def test_a_change_of_what_has_changed_meanwhile(self, draft: Journey) -> None:
        zhang = draft.approvals.as_("zhang")
        version = {"If-Match": (await zhang.get(draft.path)).headers["etag"]}
        body = {"form": {"trade_name": "小张理发店"}}
        first = await zhang.patch(draft.path, json=body, headers=version)
        assert first.status_code == 200

        refused = await zhang.patch(draft.path, json=body, headers=version)

        problem_of(refused, 412, "stale")
        again = await zhang.patch(
            draft.path, json=body, headers={"If-Match": first.headers["etag"]}
        )
        assert again.status_code == 200
        assert again.headers["etag"] == (await zhang.get(draft.path)).headers["etag"]

    async def test_what_the_client_has_already_is_not_sent_again(self, draft: Journey) -> None:
        zhang = draft.approvals.as_("zhang")
        version = (await zhang.get(draft.path)).headers["etag"]

        again = await zhang.get(draft.path, headers={"If-None-Match": version})

        assert (again.status_code, again.content) == (304, b"")


class TestIdempotency:
    async def test_the_same_request_twice_is_answered_alike_and_done_once(
        self, approvals: Approvals
    ) -> None:
        zhang = approvals.as_("zhang", **{"Idempotency-Key": '"begin-1"'})

        first, again = [await zhang.post("/cases", json=an_application()) for _ in range(2)]

        assert (first.status_code, first.text) == (again.status_code, again.text)
        assert "idempotent-replayed" not in first.headers
        assert again.headers["idempotent-replayed"] == "true"
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["x-request-id"] != first.headers["x-request-id"]
        assert await approvals.pool.fetchval("SELECT count(*) FROM kase") == 1

    async def test_an_upload_twice_is_one(self, draft: Journey) -> None:
        zhang = draft.approvals.as_("zhang", **{"Idempotency-Key": "upload-1"})
        path = f"{draft.path}/materials/M01"

        first, again = [await zhang.put(path, files=a_file()) for _ in range(2)]

        assert (again.status_code, again.json()) == (200, first.json())
        assert again.headers["idempotent-replayed"] == "true"
        assert len(files_of(draft)) == 1

    async def test_the_same_key_for_something_else(self, draft: Journey) -> None:
        zhang = draft.approvals.as_("zhang", **{"Idempotency-Key": "begin-1"})
        await zhang.post("/cases", json=an_application())

        other = await zhang.post("/cases", json=an_application(delivery="courier"))
        elsewhere = await zhang.post(f"{draft.path}/withdraw")

        problem_of(other, 422, "idempotency-key-reused")
        problem_of(elsewhere, 422, "idempotency-key-reused")

    async def test_keys_of_two_people_do_not_meet(self, approvals: Approvals) -> None:
        key = {"Idempotency-Key": "begin-1"}

        answers = [
            await approvals.as_(login, **key).post("/cases", json=an_application())
            for login in ("zhang", "li")
        ]

        assert [answer.status_code for answer in answers] == [201, 201]
        assert answers[0].json()["case_id"] != answers[1].json()["case_id"]

    async def test_a_refusal_is_not_remembered(self, draft: Journey) -> None:
        zhang = draft.approvals.as_("zhang", **{"Idempotency-Key": "submit-1"})
        assert (await zhang.post(f"{draft.path}/submit")).status_code == 422
        await draft.hand_in_everything()

        assert (await zhang.post(f"{draft.path}/submit")).status_code == 200

    async def test_a_kiosk_must_send_a_key(self, approvals: Approvals) -> None:
        before = await what_is_kept(approvals)

        refused = await approvals.as_("kiosk1").post(
            "/matters/HC-YJS-0001/resolve", json={"answers": {}}
        )

        problem_of(refused, 400, "idempotency-key-missing")
        assert await what_is_kept(approvals) == before

    @pytest.mark.parametrize("key", [b"", b"x" * 256, "钥匙".encode()])
    async def test_a_key_that_is_none(self, approvals: Approvals, key: bytes) -> None:
        refused = await approvals.as_("zhang").post(
            "/cases", json=an_application(), headers=[(b"Idempotency-Key", key)]
        )

        problem_of(refused, 400, "idempotency-key-malformed")
