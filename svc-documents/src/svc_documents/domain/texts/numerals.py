"""Numbers as Chinese texts write them: 三, 二十一, 一百零三, 二〇一九, 12, １２."""

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = r"[零〇一二三四五六七八九十百千两\d]{1,9}"


def number_of(text: str) -> int:
    """What a numeral says; ValueError when it is none."""
    if text.isdecimal():
        return int(text)
    if all(sign in DIGITS for sign in text) and len(text) > 1:
        return int("".join(str(DIGITS[sign]) for sign in text))  # 二〇一九
    return _counted(text)


def _counted(text: str) -> int:
    total, digit = 0, 0
    for sign in text:
        if sign in UNITS:
            total += (digit or 1) * UNITS[sign]
            digit = 0
        elif sign in DIGITS:
            digit = DIGITS[sign]
        else:
            raise ValueError(text)
    return total + digit


def in_chinese(number: int) -> str:
    """A number under ten thousand as an article carries it: 二十一, 一百零三."""
    names = "零一二三四五六七八九"
    said, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit == 0:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + names[digit] + sign
        gap = False
    return (said.removeprefix("一") if said.startswith("一十") else said) or "零"
