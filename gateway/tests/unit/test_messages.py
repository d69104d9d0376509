from uuid import uuid4

from gateway.domain.messages import Contact, best_contact, text_of


def a_contact(kind: str, *, preferred: bool = False) -> Contact:
    return Contact(uuid4(), kind, "cipher", "138****0001", preferred)  # type: ignore[arg-type]


def test_the_preferred_channel_wins_then_the_usual_order() -> None:
    mail, sms = a_contact("email", preferred=True), a_contact("sms")
    assert best_contact([sms, mail]) is mail
    assert best_contact([a_contact("email"), sms]) is sms
    assert best_contact([]) is None


def test_a_message_goes_out_though_a_parameter_is_missing() -> None:
    assert "HC-1" in text_of("case_issued", {"case_no": "HC-1"})
    assert "（case_no）" in text_of("case_issued", {})
    assert text_of("unheard_of", {"a": 1}) == "unheard_of（a：1）"
