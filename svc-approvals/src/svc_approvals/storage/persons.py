"""What is held of one person here: their cases and certificates, which are records."""

from shared.persons import ARCHIVES, Held, Persons

THEIR_CASES = "case_id IN (SELECT case_id FROM kase WHERE applicant_id = $1)"
CERTIFICATES = "证照由颁发部门依法保存，撤销请向颁发部门申请"

PERSONS = Persons(
    (
        Held("kase", "applicant_id = $1", kept=ARCHIVES),
        Held("case_form", THEIR_CASES, kept=ARCHIVES),
        Held("material", THEIR_CASES, kept=ARCHIVES),
        Held("supplement", THEIR_CASES, kept=ARCHIVES),
        Held("pre_review", THEIR_CASES, kept=ARCHIVES),
        Held("node", THEIR_CASES, kept=ARCHIVES),
        Held("attachment", THEIR_CASES, kept=ARCHIVES),
        Held("granted_data", THEIR_CASES, kept=ARCHIVES),
        Held("delivery", THEIR_CASES, kept=ARCHIVES),
        Held("walk_in", "applicant_id = $1", kept=ARCHIVES),
        Held("certificate", "holder_id = $1", kept=CERTIFICATES),
        Held("certificate_use", THEIR_CASES, kept=ARCHIVES),
        Held(
            "screen_field",
            f"session_id IN (SELECT session_id FROM screen_session WHERE {THEIR_CASES})",
        ),
    ),
    apart={"staff": "officials are public by law"},
)
