"""Refusals: what a service answers when it will not do what was asked.

A refusal is a reason, never a status code. Its class docstring is the title a
person reads, ``advice`` says what to do about it (a template over the fields),
and its fields become members of the problem document (RFC 9457). Only
``shared.problems`` knows which kind becomes which HTTP status.
"""

import re
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong in the input; ``pointer`` is a JSON pointer into it (RFC 6901)."""

    pointer: str
    code: str
    message: str


@dataclass(eq=False)
class Refusal(Exception):
    """请求未被受理。"""

    advice: ClassVar[str] = ""
    retry_after: ClassVar[int | None] = None

    @classmethod
    def slug(cls) -> str:
        """The last part of the problem's ``type``: NodeAlreadyDecided -> node-already-decided."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", cls.__name__).lower()

    @classmethod
    def title(cls) -> str:
        """The sentence a person reads first."""
        return (cls.__doc__ or "").strip().splitlines()[0]

    def members(self) -> dict[str, Any]:
        """The refusal's own fields, which join the problem document."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def detail(self) -> str:
        """What happened and what to do, in Chinese."""
        return self.advice.format(**self.members()) if self.advice else self.title()

    def __str__(self) -> str:
        return f"{self.slug()}: {self.detail()}"


@dataclass(eq=False)
class Invalid(Refusal):
    """提交的内容不符合要求。"""

    advice: ClassVar[str] = "请按 errors 中逐项的说明修改后重新提交。"
    errors: list[FieldError] = field(default_factory=list, kw_only=True)


class Malformed(Refusal):
    """请求无法解析。"""

    advice = "请检查请求格式后重试。"


class Unauthenticated(Refusal):
    """请先登录。"""

    advice = "登录已失效或未登录，请重新登录后再试。"


class Forbidden(Refusal):
    """没有权限办理此操作。"""

    advice = "请使用有相应权限的账号登录后再试。"


class NotFound(Refusal):
    """没有找到。"""

    advice = "请核对地址或编号后重试。"


class NotAllowed(Refusal):
    """此地址不支持这种请求方法。"""

    advice = "请查看接口文档，改用支持的请求方法。"


class Conflict(Refusal):
    """与当前状态冲突。"""

    advice = "请刷新后查看最新状态再操作。"


class Stale(Refusal):
    """内容已被更新。"""

    advice = "您看到的不是最新版本，请重新获取后再修改。"


class PreconditionMissing(Refusal):
    """缺少版本条件。"""

    advice = "修改前请先读取该资源，并在 If-Match 中带上读到的 ETag。"


class TooLarge(Refusal):
    """内容太大。"""

    advice = "请压缩或拆分后再上传。"


class UnsupportedMedia(Refusal):
    """不支持这种内容类型。"""

    advice = "请按接口文档给出的内容类型提交。"


class TooManyRequests(Refusal):
    """请求太频繁。"""

    advice = "请稍后再试。"
    retry_after = 1


class Unavailable(Refusal):
    """服务暂时不可用。"""

    advice = "系统正在恢复，请稍后重试；已受理的业务不受影响。"
    retry_after = 1
