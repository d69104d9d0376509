"""Printed documents: definitions and cases as PDF, with Chinese glyphs inside."""

from svc_approvals.api.printing.notices import notice_pdf
from svc_approvals.api.printing.receipts import Receipt, receipt_pdf

__all__ = ["Receipt", "notice_pdf", "receipt_pdf"]
