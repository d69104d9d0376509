"""A post office that speaks SMTP with TLS, as far as tests need one."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from gateway_certificates import a_certificate

from gateway.adapters.smtp import Post, Tls

HOST = "127.0.0.1"
USER, PASSWORD = "notice", "a password"


class Letters:
    """What the post office took; it answers recipients and contents as told."""

    def __init__(self, recipient: str = "250 OK", content: str = "250 OK") -> None:
        self.recipient = recipient
        self.content = content
        self.taken: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802  aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """A recipient is named."""
        _ = server, session, options
        envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(  # noqa: N802  aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """A letter is handed in."""
        _ = server, session
        content = envelope.content
        assert isinstance(content, bytes)
        self.taken.append(message_from_bytes(content, policy=policy.default))
        return self.content


def _known(*asked: Any) -> AuthResult:
    """Whether the login is the one there is."""
    login = asked[-1]
    known = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=login == known)


@asynccontextmanager
async def a_post_office(letters: Letters, folder: Path, tls: Tls) -> AsyncIterator[Post]:
    """A post office with a certificate of its own; where it is and how to speak to it."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    file = a_certificate(folder / "post.pem", x509.IPAddress(ip_address(HOST)))
    context.load_cert_chain(file)
    starttls = context if tls == "starttls" else None

    def speaking() -> SMTP:
        return SMTP(
            letters, hostname="post.test", tls_context=starttls, require_starttls=bool(starttls),
            authenticator=_known, auth_required=bool(starttls), auth_require_tls=bool(starttls),
        )  # fmt: skip

    loop = asyncio.get_running_loop()
    implicit = context if tls == "implicit" else None
    server = await loop.create_server(speaking, HOST, 0, ssl=implicit)
    try:
        port = server.sockets[0].getsockname()[1]
        yield Post(HOST, port, "notice@gov.example", USER, PASSWORD, tls, file)
    finally:
        server.close()
        await server.wait_closed()
