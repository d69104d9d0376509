"""What is held of one person here: what they reviewed, wrote and answered.

A review stays, since nothing in the statistics may go; from then on nobody can tell whose it was.
"""

from shared.persons import ARCHIVES, Held, Persons

THEIRS = "SELECT opportunity_id FROM opportunity WHERE account_id = $1"
THEIR_REVIEWS = f"SELECT review_id FROM review WHERE opportunity_id IN ({THEIRS})"
THEIR_LETTERS = "SELECT letter_id FROM letter WHERE account_id = $1"
MASKED = {"text_encrypted": "text_masked"}

PERSONS = Persons(
    (
        Held("follow_up", f"review_id IN ({THEIR_REVIEWS})", hides=MASKED),
        Held("review", f"opportunity_id IN ({THEIRS})", hides=MASKED),
        Held("opportunity", becomes={"account_id": "NULL", "code_digest": "NULL"}),
        Held("opinion", hides=MASKED, becomes={"account_id": "NULL"}),
        Held("letter", kept=ARCHIVES),
        Held("letter_file", f"letter_id IN ({THEIR_LETTERS})", kept=ARCHIVES),
    ),
    apart={"staff": "officials are public by law"},
)
