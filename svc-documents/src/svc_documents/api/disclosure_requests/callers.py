"""Who does what with requests for disclosure."""

from typing import Annotated

from fastapi import Depends

from shared.identity import Caller, role
from svc_documents.use_cases.disclosure_requests.saving import HANDLERS

Handler = Annotated[Caller, Depends(role(*sorted(HANDLERS)))]
