"""Texts of 1,600 characters that are made to be slow to read, each in a conversation.

What the rules look for is used against them: every phrase of the content over and over, phrases of
different rules run together, and what makes patterns try again: lists, places, negations, marks.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import process_time_ns

from chatbot.conversation import Conversation
from chatbot.engine import advance
from chatbot.messages import MAX_TEXT, Channel, Inbound
from chatbot.moves.danger import look_for
from chatbot.rehearsal import NUMBER, Phone
from chatbot.setup import FLOWS
from chatbot.understanding.words.tokens import tokenise
from tests.bench.figures import Row, at_share, progress
from tests.soak.ground import Ground, figure

GOAL = 20.0
"""Milliseconds of CPU."""
TRIES = 3
STATES = ((), ("Hi",), ("Hi", "Leeds", "1"), ("Hi", "Leeds", "1", "2", "none", "2"))
"""What was texted before: nothing, then up to the list of groups."""
REPEATED = (
    "a", "1", " ", ",", ".", "'", "\u2019", "(", "?", "!", "\n", "0", "-", "\u0301", "\U0001f600",
    "1 ", "1,", "12 and ", "not ", "no ", "not not the ", "and ", "or ", "but not ", "LS6 2AB ",
    "LS6 ", "l s 6 ", "L", "Leeds ", "Leeds or ", "near Leeds not ", "st ", "the ", "of ", "i ",
    "not online but ", "my mum and ", "he she ", "im 7 ", "7 year old ", "mon tues ", "9-5 ",
    "7pm ", "dont ", "n't ", "want to ", "kill ", "i want to not ", "help? ", "is it ", "if ",
    "when i was ", "x" * 40 + " ", "newcastle upon ", "stoke on ", "i'm not i'm ", "aaaa aaab ",
    "\u0627\u0644", "\u0410", "+44 7700 900 ", "http://a.", "<a>", "&amp;", "%00", "\\", "{", "[",
)  # fmt: skip
ENDS = ("", "!", "\x00")
OF_CONTENT_ALONE = ("_PIECE",)
"""Reads a phrase that a charity wrote, and never a text."""
WAYS = ("one phrase over and over", "two phrases shuffled", "many phrases run together")
PHRASE = re.compile(r"^\s*-\s+(\S.*)$", re.MULTILINE)
MARKS = re.compile(r"[{}()|\[\]<>*_~\"]")


def measure(ground: Ground) -> list[Row]:
    """Return the slowest of many hostile texts, in a whole turn and in looking for danger."""
    phrases = sorted({MARKS.sub(" ", found) for path in _files() for found in _phrases(path)})
    count = ground.some(80, 6_000)
    progress(f"hostile texts: {count:,} of the content's phrases, {len(REPEATED)} of our own")
    states = [_state(ground, texts) for texts in STATES]
    turns: dict[str, list[tuple[float, str]]] = {way: [] for way in WAYS}
    dangers: list[tuple[float, str]] = []
    for at, (way, what, text) in enumerate(_texts(phrases, count, ground)):
        inbound = Inbound("SM1", Channel.SMS, NUMBER, text, datetime.now(UTC))
        state = states[at % len(states)]
        turns[way].append((_turn(ground, state, inbound), what))
        dangers.append((_danger(ground, inbound), f"{what} {way}"))
    rows = [
        _row(f"{len(times):,} texts of {MAX_TEXT:,} characters, {way}", times)
        for way, times in turns.items()
    ]
    return [_expressions(), *rows, _row("  all of these: looking for danger alone", dangers)]


def _expressions() -> Row:
    """Return the slowest regular expression of the code on what is made to send it astray."""
    found = {
        f"{module.__name__}.{name}": value
        for module in list(sys.modules.values())
        if module.__name__.split(".")[0] in ("chatbot", "webhooks")
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
        if name not in OF_CONTENT_ALONE
    }
    texts = [(one * MAX_TEXT)[:MAX_TEXT] + end for one in REPEATED for end in ENDS]
    times = [
        (max(_least(lambda: pattern.search(text)) for text in texts), name)  # noqa: B023
        for name, pattern in found.items()
    ]
    return _row(f"{len(found)} regular expressions, {len(texts)} texts each", times)


def _row(what: str, times: list[tuple[float, str]]) -> Row:
    slowest, kind = max(times)
    over = sum(time >= GOAL for time, _ in times)
    p99 = at_share((time for time, _ in times), 0.99)
    for time, which in sorted(times, reverse=True)[:3]:
        progress(f"  {time:6.1f} ms: {which}")
    said = f"slowest {slowest:.1f} ms ({kind[:24]}), p99 {p99:.1f} ms, {over} over"
    return figure(what, said, f"slowest under {GOAL:.0f} ms", reached=slowest < GOAL)


def _turn(ground: Ground, state: Conversation | None, inbound: Inbound) -> float:
    return _least(lambda: advance(ground.content, ground.directory, state, inbound))


def _danger(ground: Ground, inbound: Inbound) -> float:
    return _least(lambda: look_for(ground.content, inbound, tuple(tokenise(inbound.text))))


def _least(do: Callable[[], object]) -> float:
    """Return the milliseconds of CPU; what is slow is tried again, and the least counts."""
    least = float("inf")
    for _ in range(TRIES):
        begin = process_time_ns()
        do()
        least = min(least, (process_time_ns() - begin) / 1e6)
        if least < GOAL:
            break
    return least


def _texts(phrases: list[str], count: int, ground: Ground) -> Iterator[tuple[str, str, str]]:
    """Yield a way, what it is done with, and the text; ours are tried in every conversation."""
    over_and_over, shuffled, together = WAYS
    times, chance = ground.some(1, len(STATES)), ground.chance
    for one in REPEATED:
        for _ in range(times):
            yield over_and_over, f"{one[:20]!r}", (one * MAX_TEXT)[:MAX_TEXT]
    for one in chance.sample(phrases, min(count // 2, len(phrases))):
        yield over_and_over, f"{one[:20]!r}", f"{one} " * (MAX_TEXT // (len(one) + 1))
    for _ in range(count // 4):
        few = [word for one in chance.sample(phrases, 2) for word in one.split()]
        words = chance.choices(few, k=MAX_TEXT)
        yield shuffled, f"{' '.join(few)[:20]!r}", " ".join(words)[:MAX_TEXT]
    for _ in range(count // 4):
        yield together, "many", " ".join(chance.sample(phrases, 120))[:MAX_TEXT]


def _files() -> list[Path]:
    return sorted(path for path in FLOWS.rglob("*.yaml") if ".stories" not in path.name)


def _phrases(path: Path) -> list[str]:
    return PHRASE.findall(path.read_text(encoding="utf-8"))


def _state(ground: Ground, texts: tuple[str, ...]) -> Conversation | None:
    phone = Phone(ground.content, ground.directory, now=datetime.now(UTC))
    for text in texts:
        phone.texts(text)
    return phone.conversation
