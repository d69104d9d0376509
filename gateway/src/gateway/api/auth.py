"""Log in, stay logged in, log out."""

from typing import Annotated, Literal

from fastapi import Form, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from gateway.adapters.wechat import WechatAway, WechatCodeRefused
from gateway.api.resources import Lent
from gateway.domain.accounts import (
    AccountDisabled,
    CredentialsWrong,
    PasswordsNotAccepted,
    TooManyTries,
)
from gateway.domain.passwords import LONGEST
from gateway.domain.sessions import RefreshRefused, RefreshReused
from gateway.storage import accounts
from gateway.use_cases.sessions import Tokens, begin_session, end_session, renew_session
from gateway.use_cases.sign_in import sign_in, sign_in_by_wechat
from shared.edge import Now, Work, edge_router
from shared.problems import documented, problem_response
from shared.reading import NEVER_KEPT
from shared.refusals import FieldError, Invalid, Refusal

router = edge_router("auth", prefix="/api/v1/auth")


class TokenForm(BaseModel):
    """The OAuth 2 form (RFC 6749): a password, or a refresh token."""

    model_config = ConfigDict(extra="forbid")

    grant_type: Literal["password", "refresh_token"] = "password"
    username: Annotated[str, Field(max_length=100, examples=["zhang"])] = ""
    password: Annotated[str, Field(max_length=LONGEST, examples=["demo"])] = ""
    refresh_token: Annotated[str, Field(max_length=512)] = ""
    scope: Annotated[str, Field(max_length=200)] = ""
    client_id: Annotated[str, Field(max_length=200)] = ""
    client_secret: Annotated[str, Field(max_length=200)] = ""


class RevokeForm(BaseModel):
    """The form of RFC 7009."""

    model_config = ConfigDict(extra="forbid")

    token: Annotated[str, Field(min_length=1, max_length=4096, description="refresh_token")]
    token_type_hint: Annotated[str, Field(max_length=50)] = ""


class WechatRequest(BaseModel):
    """What `wx.login` gave the mini-program."""

    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, Field(min_length=1, max_length=200, examples=["wx-zhang"])]


class TokensView(BaseModel):
    """Tokens of a session: the access token for requests, the refresh token for the next ones."""

    access_token: str = Field(examples=["eyJhbGciOiJFUzI1NiIs..."])
    refresh_token: str = Field(examples=["k1jU0aVt3C..."])
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - its kind
    expires_in: int = Field(description="秒", examples=[1800])


class FormIncomplete(Invalid):
    """登录表单缺少内容。"""


@router.post(
    "/token",
    response_model=TokensView,
    responses=documented(
        CredentialsWrong,
        RefreshRefused,
        RefreshReused,
        PasswordsNotAccepted,
        AccountDisabled,
        TooManyTries,
        FormIncomplete,
    ),
)
async def take_token(
    form: Annotated[TokenForm, Form()],
    request: Request,
    response: Response,
    work: Work,
    now: Now,
    lent: Lent,
) -> Tokens | Response:
    """Log in by password, which only the embedded issuer accepts, or renew the session."""
    response.headers["Cache-Control"] = NEVER_KEPT
    try:
        if form.grant_type == "refresh_token":
            return await renew_session(work, _given(form, "refresh_token"), lent.tokens, now)
        if not lent.passwords:
            raise PasswordsNotAccepted
        account = await sign_in(work, _given(form, "username"), _given(form, "password"), now)
    except CredentialsWrong as refusal:
        await accounts.count_failure(work, form.username, now)
        return _refused(request, refusal)
    except RefreshReused as refusal:
        await end_session(work, form.refresh_token, "refresh_token_reused", now)
        return _refused(request, refusal)
    return await begin_session(work, account, lent.tokens, now)


@router.post("/revoke", status_code=204)
async def revoke_token(form: Annotated[RevokeForm, Form()], work: Work, now: Now) -> None:
    """Log out: end the session of a refresh token; unknown tokens end nothing (RFC 7009)."""
    await end_session(work, form.token, "logged_out", now)


@router.post(
    "/wechat",
    response_model=TokensView,
    responses=documented(WechatCodeRefused, WechatAway, AccountDisabled),
)
async def log_in_by_wechat(
    asked: WechatRequest, response: Response, work: Work, now: Now, lent: Lent
) -> Tokens:
    """Log in a mini-program's user by the code of `wx.login`."""
    if lent.wechat is None:
        raise WechatAway
    response.headers["Cache-Control"] = NEVER_KEPT
    openid = await lent.wechat.openid(asked.code)
    account = await sign_in_by_wechat(work, openid, lent.data, lent.region_code)
    return await begin_session(work, account, lent.tokens, now)


def _given(form: TokenForm, name: str) -> str:
    value: str = getattr(form, name)
    if not value:
        raise FormIncomplete(errors=[FieldError(f"#/{name}", "missing", "缺少必填项。")])
    return value


def _refused(request: Request, refusal: Refusal) -> Response:
    """Answer a refusal that leaves a trace: what it recorded is kept, so it is not raised."""
    return problem_response(refusal, request.url.path, request.state.request_id)
