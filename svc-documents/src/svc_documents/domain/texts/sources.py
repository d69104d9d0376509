"""What a source file gives, and why it gives nothing."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from shared.refusals import Invalid, Unavailable

MOST_CHARACTERS = 3_000_000
MOST_LINES = 60_000


class SourceText(NamedTuple):
    """The blocks of a source, and what was left out of it, said to the editor."""

    blocks: list[dict[str, Any]]
    left_out: list[str]


class SourceUnreadable(Invalid):
    """文件无法读取。"""

    advice = "文件可能已经损坏。请用 Word 或 WPS 打开，另存为 .docx 后重新上传。"


class SourceEncrypted(Invalid):
    """文件设有密码。"""

    advice = "请去掉打开密码后重新上传；公开的文件不能设密码。"


class SourceIsAScan(Invalid):
    """PDF 中没有文字，可能是扫描件。"""

    advice = "请上传可以选取文字的 PDF 或 DOCX；只有扫描件的，请先做文字识别并逐字核对。"


class SourceEmpty(Invalid):
    """文件中没有正文。"""

    advice = "请检查文件内容后重新上传。"


class SourceTooComplex(Invalid):
    """文件结构过于复杂，无法读取。"""

    advice = "请删去多余的嵌套、图片和格式，或拆成几个文件后重新上传。"


class SourceNoText(Invalid):
    """这不是文本文件。"""

    advice = "文件中有不能显示的字符。请另存为 UTF-8 编码的 HTML 或 Markdown，或上传 DOCX。"


@dataclass(eq=False)
class ReaderAway(Unavailable):
    """暂时无法读取文件。"""

    advice: ClassVar[str] = "文件没有保存，请稍后重新上传。"
    retry_after = 30


REASONS: tuple[type[Invalid], ...] = (
    SourceUnreadable, SourceEncrypted, SourceIsAScan, SourceEmpty, SourceTooComplex, SourceNoText,
)  # fmt: skip
