"""Idempotency keys: the same request twice is done once and answered twice.

After draft-ietf-httpapi-idempotency-key-header: the answer is kept in the same
transaction as the effect, per actor. Only answers that changed something are
kept; a refusal changed nothing, so a repeat is simply judged again.
"""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import ClassVar

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from shared.database import UnitOfWork
from shared.refusals import Conflict, Invalid, Malformed

KEPT_FOR = timedelta(days=7)
KEPT_FOR_KIOSKS = timedelta(days=30)
LONGEST_KEY = 255


class IdempotencyKeyMissing(Malformed):
    """自助终端的请求缺少幂等键。"""

    advice = "请在 Idempotency-Key 请求头中带上每次办理唯一的编号后重试。"


class IdempotencyKeyMalformed(Malformed):
    """幂等键格式不正确。"""

    advice = "Idempotency-Key 应为 1 至 255 个可见 ASCII 字符。"


@dataclass(eq=False)
class IdempotencyKeyReused(Invalid):
    """同一个幂等键用在了不同的请求上。"""

    advice: ClassVar[str] = "每次新的办理请使用新的 Idempotency-Key；重试时请保持内容不变。"


class RequestStillRunning(Conflict):
    """同一请求正在处理。"""

    advice = "请稍候再用同一个幂等键重试，系统不会重复办理。"
    retry_after = 1


def key_of(request: Request) -> str | None:
    """The key a client sent, quoted (structured field) or bare."""
    raw = request.headers.get("idempotency-key")
    if raw is None:
        return None
    key = raw[1:-1] if len(raw) > 1 and raw[0] == raw[-1] == '"' else raw
    if not 1 <= len(key) <= LONGEST_KEY or not (key.isascii() and key.isprintable()):
        raise IdempotencyKeyMalformed
    return key


async def fingerprint_of(request: Request) -> bytes:
    """What makes two requests the same: method, path, query and content.

    A multipart body is taken by its parts, because its boundary changes with
    every try.
    """
    digest = sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        for name, value in (await request.form()).multi_items():
            digest.update(f"\n{name}\n".encode())
            digest.update(await _content(value))
    else:
        digest.update(await request.body())
    return digest.digest()


async def _content(value: UploadFile | str) -> bytes:
    if isinstance(value, str):
        return value.encode()
    digest = sha256((value.filename or "").encode())
    while chunk := await value.read(1 << 16):
        digest.update(chunk)
    await value.seek(0)
    return digest.digest()


CLAIM = """
SELECT pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0)) AS free,
       a.fingerprint, a.status, a.headers, a.body
FROM (SELECT 1) one
LEFT JOIN answered_request a ON a.actor = $1 AND a.key = $2 AND a.expires_at > $3
"""
KEEP = """
INSERT INTO answered_request (actor, key, fingerprint, status, headers, body, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (actor, key) DO UPDATE SET fingerprint = EXCLUDED.fingerprint, status = EXCLUDED.status,
    headers = EXCLUDED.headers, body = EXCLUDED.body, expires_at = EXCLUDED.expires_at
WHERE answered_request.expires_at <= $8 RETURNING key
"""
FORGET = "DELETE FROM answered_request WHERE expires_at <= $1"


async def claim(work: UnitOfWork, actor: str, key: str, fingerprint: bytes) -> Response | None:
    """Take the key for this work, or answer what was answered before.

    Refused with IdempotencyKeyReused when the content differs, with
    RequestStillRunning while the first is under way.
    """
    await work.lock()
    row = await work.fetch_row(CLAIM, actor, key, work.now)
    if row is None or not row["free"]:
        raise RequestStillRunning
    if row["status"] is None:
        return None
    if row["fingerprint"] != fingerprint:
        raise IdempotencyKeyReused
    headers = {**row["headers"], "Idempotent-Replayed": "true"}
    return Response(row["body"], row["status"], headers)


async def keep(
    work: UnitOfWork,
    actor: str,
    key: str,
    fingerprint: bytes,
    answer: Response,
    *,
    kiosk: bool,
) -> bool:
    """Keep the answer beside its effect; False when somebody else kept one meanwhile."""
    headers = {k: v for k, v in answer.headers.items() if k not in {"content-length", "date"}}
    expires_at = work.now + (KEPT_FOR_KIOSKS if kiosk else KEPT_FOR)
    body = bytes(answer.body)
    kept = await work.write(
        KEEP,
        actor,
        key,
        fingerprint,
        answer.status_code,
        headers,
        body,
        expires_at,
        work.now,
    )
    return kept is not None


async def forget(work: UnitOfWork) -> None:
    """Let go of the answers whose time is over."""
    await work.write(FORGET, work.now)
