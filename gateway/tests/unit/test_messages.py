from uuid import uuid4

from gateway.domain.messages import Contact, by_preference, text_of


def a_contact(kind: str, *, preferred: bool = False) -> Contact:
    return Contact(uuid4(), kind, "cipher", "138****0001", preferred)  # type: ignore[arg-type]


def test_the_preferred_channel_wins_then_the_usual_order() -> None:
    mail, sms = a_contact("email", preferred=True), a_contact("sms")
    assert by_preference([sms, mail]) == [mail, sms]
    program, other = a_contact("mini_program"), a_contact("email")
    assert by_preference([other, sms, program]) == [program, sms, other]


def test_a_message_goes_out_though_a_parameter_is_missing() -> None:
    assert "HC-1" in text_of("case_issued", {"case_no": "HC-1"})
    assert "（case_no）" in text_of("case_issued", {})
    assert text_of("unheard_of", {"a": 1}) == "unheard_of（a：1）"
