"""What is left of personal data wherever it is shown: enough to recognise, too little to use.

No national rule says how much may be shown; these are the ones of this product.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS: Final = "10X98765432"
OLD_IDENTITY_NUMBER: Final = 15
MOBILE: Final = 11


def is_identity_number(text: str) -> bool:
    """Whether a text is a citizen's number: date of birth and check character (GB 11643-1999)."""
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9Xx]", text):
        return False
    try:
        date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, text, strict=False))
    return CHECK_CHARACTERS[total % 11] == text[17].upper()


def is_bank_card(text: str) -> bool:
    """Whether the digits of a text pass the check of bank cards (Luhn, ISO/IEC 7812)."""
    digits = [int(digit) for digit in re.sub(r"\D", "", text)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def mask_name(name: str) -> str:
    """张三 -> 张*, 张三丰 -> 张*丰, 欧阳锋 -> 欧阳*."""
    surname, given = _NAME.findall(name)[0]
    if not given:
        return "*" * len(surname)
    return f"{surname}*" if len(given) == 1 else f"{surname}{'*' * (len(given) - 1)}{given[-1]}"


def mask_identity_number(number: str) -> str:
    """431202199001011234 -> 4312**********1234; shorter papers keep their ends alone."""
    return _ends(number, 4, 4) if len(number) >= OLD_IDENTITY_NUMBER else _ends(number, 1, 1)


def mask_phone(phone: str) -> str:
    """13812345678 -> 138****5678."""
    return f"{phone[:-8]}****{phone[-4:]}" if len(phone) >= MOBILE else _ends(phone, 0, 2)


def mask_text(text: str) -> str:
    """Mask what is found in free text: e-mail, identity number, bank card, mobile, plate.

    Ids of the system (UUIDs, traces, hashes) stay whole, so that logs can be followed.
    """
    if text.isascii():
        if not _is_suspect(text):
            return text
    else:
        text = text.translate(_HALF_WIDTH)
    parts = _SYSTEM_ID.split(text)
    parts[::2] = map(_masked, parts[::2])
    return "".join(parts)


def _masked(text: str) -> str:
    if text.isascii() and not _is_suspect(text):
        return text
    for pattern, mask in _FOUND:
        text = pattern.sub(mask, text)
    return text


def _is_suspect(text: str) -> bool:
    """Whether plain letters and digits may hide anything; a quick look at every line of a log."""
    return "@" in text or _MANY_DIGITS.search(text) is not None


def _ends(text: str, first: int, last: int) -> str:
    hidden = len(text) - first - last
    return "*" * len(text) if hidden <= 0 else f"{text[:first]}{'*' * hidden}{text[-last:]}"


def _identity_number(found: re.Match[str]) -> str:
    return mask_identity_number(found[0]) if is_identity_number(found[0]) else found[0]


def _bank_card(found: re.Match[str]) -> str:
    if not is_bank_card(found[0]):
        return found[0]
    return re.sub(r"[0-9](?=(?:[ -]?[0-9]){4})", "*", found[0])


_NAME: Final = re.compile(
    "((?:欧阳|上官|司马|东方|独孤|南宫|夏侯|诸葛|尉迟|公孙|慕容|长孙|宇文|司徒|司空|皇甫|令狐|轩辕"
    "|端木|澹台|申屠|钟离|呼延|赫连|拓跋|完颜)(?=.)|.?)(.*)",
    re.DOTALL,
)
_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９Ｘｘ＠", "0123456789Xx@")
_SYSTEM_ID: Final = re.compile(
    r"\b([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=[0-9]*[a-f])[0-9a-f]{16,})\b"
)
_MANY_DIGITS: Final = re.compile(r"[0-9][0-9 -]{10}")  # nothing below has fewer
# Each begins only where its run of characters begins, so that long runs cost linear time.
_FOUND: Final[list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]]] = [
    (
        re.compile(  # not the end of a domain that an earlier masking left: a***@b.cn@d.cn
            r"(?<![\w.%+-])(?<!\*@)([\w.%+-])[\w.%+-]{0,63}(@[\w-]+(?:\.[\w-]+)+)", re.ASCII
        ),
        r"\1***\2",
    ),
    (re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9])"), _identity_number),
    (re.compile(r"(?<![0-9])[3-69](?:[ -]?[0-9]){15,18}(?![0-9])"), _bank_card),
    (
        re.compile(r"(?<![0-9])((?:\+?86[ -]?)?1[3-9][0-9])[ -]?[0-9]{4}[ -]?([0-9]{4})(?![0-9])"),
        r"\1****\2",
    ),
    (
        re.compile(
            "([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z])[ ·]?"
            "(?=[A-Z]*[0-9])[A-HJ-NP-Z0-9]{3,4}([A-HJ-NP-Z0-9][A-HJ-NP-Z0-9挂学警港澳])"
            "(?![A-Z0-9])"
        ),
        r"\1***\2",
    ),
]
