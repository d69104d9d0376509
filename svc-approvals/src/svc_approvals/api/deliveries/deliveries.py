"""Routes of deliveries: the window's, the owner's, and the courier's signed news."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from shared.edge import Work, edge_router
from shared.identity import AnyCaller
from shared.pages import Page, Paging, link_next, page_of
from shared.problems import documented
from shared.reading import Fields
from svc_approvals.adapters.couriers import CourierNews
from svc_approvals.api.deliveries.delivery_views import (
    DeliveryStateView,
    DeliveryView,
    NewsTaken,
    OwnDelivery,
    PickUpRequest,
)
from svc_approvals.api.signed import signed_body
from svc_approvals.api.tools import Applicant, Clerk, Tools
from svc_approvals.domain.cases.reasons import CaseNotFound, TransitionNotAllowed
from svc_approvals.domain.deliveries.deliveries import Delivery, Kind
from svc_approvals.domain.deliveries.reasons import (
    CourierEventInvalid,
    DeliveryFinished,
    DeliveryNotFound,
    DeliveryNotReturned,
    DeliveryUnderWay,
    PickupCodeWrong,
    WaybillUnknown,
)
from svc_approvals.domain.deliveries.states import DeliveryState
from svc_approvals.domain.pushes.reasons import MessageTooLarge
from svc_approvals.domain.webhooks import SignatureRefused
from svc_approvals.storage.deliveries import deliveries
from svc_approvals.use_cases.cases import applications
from svc_approvals.use_cases.deliveries import handing_over, news

router = edge_router("deliveries", prefix="/api/v1/deliveries")
own_router = edge_router("cases", prefix="/api/v1/cases")
NEWS = {"application/json": {"schema": CourierNews.model_json_schema()}}


@router.get("", response_model=Page[DeliveryView], dependencies=[Fields])
async def list_deliveries(
    work: Work,
    caller: Clerk,
    page: Paging,
    request: Request,
    response: Response,
    *,
    state: Annotated[DeliveryState | None, Query(description="只看这种状态的")] = None,
    kind: Annotated[Kind | None, Query(description="只看这种送达方式的")] = None,
) -> dict[str, Any]:
    """Deliveries of the clerk's region, the newest first."""
    (after,) = page.after_of(UUID)
    region = caller.region_code
    rows = await deliveries.of_region(work, region, state, kind, after, page.fetch)
    total = await deliveries.count_of_region(work, region, state, kind) if page.count else None
    listed = page_of([dict(row) for row in rows], page, ("delivery_id",), total)
    link_next(request, response, listed)
    return listed


@router.post(
    "/events",
    response_model=NewsTaken,
    responses=documented(SignatureRefused, MessageTooLarge, CourierEventInvalid, WaybillUnknown),
    openapi_extra={"requestBody": {"required": True, "content": NEWS}},
)
async def take_courier_news(
    work: Work, tools: Tools, _: AnyCaller, request: Request
) -> dict[str, Any]:
    """News of a parcel, signed by the courier; repeated or out of order it does no harm.

    `webhook-id` names the news, `at` says when it was so. The last one closes the case.
    """
    body = await signed_body(request)
    if tools.courier is None:
        raise SignatureRefused
    event = tools.courier.event_of(dict(request.headers), body, work.now)
    delivery = await news.take_news(work, event)
    return {"waybill_no": delivery.waybill_no or event.waybill_no, "state": delivery.state}


@router.post(
    "/{delivery_id}/pick-up",
    response_model=DeliveryStateView,
    responses=documented(
        DeliveryNotFound, CaseNotFound, PickupCodeWrong, DeliveryUnderWay, DeliveryFinished,
        TransitionNotAllowed,
    ),
)  # fmt: skip
async def pick_up_delivery(
    work: Work, tools: Tools, caller: Clerk, delivery_id: UUID, request: PickUpRequest
) -> Delivery:
    """Hand the results over to whoever shows the code (窗口领取), and close the case."""
    case, _ = await handing_over.region_delivery(work, caller, delivery_id)
    return await handing_over.pick_up(work, tools, case, request.code)


@router.post(
    "/{delivery_id}/resend",
    response_model=DeliveryStateView,
    responses=documented(DeliveryNotFound, CaseNotFound, DeliveryNotReturned, DeliveryFinished),
)
async def resend_delivery(work: Work, caller: Clerk, delivery_id: UUID) -> Delivery:
    """Order the courier anew, after the parcel came back or could not be ordered."""
    case, delivery = await handing_over.region_delivery(work, caller, delivery_id)
    return await handing_over.resend(work, case, delivery)


@own_router.get(
    "/{case_id}/delivery",
    response_model=OwnDelivery,
    dependencies=[Fields],
    responses=documented(CaseNotFound, DeliveryNotFound),
)
async def get_delivery(
    work: Work, tools: Tools, caller: Applicant, case_id: UUID
) -> dict[str, Any]:
    """Where the results of the caller's own case are, and the code to fetch them with."""
    case = await applications.own_case(work, caller, case_id)
    shown = await news.delivery_shown(work, case_id, case.delivery)
    if shown["state"] is None:
        raise DeliveryNotFound
    waits = shown["kind"] != Kind.ELECTRONIC and case.closed_at is None
    return {**shown, "pickup_code": tools.pickup_code(case.case_no) if waits else None}
