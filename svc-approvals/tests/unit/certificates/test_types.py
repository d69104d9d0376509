"""Types of the demo are sound; a form gives a certificate its data, and is offered it back."""

from uuid import uuid4

import pytest
from catalogue_building import DEMO, FILLED_IN, barber_shop, demo
from certificate_building import CARD, types

from svc_approvals.domain.certificates.prefill import Known, suggestions
from svc_approvals.domain.certificates.types import data_from_form
from svc_approvals.use_cases.certificates.data_check import data_errors, fitting_data
from svc_approvals.use_cases.certificates.loading import read_type
from svc_approvals.worker import demo_matters

PREFILLS = {one.key: one.prefill for one in barber_shop().form.fields() if one.prefill}


def test_every_certificate_the_demo_speaks_of_has_a_type() -> None:
    known = types()
    spoken_of = {
        one["certificate_type"]
        for matter in demo_matters(DEMO)
        for one in (*matter["materials"], *matter["products"])
        if "certificate_type" in one
    }

    assert len(spoken_of) > 10
    assert spoken_of <= set(known)
    for held in demo("certificates"):
        assert data_errors(known[held["type"]], held["data"]) == []


def test_a_form_gives_the_hygiene_licence_what_it_says() -> None:
    data = data_from_form(types()["hygiene_licence"], FILLED_IN, PREFILLS)

    assert data == {
        "unit_name": "鹤城区小张理发店",
        "holder_name": "张三",
        "address": "怀化市鹤城区迎丰中路1号",
        "area": 36.5,
        "projects": "理发及美容服务",
    }


def test_a_field_filled_from_the_same_account_item_is_the_same_item() -> None:
    data = data_from_form(types()["resident_identity_card"], FILLED_IN, PREFILLS)

    assert data == {"holder_name": "张三", "identity_no": FILLED_IN["operator_id_no"]}


def test_what_does_not_fit_the_schema_is_left_open_when_issued() -> None:
    said = fitting_data(types()["hygiene_licence"], {"area": -1, "address": "街", "more": 1})

    assert said == {"address": "街"}


def test_what_does_not_fit_the_schema_is_named_when_registered() -> None:
    wrong = {"identity_no": "431202199003071012", "more": 1}

    errors = {
        (one.pointer, one.code) for one in data_errors(types()["resident_identity_card"], wrong)
    }

    assert errors == {
        ("#/data/holder_name", "missing"),
        ("#/data/identity_no", "wrong_value"),
        ("#/data", "unknown_field"),
    }


@pytest.mark.parametrize(
    "change",
    [
        {"schema": {"type": "objekt", "properties": {}}},
        {"issuers": []},
        {"prefill": {"name": "nothing"}},
        {"from_form": {"nothing": ["operator_name"]}},
        {"colour": "red"},
    ],
)
def test_an_unsound_definition_is_refused_by_name(change: dict[str, object]) -> None:
    raw = {**demo("certificate-types")[0], **change}

    with pytest.raises(ValueError, match="resident_identity_card"):
        read_type(raw)


def test_a_form_is_offered_what_a_card_knows_and_where_it_stands() -> None:
    card = Known(uuid4(), "居民身份证", types()["resident_identity_card"], CARD)

    offered = {one.field: one for one in suggestions(barber_shop().form.fields(), [card])}

    assert set(offered) == {"operator_name", "operator_id_no"}
    assert offered["operator_id_no"].value == CARD["identity_no"]
    assert offered["operator_name"].certificate_id == card.certificate_id
