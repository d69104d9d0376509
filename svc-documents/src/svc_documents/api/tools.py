"""What the routes of this process share."""

from typing import Annotated

from fastapi import Depends

from shared.identity import Caller, role

Editor = Annotated[Caller, Depends(role("editor", "admin"))]
Registrar = Annotated[Caller, Depends(role("registrar"))]
Supervisor = Annotated[Caller, Depends(role("supervisor"))]
Staff = Annotated[Caller, Depends(role("editor", "registrar", "approver", "supervisor", "admin"))]
