"""Which template of the mini-program stands for which of ours."""

from pathlib import Path
from typing import Any

import pytest

from gateway.domain.subscriptions import Subscription, subscriptions_of
from shared.yaml_files import yaml_in

EXAMPLE = Path(__file__).parents[2] / "demo" / "subscription-messages.yaml"


def a_subscription(**fields: str) -> Subscription:
    return Subscription("T1", "pages/track/track", fields)


def an_entry(**changed: Any) -> dict[str, Any]:
    return {"template_id": "T1", "page": "pages/track/track", "fields": {}, **changed}


def test_the_fields_are_filled_with_the_parameters() -> None:
    accepted = a_subscription(no1="{case_no}", thing2="{promised_due} 前办结", phrase3="已受理")
    given = {"case_no": "HC-1", "promised_due": "2026-03-05", "unused": 1}
    assert accepted.values_of(given) == {
        "no1": "HC-1", "thing2": "2026-03-05 前办结", "phrase3": "已受理",
    }  # fmt: skip
    assert accepted.values_of({})["no1"] == "（case_no）"


def test_things_are_cut_where_wechat_would_refuse_them_and_numbers_are_not() -> None:
    lost = a_subscription(thing1="{title}", number2="{policy}")
    fitted = lost.values_of({"title": "政策" * 20, "policy": "9" * 40})
    assert fitted == {"thing1": "政策" * 9 + "政…", "number2": "9" * 40}


def test_the_example_is_one() -> None:
    issued = subscriptions_of(yaml_in(EXAMPLE))["case_issued"]
    assert issued.values_of({"case_no": "HC-1"})["character_string1"] == "HC-1"


@pytest.mark.parametrize(
    ("document", "complaint"),
    [
        ([], "by name are expected"),
        ({"unheard_of": an_entry()}, "there is no template unheard_of"),
        ({"case_issued": {"template_id": "T1"}}, "case_issued needs"),
        ({"case_issued": an_entry(fields={"thing1": "{nobody}"})}, "no parameter"),
        ({"case_issued": an_entry(fields={"thing1": 1})}, "no parameter"),
    ],
)
def test_a_file_that_is_wrong_says_where(document: Any, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        subscriptions_of(document)
