"""How much one contact may send before we fall silent. Danger is answered whatever this says, but
for the rounds of a machine (``Verdict.MACHINE``).

A day is a day in the UK and not any 24 hours: the last word says "tomorrow", and who texted at
night must not find us silent the next morning. All other spans roll, as no word names their end.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

MINUTE = 60
PAUSE = 3600
"""Seconds after which a text that comes again is no longer counted with those before it."""
ROUND = 4
"""How many replies to one and the same text are known again: what is not understood three times
gets three replies in turn."""
STUBBORN = 10
"""How many times as often a text comes again, danger in it or not, before it is a machine's: fifty
times in a row, each within a minute of our answer. No person in danger may meet silence."""
SPARE = 5
"""Replies a day beyond the ceiling: the last word, and that STOP and DELETE have worked."""


class Verdict(StrEnum):
    """What may go out in answer to a text that shows no danger.

    Those that have a ``word`` are said once each, and then followed by silence.
    """

    ANSWER = "answer"
    SLOW_DOWN = "slow_down"
    SAID_AGAIN = "said_again"
    LAST_WORD = "last_word"
    SILENT = "silent"
    MUTE = "mute"
    """Not even that STOP has worked."""
    MACHINE = "machine"
    """Our own words came back too often, or the same text again and again within a minute of each
    answer ("not monitored. In an emergency call 999"): silence ends the round. Not even danger is
    answered; a minute later it is again, and so is any other text at once."""

    @property
    def word(self) -> str:
        """The name of the standard text that is said in place of an answer, "" for silence."""
        return self.value if self in _WORDS else ""


_WORDS = frozenset((Verdict.SLOW_DOWN, Verdict.SAID_AGAIN, Verdict.LAST_WORD))


@dataclass(frozen=True, slots=True)
class Limits:
    """What one contact may have: replies a minute and a day, and how often the same text or our
    own reply may come back in a row and still be answered.
    """

    per_minute: int = 20
    per_day: int = 100
    repeats: int = 5


@dataclass(frozen=True, slots=True)
class Traffic:
    """What one contact sent lately, and got. All moments are whole seconds since 1970, UTC.

    ``day`` is the UK day that ``replies`` counts, ``parted`` whether the last word was said on it.
    ``recent`` is when replies went out in the last minute, ``slowed`` when somebody was last asked
    to slow down (0: never). ``text`` is the keyed digest of the last text, which came at ``at``;
    ``sent`` are those of the replies to it since it first came, the last one last. ``run`` counts
    the texts in a row that brought nothing new, ``said`` whether that has been said, ``answered``
    when any reply went out last.
    """

    day: str = ""
    replies: int = 0
    parted: bool = False
    recent: tuple[int, ...] = ()
    slowed: int = 0
    text: str = ""
    at: int = 0
    sent: tuple[str, ...] = ()
    run: int = 0
    answered: int = 0
    said: bool = False


def admit(traffic: Traffic, now: datetime, digest: str, limits: Limits) -> tuple[Traffic, Verdict]:
    """Say what may go out in answer to a text, and note that it came.

    ``digest`` is the text's keyed digest. What does go out is noted by ``went_out``.
    """
    at, day = int(now.timestamp()), uk_day(now).isoformat()
    if traffic.day != day:
        traffic = replace(traffic, day=day, replies=0, parted=False)
    echo = bool(traffic.sent) and digest == traffic.sent[-1]
    again = (echo or digest == traffic.text) and abs(at - traffic.at) < PAUSE
    if not again:
        traffic = replace(traffic, sent=(), run=0, said=False)
    elif echo:
        traffic = replace(traffic, run=traffic.run + 1)
    recent = tuple(then for then in traffic.recent if abs(at - then) <= MINUTE)
    traffic = replace(traffic, recent=recent, text=digest, at=at)
    return traffic, _verdict(traffic, at, limits, echo=echo and again)


def _verdict(traffic: Traffic, at: int, limits: Limits, *, echo: bool) -> Verdict:
    stuck = traffic.run >= limits.repeats
    at_once = abs(at - traffic.answered) <= MINUTE
    if stuck and (echo or (at_once and traffic.run >= STUBBORN * limits.repeats)):
        return Verdict.MACHINE
    if traffic.replies >= limits.per_day + SPARE:
        return Verdict.MUTE
    if traffic.replies >= limits.per_day:
        return Verdict.SILENT if traffic.parted else Verdict.LAST_WORD
    if stuck:
        return Verdict.SILENT if traffic.said else Verdict.SAID_AGAIN
    if traffic.slowed and abs(at - traffic.slowed) <= MINUTE:
        return Verdict.SILENT
    return Verdict.SLOW_DOWN if len(traffic.recent) >= limits.per_minute else Verdict.ANSWER


def went_out(
    traffic: Traffic, now: datetime, digest: str, held: Verdict, *, danger: bool = False
) -> Traffic:
    """Note the reply to the text that was just admitted.

    ``digest`` is the reply's, "" when none went out; ``held`` says whose word it is, when it is
    one. ``danger``: it answers danger, which uses up nothing of what else somebody may have.
    """
    if not digest:
        return traffic
    at, sent = int(now.timestamp()), traffic.sent
    echo = sent[-1:] == (traffic.text,)
    nothing_new = digest in sent and not echo
    sent = (*(one for one in sent if one != digest), digest)[-ROUND:]
    run = traffic.run + 1 if nothing_new else traffic.run
    traffic = replace(traffic, sent=sent, run=run, answered=at)
    if danger:
        return traffic
    return replace(
        traffic,
        replies=traffic.replies + 1,
        recent=(*traffic.recent, at),
        slowed=at if held is Verdict.SLOW_DOWN else traffic.slowed,
        said=traffic.said or held is Verdict.SAID_AGAIN,
        parted=traffic.parted or held is Verdict.LAST_WORD,
    )


def uk_day(now: datetime) -> date:
    """Return the day it is in the UK.

    Summer time is from 01:00 UTC on the last Sunday in March to that in October. Source: Summer
    Time Act 1972 as amended in 2002. Ireland keeps the same.
    """
    utc = now.astimezone(UTC)
    begins, ends = (_last_sunday(utc.year, month) for month in (3, 10))
    return (utc + timedelta(hours=1 if begins <= utc < ends else 0)).date()


def _last_sunday(year: int, month: int) -> datetime:
    """Return 01:00 UTC on the last Sunday of a month that has 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def to_json(traffic: Traffic) -> str:
    """Write it out. Fields at their default are left out."""
    kept = {name: getattr(traffic, name) for name in Traffic.__slots__}
    changed = {name: value for name, value in kept.items() if value != getattr(_NOTHING, name)}
    return json.dumps(changed, separators=(",", ":"))


def from_json(text: str) -> Traffic:
    """Read back what ``to_json`` wrote; "" is somebody of whom nothing is known."""
    if not text:
        return _NOTHING
    record: dict[str, Any] = json.loads(text)
    for name in ("recent", "sent"):
        if name in record:
            record[name] = tuple(record[name])
    return Traffic(**record)


_NOTHING = Traffic()
