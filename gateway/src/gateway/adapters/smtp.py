"""E-mail over SMTP, always with TLS."""

import ssl
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

import structlog
from aiosmtplib import (
    SMTP,
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from gateway.adapters.channels import ChannelAway, ChannelRefused, MessageDeclined
from gateway.domain.messages import Outgoing
from shared.edge import clock

log = structlog.get_logger("channels")

SECONDS = 10.0
PERMANENT = 500
SUBJECT = "阳光政务通知"

Tls = Literal["implicit", "starttls"]


@dataclass(frozen=True, slots=True)
class Post:
    """A post office: where it is, how it is spoken to, and who writes."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    tls: Tls = "implicit"
    ca_file: Path | None = None  # of a post office whose certificate is the house's own


@dataclass(frozen=True, slots=True)
class SmtpChannel:
    """One connection per message; its Message-ID is the key's, so that a repetition is known."""

    post: Post

    async def send(self, address: str, message: Outgoing) -> None:
        """Send; ChannelRefused when the post office refuses this recipient for good (5xx)."""
        letter = _letter(self.post.sender, address, message)
        try:
            async with self._connection() as smtp:
                await smtp.send_message(letter, sender=self.post.sender, recipients=[address])
        except SMTPRecipientsRefused as refusal:
            raise _verdict(refusal, message.key) from None
        except SMTPDataError as fault:
            raise MessageDeclined(f"smtp {fault.code}") from None
        except SMTPResponseException as fault:
            raise ChannelAway(f"smtp {fault.code}") from None
        except (SMTPException, OSError) as fault:
            raise ChannelAway(f"smtp {type(fault).__name__}") from None

    def _connection(self) -> SMTP:
        implicit = self.post.tls == "implicit"
        return SMTP(
            hostname=self.post.host,
            port=self.post.port,
            username=self.post.user or None,
            password=self.post.password or None,
            timeout=SECONDS,
            use_tls=implicit,
            start_tls=not implicit,
            tls_context=ssl.create_default_context(cafile=self.post.ca_file),
        )


def _letter(sender: str, address: str, message: Outgoing) -> EmailMessage:
    letter = EmailMessage()
    try:
        letter["From"], letter["To"] = (Address(addr_spec=one) for one in (sender, address))
    except (MessageError, ValueError, IndexError):  # the last: an empty one
        raise ChannelRefused("no address of e-mail") from None
    letter["Subject"] = SUBJECT
    letter["Date"] = format_datetime(clock())
    letter["Message-ID"] = message_id(message.key, address, sender)
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    letter.set_content(message.text)
    return letter


def message_id(key: str, address: str, sender: str) -> str:
    """The same for the same key and recipient, and nothing can be read from it."""
    digest = sha256(f"{key}\n{address}".encode()).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def _verdict(refusal: SMTPRecipientsRefused, key: str) -> Exception:
    """The messages of a post office name the address: only its code is told."""
    code = refusal.recipients[0].code
    if code < PERMANENT:
        return MessageDeclined(f"smtp {code}")
    log.warning("refused by the post office", code=code, key=key)
    return ChannelRefused(f"smtp {code}")
