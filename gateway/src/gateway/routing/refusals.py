"""What the front refuses on its own, and the statuses only a gateway answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from shared.refusals import Malformed, NotFound, Refusal, TooLarge, Unavailable

TRY_AGAIN = "请稍后重试；办理类操作请用同一个 Idempotency-Key 重试，不会重复办理。"


class UnknownAddress(NotFound):
    """没有这个地址。"""

    advice = "请核对接口地址，全部接口见 /docs。"


@dataclass(eq=False)
class BodyTooLarge(TooLarge):
    """提交的内容太大。"""

    advice: ClassVar[str] = "内容不能超过 {limit_bytes} 字节，请压缩或拆分后再提交。"
    limit_bytes: int


@dataclass(eq=False)
class AddressTooLong(Malformed):
    """请求地址太长。"""

    advice: ClassVar[str] = "请求地址不能超过 {limit_bytes} 字节，请减少查询条件。"
    limit_bytes: int


@dataclass(eq=False)
class HeadersTooLarge(Malformed):
    """请求头太大。"""

    advice: ClassVar[str] = "请求头合计不能超过 {limit_bytes} 字节。"
    limit_bytes: int


class RequestMalformed(Malformed):
    """请求头格式不正确。"""

    advice = "请检查 Content-Length、Transfer-Encoding 等请求头。"


class MethodOverrideUnknown(Malformed):
    """不支持的请求方法替换。"""

    advice = "X-HTTP-Method-Override 只能用在 POST 请求上，取值为 PATCH、PUT 或 DELETE。"


@dataclass(eq=False)
class ServiceSilent(Unavailable):
    """服务没有在规定时间内答复。"""

    advice: ClassVar[str] = (
        "请稍后重试；办理类操作请使用同一个 Idempotency-Key 重试，不会重复办理。"
    )
    service: str


@dataclass(eq=False)
class AnswerUnreadable(Unavailable):
    """服务的答复不完整或无法读取。"""

    advice: ClassVar[str] = (
        "请稍后重试；办理类操作请使用同一个 Idempotency-Key 重试，不会重复办理。"
    )
    service: str


class FrontFault(Unavailable):
    """系统内部错误。"""

    advice = "请稍后重试；若仍失败，请把 request_id 告诉我们。"


OWN_STATUS: Mapping[type[Refusal], int] = {
    AddressTooLong: 414,
    HeadersTooLarge: 431,
    FrontFault: 500,
    AnswerUnreadable: 502,
    ServiceSilent: 504,
}
