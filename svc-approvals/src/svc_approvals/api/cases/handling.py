"""Routes by which nodes change hands, go back, rest and get more time."""

from uuid import UUID

from shared.edge import Work, edge_router
from shared.identity import RoleMissing
from shared.problems import documented
from svc_approvals.api.cases.case_shown import state_view
from svc_approvals.api.cases.case_views import CaseStateView
from svc_approvals.api.cases.decisions import TAKING
from svc_approvals.api.cases.task_views import (
    ExtensionAnswer,
    ExtensionRequest,
    FindingRequest,
    HandBackRequest,
    HandOverRequest,
    NodeSupplementRequest,
    NodeView,
    ProcedureRequest,
    ReturnRequest,
    SignerRemovalRequest,
    SignerRequest,
)
from svc_approvals.api.tools import Officer, OfficerOrSupervisor, Tools
from svc_approvals.domain.cases.reasons import (
    AlreadySigned,
    ExtendedOnceAlready,
    ExtensionNeedsAnother,
    ExtensionNotAsked,
    ExtensionTooLong,
    NodeDelegated,
    NodeNotDelegated,
    NodeNotShared,
    NoSpecialProcedure,
    NoSupplementOpen,
    NotASigner,
    NotTheHandler,
    OfficialUnknown,
    ReturnTargetNotEarlier,
    ReturnWouldOrphan,
    SecondRequestNeedsReason,
    SignerOfTheMatter,
    SignerPresent,
    SupplementEmpty,
    SupplementItemUnknown,
    TransitionNotAllowed,
    VoteWouldBeStuck,
)
from svc_approvals.use_cases.cases import handling, resting, returning
from svc_approvals.use_cases.cases.resting import Procedure

router = edge_router("tasks", prefix="/api/v1/tasks")


@router.post(
    "/{node_id}/transfer",
    responses=documented(*TAKING, NodeDelegated, OfficialUnknown, SignerPresent),
)
async def transfer_node(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, request: HandOverRequest
) -> NodeView:
    """Hand a node, and your signature of it, to a colleague of your organ for good (转办)."""
    node = await handling.transfer_node(work, tools, caller, node_id, request.to, request.reason)
    return NodeView.of(node)


@router.post(
    "/{node_id}/delegate",
    responses=documented(*TAKING, NodeDelegated, NotTheHandler, NodeNotShared, OfficialUnknown),
)
async def delegate_node(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, request: HandOverRequest
) -> NodeView:
    """Lend a node you have claimed to a colleague for an opinion (委派); it comes back."""
    node = await handling.delegate_node(work, tools, caller, node_id, request.to, request.reason)
    return NodeView.of(node)


@router.post("/{node_id}/hand-back", responses=documented(*TAKING, NodeNotDelegated, NotTheHandler))
async def hand_back_node(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, request: HandBackRequest
) -> NodeView:
    """Give a lent node back with your opinion, or call it back."""
    return NodeView.of(await handling.hand_back_node(work, tools, caller, node_id, request.opinion))


@router.post(
    "/{node_id}/add-signer",
    responses=documented(*TAKING, NodeNotShared, NodeDelegated, SignerPresent, OfficialUnknown),
)
async def add_signer(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, request: SignerRequest
) -> NodeView:
    """Ask one more official of your organ to sign (加签)."""
    node = await handling.add_signer(work, tools, caller, node_id, request.staff_no, request.weight)
    return NodeView.of(node)


@router.post(
    "/{node_id}/remove-signer",
    responses=documented(*TAKING, NotASigner, AlreadySigned, SignerOfTheMatter, VoteWouldBeStuck),
)
async def remove_signer(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, request: SignerRemovalRequest
) -> NodeView:
    """Ask one official less (减签) of those who were added; the others may decide by that."""
    node = await handling.remove_signer(work, tools, caller, node_id, request.staff_no)
    return NodeView.of(node)


@router.post(
    "/{node_id}/return",
    responses=documented(
        *TAKING,
        NodeDelegated,
        ReturnTargetNotEarlier,
        ReturnWouldOrphan,
        TransitionNotAllowed,
    ),
)
async def return_node(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, request: ReturnRequest
) -> CaseStateView:
    """Send the case back to an earlier node or to the window, never over a begun branch."""
    case = await returning.return_node(work, tools, caller, node_id, request.to, request.reason)
    return state_view(case)


@router.post("/{node_id}/start-special-procedure", responses=documented(*TAKING, NodeDelegated))
async def start_special_procedure(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, request: ProcedureRequest
) -> NodeView:
    """Begin a hearing, a test, an expert review: not counted in the limit (特别程序)."""
    procedure = Procedure(request.kind, request.basis, request.expected_days)
    return NodeView.of(
        await resting.start_special_procedure(work, tools, caller, node_id, procedure)
    )


@router.post("/{node_id}/end-special-procedure", responses=documented(*TAKING, NoSpecialProcedure))
async def end_special_procedure(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, request: FindingRequest
) -> NodeView:
    """End the special procedure; the limit goes on with what was left of it."""
    return NodeView.of(
        await resting.end_special_procedure(work, tools, caller, node_id, request.finding)
    )


@router.post(
    "/{node_id}/request-supplement",
    responses=documented(
        *TAKING, NodeDelegated, SupplementEmpty, SupplementItemUnknown, SecondRequestNeedsReason,
        RoleMissing,
    ),
)  # fmt: skip
async def request_node_supplement(
    work: Work,
    tools: Tools,
    caller: OfficerOrSupervisor,
    node_id: UUID,
    request: NodeSupplementRequest,
) -> NodeView:
    """Name everything this node misses, once and all at once; only this branch rests."""
    asked = [(item.pointer, item.reason) for item in request.items]
    node = await resting.request_node_supplement(
        work, tools, caller, node_id, asked, request.supervisor_reason
    )
    return NodeView.of(node)


@router.post("/{node_id}/end-supplement", responses=documented(*TAKING, NoSupplementOpen))
async def end_node_supplement(work: Work, tools: Tools, caller: Officer, node_id: UUID) -> NodeView:
    """Go on without waiting any longer, with what is there."""
    return NodeView.of(await resting.end_node_supplement(work, tools, caller, node_id))


@router.post(
    "/{node_id}/extend",
    responses=documented(*TAKING, NodeDelegated, ExtendedOnceAlready, ExtensionTooLong),
)
async def ask_extension(
    work: Work, tools: Tools, caller: Officer, node_id: UUID, request: ExtensionRequest
) -> NodeView:
    """Ask for more working days, once (延长时限，行政许可法第四十二条)."""
    node = await resting.ask_extension(work, tools, caller, node_id, request.days, request.reason)
    return NodeView.of(node)


@router.post(
    "/{node_id}/answer-extension",
    responses=documented(*TAKING, ExtensionNotAsked, ExtensionNeedsAnother, TransitionNotAllowed),
)
async def answer_extension(
    work: Work,
    tools: Tools,
    caller: OfficerOrSupervisor,
    node_id: UUID,
    request: ExtensionAnswer,
) -> NodeView:
    """Agree to the longer limit or not; never who asked for it."""
    node = await resting.answer_extension(work, tools, caller, node_id, agreed=request.agreed)
    return NodeView.of(node)
