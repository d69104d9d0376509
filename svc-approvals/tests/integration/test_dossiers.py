"""What a department sees of a case: its own part of the form and its own materials, no more."""

from approvals_building import Approvals, a_handed_in_case, an_accepted_case


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

    assert answers == {"/cases": 2, "/desk/cases": 1, "/tasks": 1, "/matters": 1}
