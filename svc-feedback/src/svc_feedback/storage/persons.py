"""What is held of one person here: what they reviewed, wrote and answered.

A review stays, since nothing in the statistics may go; from then on nobody can tell whose it was.
"""

from shared.persons import ARCHIVES, Held, Persons

THEIRS = "SELECT opportunity_id FROM opportunity WHERE account_id = $1"
REVIEWED = f"(opportunity_id IN ({THEIRS}) OR writer_id = $1)"
VISITED = "opportunity_id IN (SELECT opportunity_id FROM review WHERE writer_id = $1)"
THEIR_REVIEWS = f"SELECT review_id FROM review WHERE {REVIEWED}"
THEIR_BAD_REVIEWS = f"SELECT bad_review_id FROM bad_review WHERE review_id IN ({THEIR_REVIEWS})"
THEIR_LETTERS = "SELECT letter_id FROM letter WHERE account_id = $1"
MASKED = {"text_encrypted": "text_masked"}

PERSONS = Persons(
    (
        Held("follow_up", f"review_id IN ({THEIR_REVIEWS})", hides=MASKED),
        Held(
            "bad_review_step",
            f"kind = 'answer' AND bad_review_id IN ({THEIR_BAD_REVIEWS})",
            kept="差评办理过程，所写内容已经遮盖个人信息",
        ),
        Held("review_photo", f"review_id IN ({THEIR_REVIEWS})", files="stored_at"),
        Held("opportunity", VISITED, becomes={"code_digest": "NULL"}),
        Held(
            "review",
            REVIEWED,
            hides=MASKED,
            becomes={"writer_id": "NULL", "writer_masked": "NULL"},
        ),
        Held("opportunity", becomes={"account_id": "NULL", "code_digest": "NULL"}),
        Held("opinion", hides=MASKED, becomes={"account_id": "NULL"}),
        Held("letter", kept=ARCHIVES),
        Held("letter_file", f"letter_id IN ({THEIR_LETTERS})", kept=ARCHIVES),
    ),
    apart={"staff": "officials are public by law"},
)
