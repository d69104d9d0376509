"""What the applicant of a request for disclosure is told by message."""

from datetime import date

from svc_documents.domain.disclosure_requests.requests import DisclosureRequest

RECEIVED = "disclosure_received"
SUPPLEMENT_ASKED = "disclosure_supplement_asked"
EXTENDED = "disclosure_extended"
FEE_ASKED = "disclosure_fee_asked"
ANSWERED = "disclosure_answered"
TEMPLATES = (RECEIVED, SUPPLEMENT_ASKED, EXTENDED, FEE_ASKED, ANSWERED)


def parameters(request: DisclosureRequest, template: str) -> dict[str, str]:
    """The number of the request and the day that counts; nothing personal."""
    waited = {SUPPLEMENT_ASKED: request.supplement, FEE_ASKED: request.fee}.get(template)
    day = waited.due_on if waited else request.due_on
    return {"request_no": request.request_no, "due": _day(day)}


def _day(day: date) -> str:
    return f"{day:%Y年%m月%d日}"
