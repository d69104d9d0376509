"""Signatures: what fits, what is old, what was never signed."""

import base64
from datetime import timedelta

import pytest
from case_building import MONDAY

from svc_approvals.domain.webhooks import SignatureRefused, WebhookKeys

OLD, NEW = ("whsec_" + base64.b64encode(letter * 24).decode() for letter in (b"o", b"n"))
BODY = b'{"outcome":"approved"}'
KEYS = WebhookKeys.of(NEW)


def test_what_was_signed_is_known_by_its_id() -> None:
    headers = KEYS.sign("msg-1", MONDAY, BODY)

    assert KEYS.verify(headers, BODY, MONDAY + timedelta(minutes=4)) == "msg-1"


def test_the_signature_is_the_one_standard_webhooks_gives() -> None:
    keys = WebhookKeys.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = MONDAY.fromtimestamp(1614265330, MONDAY.tzinfo)

    signed = keys.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}')

    assert signed["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize(
    "change",
    [
        {"webhook-id": "msg-2"},
        {"webhook-id": ""},
        {"webhook-id": "msg.1"},
        {"webhook-id": "m" * 129},
        {"webhook-timestamp": "soon"},
        {"webhook-timestamp": "-1"},
        {"webhook-timestamp": "１６１４２６５３３０"},
        {"webhook-timestamp": "9" * 40},
        {"webhook-timestamp": ""},
        {"webhook-signature": ""},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-signature": "v1,签名"},
    ],
)
def test_a_changed_header_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(SignatureRefused):
        KEYS.verify(KEYS.sign("msg-1", MONDAY, BODY) | change, BODY, MONDAY)


@pytest.mark.parametrize("minutes", [-6, 6])
def test_an_old_or_early_signature_is_refused(minutes: int) -> None:
    with pytest.raises(SignatureRefused):
        KEYS.verify(KEYS.sign("msg-1", MONDAY, BODY), BODY, MONDAY + timedelta(minutes=minutes))


def test_a_changed_body_is_refused() -> None:
    with pytest.raises(SignatureRefused):
        KEYS.verify(KEYS.sign("msg-1", MONDAY, BODY), BODY + b" ", MONDAY)


def test_while_a_key_is_rotated_either_side_may_be_behind() -> None:
    both, old = WebhookKeys.of(NEW, OLD), WebhookKeys.of(OLD)

    assert both.verify(old.sign("msg-1", MONDAY, BODY), BODY, MONDAY) == "msg-1"
    assert old.verify(both.sign("msg-1", MONDAY, BODY), BODY, MONDAY) == "msg-1"
    with pytest.raises(SignatureRefused):
        KEYS.verify(old.sign("msg-1", MONDAY, BODY), BODY, MONDAY)


@pytest.mark.parametrize("text", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64!"])
def test_a_weak_or_unreadable_secret_is_named_but_not_shown(text: str) -> None:
    with pytest.raises(ValueError, match="secret") as refused:
        WebhookKeys.of(text)

    assert "c2hvcnQ" not in str(refused.value)


def test_keys_do_not_show_their_secrets() -> None:
    assert "nnnn" not in repr(KEYS)
