"""What is held of one person here: requests for disclosure, and ideas for projects."""

from shared.persons import ARCHIVES, Held, Persons

PERSONS = Persons(
    (
        Held("disclosure_request", kept=ARCHIVES),
        Held(
            "disclosure_file",
            "request_id IN (SELECT request_id FROM disclosure_request WHERE account_id = $1)",
            kept=ARCHIVES,
        ),
        Held("idea", becomes={"account_id": "gen_random_uuid()"}),
    ),
    apart={
        "staff": "officials are public by law",
        "inspection": "the secret is of a draw, not of a person",
    },
)
