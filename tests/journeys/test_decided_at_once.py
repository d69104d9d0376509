"""秒批: rules decide, nobody handles it, and the answer is there when the application is."""

import pytest
from journeys.people import Citizen, Json, node_states
from journeys.town import Town

ALLOWANCE = "HC-YJS-0010"
ANSWERS: Json = {"applied_by": "self", "age_band": "from80"}
ELDER: Json = {
    "elder_name": "张三",
    "elder_id_no": "431202199003071011",
    "age": 82,
    "household_in": "hecheng",
    "alive": True,
    "contact_phone": "13874512345",
    "other_allowance": False,
    "card_account": "6217001210000000001",
}


async def applied(zhang: Citizen, **differently: object) -> Json:
    """The whole application, handed in."""
    case = await zhang.begin(ELDER | differently, ANSWERS, matter_code=ALLOWANCE)
    await zhang.hand_in_all(case)
    return await zhang.submit(case)


@pytest.mark.parametrize(
    ("differently", "result"), [({}, "approved"), ({"other_allowance": True}, "refused")]
)
async def test_an_allowance_is_decided_while_the_applicant_waits(
    town: Town, differently: Json, result: str
) -> None:
    zhang = await town.citizen()
    submitted = await applied(zhang, **differently)

    seen = await town.visitor.track(submitted["case_no"], submitted["query_code"])
    assert (seen["state"], seen["result"]) == ("closed", result)
    assert all(node["handler_no"] is None for node in seen["nodes"]), node_states(seen)
