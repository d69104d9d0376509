"""What a department sees of a case: its own part of the form and its own materials, no more."""

from approvals_building import Approvals, a_begun_case, a_handed_in_case, an_accepted_case


async def test_a_department_sees_what_its_own_forms_ask(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)

    market = await approvals.as_("approver-scjg").get(f"/tasks/{journey.tasks['market']}")
    city = await approvals.as_("approver-cgj").get(f"/tasks/{journey.tasks['city']}")

    assert market.status_code == city.status_code == 200
    assert "business_scope" in market.json()["form"]
    assert "business_scope" not in city.json()["form"]
    assert "occupies_road" in city.json()["form"]
    assert "*" in market.json()["form"]["operator_id_no"]
    assert {one["code"] for one in city.json()["materials"]} == {"M01", "M03", "M05", "M12"}


async def test_a_department_reads_its_own_materials_and_no_others(approvals: Approvals) -> None:
    journey = await an_accepted_case(approvals)
    tax = approvals.as_("approver-swj")
    path = f"/tasks/{journey.tasks['tax']}/materials"

    own = await tax.get(f"{path}/M01/file")
    others = await tax.get(f"{path}/M12/file")
    foreign = await approvals.as_("approver-gaj").get(f"{path}/M01/file")

    assert own.status_code == 200
    assert own.content.startswith(b"%PDF")
    assert others.json()["type"].endswith("/material-unknown")
    assert foreign.status_code == 404


async def test_lists_say_how_much_there_is_when_asked(approvals: Approvals) -> None:
    await a_handed_in_case(approvals)
    await an_accepted_case(approvals)

    answers = {
        path: (await approvals.as_(login).get(path, params={"count": "true"})).json()["total"]
        for login, path in (
            ("zhang", "/cases"), ("window1", "/desk/cases"), ("approver-wjj", "/tasks"),
            ("zhang", "/matters"),
        )
    }  # fmt: skip

    # At the window also the accepted one: a deferred material is still to come.
    assert answers == {"/cases": 2, "/desk/cases": 2, "/tasks": 1, "/matters": 1}


async def test_a_person_finds_a_case_by_state_result_matter_and_day(approvals: Approvals) -> None:
    handed_in = await a_handed_in_case(approvals)
    zhang = approvals.as_("zhang")
    await zhang.post(f"{handed_in.path}/withdraw")
    draft = await a_begun_case(approvals)

    async def found(**params: str) -> list[str]:
        answer = await zhang.get("/cases", params={"count": "true", **params})
        assert answer.status_code == 200, answer.text
        assert answer.json()["total"] == len(answer.json()["items"])
        return [one["case_id"] for one in answer.json()["items"]]

    assert await found(state="draft") == [draft.case_id]
    assert await found(result="withdrawn") == [handed_in.case_id]
    assert await found(matter="OTHER") == []
    assert await found(matter="HC-YJS-0001", begun_from="2026-03-02") == [
        draft.case_id, handed_in.case_id,
    ]  # fmt: skip
    assert await found(begun_to="2026-03-01") == []
    assert await found(begun_from="0001-01-01", begun_to="9999-12-31") != []
    assert (await zhang.get("/cases", params={"result": "x"})).status_code == 422


async def test_an_officer_sees_what_is_due_by_a_day(approvals: Approvals) -> None:
    await an_accepted_case(approvals)
    officer = approvals.as_("approver-wjj")

    async def due_by(day: str) -> int:
        answer = await officer.get("/tasks", params={"due_by": day, "count": "true"})
        assert answer.json()["total"] == len(answer.json()["items"]), answer.text
        return len(answer.json()["items"])

    assert [await due_by(day) for day in ("2026-03-02", "2026-03-03", "9999-12-31")] == [0, 1, 1]
