"""When something happened: "three weeks ago", "on Friday", "in March there", "since 1968"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from chatbot.understanding.whom.ages import TENS, UNITS
from chatbot.understanding.words.tokens import STOP

NEW = 400
"""Days after which something is no longer new: about a year."""
_MANY = 999_999


class When(StrEnum):
    """LATELY: at a time not long ago. WHILE: for a short while. LONG_AGO: neither of these."""

    LATELY = "lately"
    WHILE = "while"
    LONG_AGO = "long ago"


class Time(NamedTuple):
    """A time at ``start:end`` of the tokens."""

    start: int
    end: int
    when: When


_DAYS = {
    **dict.fromkeys("hour hours hr hrs minute minutes day days night nights".split(), 1),
    **dict.fromkeys("week weeks wk wks weekend weekends".split(), 7),
    **dict.fromkeys("fortnight fortnights".split(), 14),
    **dict.fromkeys("month months mth mths mnth mnths moon moons".split(), 30),
    **dict.fromkeys("year years yr yrs".split(), 365),
    **dict.fromkeys("decade decades".split(), 3650),
    **dict.fromkeys("century centuries".split(), _MANY),
}
_JOINED = re.compile(r"(\d{1,3})(days?|wks?|weeks?|mths?|mnths?|months?|yrs?|years?)")
_ABOUT = {"couple": 2, "few": 4, "several": 6, "dozen": 12, "handful": 5, "odd": 2}
_ONE = frozenset("a an one another".split())
_AGO = frozenset("ago back since past".split())
_NO_WHILE = frozenset(
    "old pregnant preg preggers along off left supply supplies worth till until to early late "
    "premature holiday later before after notice on from rehab sober clean gone".split()
)
"""Words after "six weeks" that tell of another length of time than how long ago it was."""
_AWAITED = frozenset(
    "at aged pregnant preg preggers due in every next another wait waiting".split()
)
"""Words before it that do: "pregnant 12 weeks", "due in 3 weeks"."""
_FOR_ONE = frozenset(
    "for about only just over under nearly than had it been barely not hardly roughly last this "
    "past after within".split()
)
"""Words before "a week" where it is a length: five jabs a day are none."""
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tues tue wed weds thurs thur "
    "thu fri sat sun".split()
)
_OTHER = frozenset("day night morning afternoon evening week month weekend".split())
_OWNERS = frozenset(
    "my me mi our his her the a an i he she we they and im been have just got".split()
)
_SITTING = frozenset("in here at with by there outside beside".split())
"""Words around "sun", "sat" and so on that are no days: "my sun is 6", "sat in the car"."""
_ENDS_OF = frozenset("start beginning end middle".split())
_NOW = frozenset("today yesterday tonight recently lately yday yest".split())
_SPANS = frozenset(
    "morning afternoon evening night week wk weekend month term fortnight few couple bank "
    "half".split()
)
"""What "this" or "last" may stand before, besides weekdays, months, seasons and holidays."""
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb "
    "mar apr jun jul aug sept sep oct nov dec".split()
)
_SEASONS = frozenset("spring summer autumn winter".split())
_HOLIDAYS = frozenset(
    "christmas xmas crimbo chrimbo easter hogmanay halloween eid diwali ramadan lent".split()
)
_HOLIDAY_PAIRS = frozenset(
    (("bank", "holiday"), ("half", "term"), ("boxing", "day"), ("new", "year"),
     ("bonfire", "night"), ("mothers", "day"), ("fathers", "day"), ("valentines", "day"),
     ("pancake", "day"))
)  # fmt: skip
_HOLIDAY_ENDS = frozenset(
    "day eve week weekend monday friday sunday time break holidays hols".split()
)
_THIS = frozenset("this last past".split())
_DATED = frozenset("in since at over on by from last this early late mid around during of".split())
_ORDINAL = re.compile(r"\d{1,2}(st|nd|rd|th)")
_YEAR = re.compile(r"(19|20)\d\d")
_SHORT_YEAR = re.compile(r"[0-9]\d")
_DECADE = re.compile(
    r"(19)?[4-9]0s|(19|20)[0-2]0s|fifties|sixties|seventies|eighties|nineties|noughties"
)
_CHILDHOOD = frozenset(
    "child kid boy girl lad lass bairn wean baby teenager teen toddler nipper youngster "
    "student".split()
)
_LONG = frozenset("years yrs donkeys ages decades yonks".split())
_OF_LAST_YEAR = (("last", "year"), ("year", "before"), ("the", "year"))
_AGES = frozenset("ago back since now".split())
_BEGINS = frozenset("when as since in the half other long last".split()).union(
    _ENDS_OF,
    _DAYS, _ABOUT, _ONE, _WEEKDAYS, _NOW, _MONTHS, _SEASONS, _HOLIDAYS, _THIS, _LONG, TENS, UNITS,
    (first for first, _ in _HOLIDAY_PAIRS),
)  # fmt: skip
"""Words with which a time begins, besides those before "my life"."""


def times_in(tokens: Sequence[str]) -> list[Time]:
    """Return every time in a text, in its order."""
    found: list[Time] = []
    at = 0
    while at < len(tokens):
        time = _time_at(tokens, at) if _may_begin(tokens, at) else None
        if time is not None:
            found.append(time)
        at = time.end if time is not None else at + 1
    return found


def _may_begin(tokens: Sequence[str], at: int) -> bool:
    """Whether a time may begin here at all, so that few words are looked at more closely."""
    token = tokens[at]
    return token in _BEGINS or token[0].isdigit() or _word(tokens, at + 1) == "my"


def _time_at(tokens: Sequence[str], at: int) -> Time | None:
    return next(filter(None, (read(tokens, at) for read in _READERS)), None)


def _word(tokens: Sequence[str], at: int) -> str:
    return tokens[at] if 0 <= at < len(tokens) else STOP


def _childhood(tokens: Sequence[str], at: int) -> Time | None:
    """Read "when I was nine", "as a child", "all my life", "since childhood"."""
    three = tuple(_word(tokens, at + step) for step in range(3))
    if three[0] == "when" and three[2] in ("was", "were") and three[1] in ("i", "he", "she"):
        after = _word(tokens, at + 3)
        if after in ("a", "an", "about", "only", "just") or _number(tokens, at + 3):
            return Time(at, at + 4, When.LONG_AGO)
    if three[0] in ("as", "since") and three[1] == "a" and three[2] in _CHILDHOOD:
        return Time(at, at + 3, When.LONG_AGO)
    if three[1:] == ("my", "life") or three[:2] == ("since", "childhood"):
        return Time(at, at + 3, When.LONG_AGO)
    return None


def _long_ago(tokens: Sequence[str], at: int) -> Time | None:
    """Read "in 1985", "since 94", "in the eighties", "years ago", "a long time ago"."""
    word, after = tokens[at], _word(tokens, at + 1)
    if _YEAR.fullmatch(word):
        return Time(at, at + 1, When.LONG_AGO)
    if word in ("in", "since") and _SHORT_YEAR.fullmatch(after):
        unit = _word(tokens, at + 2)
        if unit not in _DAYS and (after[0] == "0" or after >= "50"):
            return Time(at, at + 2, When.LONG_AGO)
    if word in ("the", "since") and _DECADE.fullmatch(after):
        return Time(at, at + 2, When.LONG_AGO)
    if word in _LONG and after in _AGES:
        return Time(at, at + 2, When.LONG_AGO)
    if (word, after) in (("long", "time"), ("long", "ago"), ("last", "century"), ("last", "year")):
        return Time(at, at + 2, When.LONG_AGO)
    return None


def _number(tokens: Sequence[str], at: int) -> tuple[float, int] | None:
    """Read a number of days, weeks and so on, and where it ends."""
    word = _word(tokens, at)
    if word.isdecimal() and len(word) < 4:
        return int(word), at + 1
    if word in TENS:
        unit = UNITS.get(_word(tokens, at + 1), 0)
        return TENS[word] + (unit if unit < 10 else 0), at + 1 + (0 < unit < 10)
    if word in UNITS:
        return UNITS[word], at + 1
    if word in _ONE and _word(tokens, at + 1) in _ABOUT:
        at, word = at + 1, _word(tokens, at + 1)
    if word in _ABOUT:
        return _ABOUT[word], at + 1 + (_word(tokens, at + 1) == "of")
    if word == "half" and _word(tokens, at + 1) == "a":
        dozen = _word(tokens, at + 2) == "dozen"
        return (6 if dozen else 0.5), at + 2 + dozen
    return (1, at + 1) if word in _ONE else None


def _counted(tokens: Sequence[str], at: int) -> Time | None:
    """Read "three weeks ago", "a week last Wednesday", "5wk ago", "a month or so", "2 years"."""
    if joined := _JOINED.fullmatch(tokens[at]):
        number, unit, end = float(joined[1]), joined[2], at + 1
    else:
        found = _number(tokens, at)
        number, end = found if found else (1, at)
        if found and _word(tokens, end) in ("or", "to") and (more := _number(tokens, end + 1)):
            number, end = more
        if list(tokens[end : end + 3]) == ["and", "a", "half"]:
            end += 3
        unit = _word(tokens, end)
        if unit not in _DAYS or (not found and unit not in ("week", "month", "fortnight", "day")):
            return None
        end += 1
    if _word(tokens, end) == "or":
        end += 2
    if list(tokens[end : end + 3]) == ["and", "a", "half"]:
        end += 3
    days = number * _DAYS.get(unit, 0)
    while _word(tokens, end) in ("just", "now") and _word(tokens, end + 1) in _AGO:
        end += 1
    after, before = _word(tokens, end), _word(tokens, at - 1)
    ago = after in _AGO
    weekday = after in ("last", "past", "yesterday") or after in _WEEKDAYS
    within = before in ("last", "past", "before") or tokens[max(0, at - 2) : at] == ["all", "in"]
    if not (ago or within or weekday) and (at == end - 1 and not _JOINED.fullmatch(tokens[at])):
        return None
    if ago or within or (weekday and number == 1):
        return Time(at, end + ago, When.LATELY if days <= NEW else When.LONG_AGO)
    if before in _AWAITED or (tokens[at] in _ONE and number == 1 and before not in _FOR_ONE):
        return None
    if after in _NO_WHILE and not (after == "on" and _word(tokens, end + 1) in _WEEKDAYS):
        return None
    return Time(at, end, When.WHILE if days <= NEW else When.LONG_AGO)


def _named(tokens: Sequence[str], at: int) -> Time | None:
    """Read "yesterday", "this morning", "last weekend", "the other day", "Friday there"."""
    word, after = tokens[at], _word(tokens, at + 1)
    if word in _NOW:
        return Time(at, at + 1, When.LATELY)
    if word in _THIS and (after in _SPANS or after in _WEEKDAYS or after in _MONTHS):
        return _dated(tokens, at, at + 2)
    if word == "other" and (after in _OTHER or after in _WEEKDAYS):
        return Time(at, at + 2, When.LATELY)
    if word in _ENDS_OF and tokens[at + 1 : at + 3] in (["of", "the"], ["of", "this"]):
        end = at + 4 if _word(tokens, at + 3) in _SPANS else 0
        return Time(at, end, When.LATELY) if end else None
    if word == "the" and after == "weekend" and _word(tokens, at - 1) in ("at", "over"):
        return Time(at, at + 2, When.LATELY)
    if _word(tokens, at - 1) in ("a", "every", "any") and word in _WEEKDAYS:
        return None
    if word in ("sun", "sat", "wed", "mon") and (
        _word(tokens, at - 1) in _OWNERS or after in _SITTING
    ):
        return None
    return Time(at, at + 1, When.LATELY) if word in _WEEKDAYS else None


def _calendar(tokens: Sequence[str], at: int) -> Time | None:
    """Read "the 3rd of this month", "in March", "at Easter", "over the bank holiday"."""
    word, after = tokens[at], _word(tokens, at + 1)
    if _ORDINAL.fullmatch(word):
        of = at + 1 + (after == "of")
        of += _word(tokens, of) in _THIS
        if _word(tokens, of) in _MONTHS or _word(tokens, of) == "month":
            return _dated(tokens, at, of + 1)
        led = tokens[max(0, at - 2) : at] in (["on", "the"], ["since", "the"])
        return Time(at, at + 1, When.LATELY) if led else None
    before = _word(tokens, at - 1)
    before = _word(tokens, at - 2) if before in ("the", "end", "start", "just") else before
    led = before in _DATED or before in ("before", "after")
    if word in _MONTHS and (led or _ORDINAL.fullmatch(after)):
        return _dated(tokens, at, at + 1 + bool(_ORDINAL.fullmatch(after)))
    if word in _HOLIDAYS and led:
        return _dated(tokens, at, at + 1)
    if (word, after) in _HOLIDAY_PAIRS:
        return _dated(tokens, at, at + 2)
    return _dated(tokens, at, at + 1) if word in _SEASONS and led else None


def _dated(tokens: Sequence[str], at: int, end: int) -> Time:
    """Return the time of the calendar, long ago if a year stands behind it."""
    end += _word(tokens, end) in _HOLIDAY_ENDS
    behind = end + (_word(tokens, end) in ("of", "in"))
    if _YEAR.fullmatch(_word(tokens, behind)) or _word(tokens, behind) == "when":
        return Time(at, behind + 1, When.LONG_AGO)
    if tuple(tokens[behind : behind + 2]) in _OF_LAST_YEAR:
        return Time(at, behind + 2, When.LONG_AGO)
    counted = _counted(tokens, behind) if behind < len(tokens) else None
    if counted is not None and counted.when is When.LONG_AGO:
        return counted._replace(start=at)
    return Time(at, end, When.LATELY)


_READERS = (_childhood, _long_ago, _counted, _calendar, _named)


def words_of_times() -> frozenset[str]:
    """Return the longer words of times, so that a misspelt one can be mended."""
    words = frozenset().union(_DAYS, _WEEKDAYS, _NOW, _MONTHS, _SEASONS, _HOLIDAYS)
    return frozenset(word for word in words if len(word) > 5)
