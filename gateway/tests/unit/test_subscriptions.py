"""Which template of the mini-program says which of our sentences."""

from pathlib import Path
from typing import Any

import pytest

from gateway.domain.messages import TEMPLATES, text_of
from gateway.domain.subscriptions import Subscription, message_for, subscriptions_of
from shared.yaml_files import yaml_in

EXAMPLE = Path(__file__).parents[2] / "demo" / "subscription-messages.yaml"


def a_subscription(template: str, **fields: str) -> Subscription:
    return Subscription(template, "T1", "pages/track/track", fields)


def an_entry(**changed: Any) -> dict[str, Any]:
    return {"template_id": "T1", "page": "pages/track/track", "fields": {}, **changed}


def values(text: str, *subscriptions: Subscription) -> dict[str, str] | None:
    found = message_for(text, subscriptions)
    return found[1] if found else None


def test_the_parameters_are_read_back_from_the_sentence() -> None:
    text = text_of("case_accepted", {"case_no": "HC-1", "promised_due": "2026-03-05"})
    issued = a_subscription("case_issued", character_string1="{case_no}")
    accepted = a_subscription("case_accepted", no1="{case_no}", thing2="{promised_due} 前办结")
    assert values(text, issued, accepted) == {"no1": "HC-1", "thing2": "2026-03-05 前办结"}
    assert values(text, issued) is None


def test_things_are_cut_where_wechat_would_refuse_them_and_numbers_are_not() -> None:
    text = text_of("policies_lost", {"title": "政策" * 20, "policy": "9" * 40})
    fitted = values(text, a_subscription("policies_lost", thing1="{title}", number2="{policy}"))
    assert fitted == {"thing1": "政策" * 9 + "政…", "number2": "9" * 40}


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_sentence_can_be_read_back(template: str) -> None:
    text = text_of(template, {})
    assert a_subscription(template).values_of(text) == {}


def test_the_example_is_one() -> None:
    read = subscriptions_of(yaml_in(EXAMPLE))
    text = text_of("case_issued", {"case_no": "HC-1"})
    found = message_for(text, read)
    assert found is not None
    assert (found[0].template, found[1]["character_string1"]) == ("case_issued", "HC-1")


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
