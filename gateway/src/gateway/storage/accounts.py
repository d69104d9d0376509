"""Accounts as rows, and the tries that failed."""

from datetime import datetime, timedelta
from uuid import UUID

from gateway.domain.accounts import TRIES_A_MINUTE, Account
from gateway.domain.sessions import digest_of
from shared.database import Row, UnitOfWork

ONE = """
SELECT a.id, a.login, a.kind, a.roles, a.name_masked, a.region_code, a.organ_id, a.disabled_at,
       a.password_hash, a.name_cipher, coalesce(s.staff_no, '') AS staff_no,
       coalesce(d.code, '') AS device_id
FROM account a LEFT JOIN staff s ON s.account_id = a.id LEFT JOIN device d ON d.account_id = a.id
WHERE {condition}
"""
SAVE = """
INSERT INTO account (id, login, kind, roles, password_hash, name_cipher, name_masked, region_code,
    organ_id, wechat_index, outside_subject, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (id) DO UPDATE SET roles = EXCLUDED.roles, organ_id = EXCLUDED.organ_id,
    region_code = EXCLUDED.region_code, name_masked = EXCLUDED.name_masked,
    name_cipher = coalesce(EXCLUDED.name_cipher, account.name_cipher),
    wechat_index = coalesce(EXCLUDED.wechat_index, account.wechat_index)
"""
LET_GO = """
UPDATE account SET outside_subject = NULL WHERE outside_subject = $1 AND id <> $2 RETURNING id
"""
BIND = """
UPDATE account SET outside_subject = nullif($2, '')
WHERE id = $1 AND outside_subject IS DISTINCT FROM nullif($2, '')
    AND (outside_subject IS NOT NULL OR $2 <> '') RETURNING id
"""
DISABLE = """
UPDATE account SET disabled_at = CASE WHEN $2::boolean THEN $3::timestamptz END
WHERE id = $1 AND (disabled_at IS NOT NULL) IS DISTINCT FROM $2 RETURNING id
"""
SET_PASSWORD = "UPDATE account SET password_hash = $2 WHERE id = $1"  # noqa: S105
SAVE_DEVICE = """
INSERT INTO device (id, account_id, code, place, registered_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING
"""
MINUTE = timedelta(minutes=1)
FAILED = """
INSERT INTO failed_sign_in AS f (login_digest, tries, since) VALUES ($1, 1, $2)
ON CONFLICT (login_digest) DO UPDATE SET
    tries = CASE WHEN f.since <= $3 THEN 1 ELSE least(f.tries + 1, 100) END,
    since = CASE WHEN f.since <= $3 THEN $2 ELSE f.since END
"""
FAILURES = "SELECT since FROM failed_sign_in WHERE login_digest = $1 AND since > $2 AND tries >= $3"


def account_of(row: Row) -> Account:
    """The account of a row read here."""
    return Account(
        id=row["id"],
        login=row["login"],
        kind=row["kind"],
        roles=tuple(row["roles"]),
        name_masked=row["name_masked"],
        region_code=row["region_code"],
        organ_id=row["organ_id"],
        staff_no=row["staff_no"],
        device_id=row["device_id"],
        disabled=row["disabled_at"] is not None,
    )


async def with_login(work: UnitOfWork, login: str) -> Row | None:
    """One account by the name it logs in with, its password's hash included."""
    return await work.fetch_row(ONE.format(condition="a.login = $1"), login)


async def with_id(work: UnitOfWork, account_id: UUID) -> Row | None:
    """One account."""
    return await work.fetch_row(ONE.format(condition="a.id = $1"), account_id)


async def with_wechat(work: UnitOfWork, wechat_index: str) -> Row | None:
    """The account a WeChat user is bound to, by the blind index of the openid."""
    return await work.fetch_row(ONE.format(condition="a.wechat_index = $1"), wechat_index)


async def with_outside_subject(work: UnitOfWork, subject: str) -> Row | None:
    """The account an outside issuer's subject is bound to."""
    return await work.fetch_row(ONE.format(condition="a.outside_subject = $1"), subject)


async def save(
    work: UnitOfWork,
    account: Account,
    *,
    password_hash: str | None = None,
    name_cipher: str | None = None,
    wechat_index: str | None = None,
    outside_subject: str | None = None,
) -> None:
    """Enter an account, or change what may change; the password stays as it is."""
    await work.write(
        SAVE,
        account.id,
        account.login,
        account.kind,
        list(account.roles),
        password_hash,
        name_cipher,
        account.name_masked,
        account.region_code,
        account.organ_id,
        wechat_index,
        outside_subject,
        work.now,
    )


async def let_go_of_subject(work: UnitOfWork, subject: str, account_id: UUID) -> UUID | None:
    """Whoever else the subject stood for, it does no longer; who that was."""
    row = await work.write(LET_GO, subject, account_id)
    return row["id"] if row else None


async def bind_subject(work: UnitOfWork, account_id: UUID, subject: str) -> bool:
    """An outside subject stands for the account, or none; False when it is so already."""
    return await work.write(BIND, account_id, subject) is not None


async def disable(work: UnitOfWork, account_id: UUID, *, disabled: bool) -> bool:
    """Close an account or open it again; False when it is so already."""
    return await work.write(DISABLE, account_id, disabled, work.now) is not None


async def set_password(work: UnitOfWork, account_id: UUID, password_hash: str) -> None:
    """Whoever logs in has to know this password from now on."""
    await work.write(SET_PASSWORD, account_id, password_hash)


async def save_device(
    work: UnitOfWork, device_id: UUID, account_id: UUID, code: str, place: str
) -> None:
    """Enter a device of an account."""
    await work.write(SAVE_DEVICE, device_id, account_id, code, place, work.now)


async def locked_out_until(work: UnitOfWork, login: str, now: datetime) -> datetime | None:
    """Until when nobody may try this login, known or not; None when anybody may."""
    digest = digest_of(login)
    since: datetime | None = await work.fetch_value(FAILURES, digest, now - MINUTE, TRIES_A_MINUTE)
    return since + MINUTE if since else None


async def count_failure(work: UnitOfWork, login: str, now: datetime) -> None:
    """Count a wrong password; the login itself is not kept, it may not even exist."""
    await work.write(FAILED, digest_of(login), now, now - MINUTE)


async def forget_failures(work: UnitOfWork, login: str) -> None:
    """A right password wipes the slate."""
    await work.write("DELETE FROM failed_sign_in WHERE login_digest = $1", digest_of(login))
