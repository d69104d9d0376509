"""What is held of one person here: the account, where they are reached, what they were told.

The account itself stays as an empty shell, closed: what others keep by law goes on to name its id.
"""

from uuid import UUID

from gateway.storage import accounts, sessions
from shared.database import UnitOfWork
from shared.events.identity import AccountRevoked
from shared.persons import Held, Persons

ERASED = "erased"


async def end_sessions(work: UnitOfWork, account_id: UUID) -> None:
    """Whatever was given to the account ends."""
    if await accounts.with_id(work, account_id) is None:
        return
    await sessions.revoke_all_of(work, account_id, ERASED)
    revoked = AccountRevoked(
        account_id=account_id, session_id=None, reason=ERASED, revoked_at=work.now
    )
    await work.announce(account_id, revoked)


PERSONS = Persons(
    (
        Held("contact_channel"),
        Held("waiting_message"),  # first: who is sending one finds that it is gone
        Held("sent_message"),
        Held("kiosk_session", becomes={"state": "'ended'", "account_id": "NULL"}),
        Held(
            "account",
            "id = $1",
            becomes={
                "login": "id::text", "name_cipher": "NULL", "name_masked": "'已注销'",
                "password_hash": "NULL", "wechat_index": "NULL", "outside_subject": "NULL",
                "disabled_at": "coalesce(disabled_at, now())",
            },
        ),
    ),
    also=end_sessions,
    apart={
        "staff": "officials are public by law",
        "device": "a device is nobody",
        "session": "times alone; ended with the account",
        "revocation": "times alone",
    },
)  # fmt: skip
