"""Signed webhooks, out and in: an id, a moment and the body under one HMAC.

After Standard Webhooks: the headers ``webhook-id``, ``webhook-timestamp`` and
``webhook-signature`` (``v1,<base64>``, several while a key is rotated); what is
signed is ``<id>.<timestamp>.<body>``.
"""

import base64
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Self

from shared.refusals import Unauthenticated

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = timedelta(minutes=5)
MARK = "whsec_"
LEAST_BYTES = 24
MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{1,128}")
SECONDS = re.compile(r"[0-9]{1,11}")


@dataclass(eq=False)
class SignatureRefused(Unauthenticated):
    """签名不正确。"""

    advice: ClassVar[str] = (
        "请核对密钥、webhook-id、webhook-timestamp（与标准时间相差不超过 5 分钟）"
        "和 webhook-signature；重试时请按当前时间重新签名。"
    )


@dataclass(frozen=True, slots=True, repr=False)
class WebhookKeys:
    """The secrets shared with one other side, the newest first; all of them are good."""

    secrets: tuple[bytes, ...]

    @classmethod
    def of(cls, *texts: str) -> Self:
        """Read ``whsec_<base64>`` secrets; ValueError says what is wrong, never the secret."""
        if not texts:
            raise ValueError("no secret")
        return cls(tuple(map(_secret, texts)))

    def sign(self, message_id: str, at: datetime, body: bytes) -> dict[str, str]:
        """The headers that prove the body to the other side."""
        seconds = str(int(at.timestamp()))
        return {
            ID: message_id,
            TIMESTAMP: seconds,
            SIGNATURE: " ".join(self._signatures(message_id, seconds, body)),
        }

    def verify(self, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
        """The id of a message that the other side signed just now; else SignatureRefused."""
        message_id, seconds = headers.get(ID, ""), headers.get(TIMESTAMP, "")
        if not (MESSAGE_ID.fullmatch(message_id) and SECONDS.fullmatch(seconds)):
            raise SignatureRefused
        if abs(now.timestamp() - int(seconds)) > TOLERANCE.total_seconds():
            raise SignatureRefused
        good = [one.encode() for one in self._signatures(message_id, seconds, body)]
        given = [one.encode() for one in headers.get(SIGNATURE, "").split()]
        fits = [hmac.compare_digest(one, other) for one in good for other in given]  # no early end
        if not any(fits):
            raise SignatureRefused
        return message_id

    def _signatures(self, message_id: str, seconds: str, body: bytes) -> list[str]:
        signed = f"{message_id}.{seconds}.".encode() + body
        return [
            "v1," + base64.b64encode(hmac.digest(secret, signed, sha256)).decode()
            for secret in self.secrets
        ]


def _secret(text: str) -> bytes:
    try:
        secret = base64.b64decode(text.strip().removeprefix(MARK), validate=True)
    except ValueError as unreadable:
        raise ValueError("secret is not whsec_ and base64") from unreadable
    if len(secret) < LEAST_BYTES:
        raise ValueError(f"secret has {len(secret)} bytes, {LEAST_BYTES} are the least")
    return secret
