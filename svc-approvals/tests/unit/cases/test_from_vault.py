"""A certificate in place of a material: while it may be handed in, and as long as it holds."""

from uuid import uuid4

import pytest
from case_building import MONDAY, a_draft, a_material, a_running_case, a_step, the_clock, told

from svc_approvals.domain.cases import facts
from svc_approvals.domain.cases.from_vault import take_certificate, withdraw_consent
from svc_approvals.domain.cases.materials import missing
from svc_approvals.domain.cases.reasons import MaterialNotDeferred, TransitionNotAllowed


def test_a_certificate_is_a_supplied_material_and_is_told() -> None:
    case, material, certificate_id = a_draft(), a_material("M1"), uuid4()

    take_certificate(case, material, certificate_id, uuid4(), MONDAY)

    assert (material.state, material.certificate_id) == ("supplied", certificate_id)
    assert told(case, facts.MaterialFromCertificate) == [
        facts.MaterialFromCertificate("M1", certificate_id)
    ]


def test_a_certificate_that_has_ended_leaves_the_material_missing_and_says_why() -> None:
    material = a_material("M1", deferrable=False)
    material.supply(uuid4(), uuid4())

    material.end_certificate()

    (error,) = missing([material], at_window=False)
    assert (error.pointer, error.code) == ("#/materials/M1", "certificate_ended")
    material.supply(uuid4())
    assert missing([material], at_window=False) == []
    assert (material.certificate_id, material.certificate_ended) == (None, False)


def test_consent_is_withdrawn_from_a_draft_only() -> None:
    case, material = a_draft(), a_material("M1")
    take_certificate(case, material, uuid4(), uuid4(), MONDAY)
    case.submit([material], MONDAY, the_clock())

    with pytest.raises(TransitionNotAllowed):
        withdraw_consent(case, material)

    assert material.state == "supplied"


def test_withdrawn_consent_leaves_nothing_handed_in() -> None:
    case, material = a_draft(), a_material("M1")
    take_certificate(case, material, uuid4(), uuid4(), MONDAY)

    withdraw_consent(case, material)

    assert (material.state, material.file_id, material.certificate_id) == ("missing", None, None)
    assert len(told(case, facts.CertificateConsentWithdrawn)) == 1


def test_while_departments_work_only_what_was_deferred_can_come_from_the_vault() -> None:
    case, material = a_running_case(a_step("a")), a_material("M1", deferrable=True)

    with pytest.raises(MaterialNotDeferred):
        take_certificate(case, material, uuid4(), uuid4(), MONDAY)

    material.defer(MONDAY, 5)
    case.deferrals_open = 1
    take_certificate(case, material, uuid4(), uuid4(), MONDAY)
    assert case.deferrals_open == 0
