"""A million messages through the inbox, in this process: memory, the size of the database, time.

Time is CPU, beside the engine answering one and the same text again and again: the machine's own
ups and downs cancel out.
"""

from __future__ import annotations

import gc
import os
import random
from array import array
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from statistics import median
from time import process_time_ns
from typing import NamedTuple

from chatbot.engine import advance
from chatbot.inbox import Inbox
from chatbot.messages import Channel, Inbound
from chatbot.rehearsal import NUMBER
from tests.bench.conversations import MIX
from tests.bench.figures import Row, progress
from tests.soak.ground import Ground, figure
from tests.soak.serving import resident, settings_for
from tests.soak.stores import Sqlite
from tests.soak.texting import PEOPLE
from webhooks import create_app

WARM = 500
YARD_EVERY = 10
APART = 0.20
GROWTH = 16
"""Megabytes the process may grow by from the first tenth to the last."""
SIZE = 0.25
"""The share by which the size may differ from what is computed."""
FULL_PAGES, RANDOM_PAGES = 0.94, 0.65
"""How full SQLite's pages get, by rows that come in order, and by keys that come in none (a
B-tree's pages are 69 % full then, and half a row is wasted in each)."""
KEPT = (
    "SELECT count(*), sum(length(message_id) + length(CAST(coalesce(reply, '') AS BLOB)) + 14), "
    "sum(length(message_id) + 10) FROM inbound_message"
)
CONTACTS = (
    "SELECT sum(length(CAST(conversation AS BLOB)) + length(key) + 16), sum(length(key) + 8) "
    "FROM contact"
)


class Tenth(NamedTuple):
    """What one tenth of the messages took: medians in nanoseconds of CPU, of a message and of the
    yardstick beside it, and the memory after it.
    """

    message: float
    yard: float
    memory: int

    @property
    def cost(self) -> float:
        """A message, in yards."""
        return self.message / self.yard


def measure(ground: Ground) -> list[Row]:
    """Return how the last tenth of the messages differs from the first, on SQLite."""
    messages = ground.messages or ground.some(5_000, 1_000_000)
    progress(f"{messages:,} messages through the inbox")
    store = ground.sqlite()
    yard = partial(advance, ground.content, ground.directory, None, _same_text())
    app = create_app(settings_for(store.url), content=ground.content)
    inbox: Inbox = app.extensions["inbox"]
    texts = _texts(ground.chance)
    for _ in range(WARM):
        inbox.receive(next(texts))
        yard()
    before = _size(store)
    tenths: list[Tenth] = []
    for at in range(10):
        if not ground.short:
            progress(f"  {at} of 10 tenths")
        tenths.append(_tenth(inbox, yard, texts, messages // 10))
    inbox.database.close()
    return _rows(tenths, messages, _size(store) - before, _computed(store, messages))


def _tenth(
    inbox: Inbox, yard: Callable[[], object], texts: Iterator[Inbound], messages: int
) -> Tenth:
    # Of a million figures none may stay: they would be taken for memory that the service loses.
    times, yards = array("q"), array("q")
    for number in range(messages):
        text = next(texts)
        begin = process_time_ns()
        inbox.receive(text)
        times.append(process_time_ns() - begin)
        if number % YARD_EVERY == 0:
            begin = process_time_ns()
            yard()
            yards.append(process_time_ns() - begin)
    message, yard_itself = median(times), median(yards)
    del times, yards
    gc.collect()
    return Tenth(message, yard_itself, resident(os.getpid()))


def _same_text() -> Inbound:
    return Inbound("SM1", Channel.SMS, NUMBER, "mum of a 7yr old, Leeds, online", datetime.now(UTC))


def _texts(chance: random.Random) -> Iterator[Inbound]:
    """Yield the texts of ever new people, with identifiers that come in no order."""
    while True:
        for channel, texts in MIX:
            sender = PEOPLE.sender()
            for words in texts:
                message_id = f"SM{chance.randbytes(16).hex()}"
                yield Inbound(message_id, channel, sender, words, datetime.now(UTC))


def _size(store: Sqlite) -> int:
    pages, page = store.rows("PRAGMA page_count")[0][0], store.rows("PRAGMA page_size")[0][0]
    return int(pages) * int(page)


def _computed(store: Sqlite, messages: int) -> float:
    """Return the bytes that so many messages should take, from what their rows hold."""
    count, rows, index = store.rows(KEPT)[0]
    contacts, keys = store.rows(CONTACTS)[0]
    whole = (rows + index + keys) / RANDOM_PAGES + contacts / FULL_PAGES
    return float(whole) * messages / count


def _rows(tenths: list[Tenth], messages: int, size: int, computed: float) -> list[Row]:
    first, last = tenths[0], tenths[-1]
    apart = last.cost / first.cost - 1
    grown = (last.memory - first.memory) / 1e6
    off = size / computed - 1
    return [
        figure(
            f"{messages:,} messages: median of the last tenth beside the first",
            f"{apart:+.1%} ({first.message / 1e3:.0f} and {last.message / 1e3:.0f} us)",
            f"within {APART:.0%}",
            reached=abs(apart) <= APART,
        ),
        figure(
            "  memory since the first tenth",
            f"{grown:+.1f} MB of {last.memory / 1e6:.0f}",
            f"{GROWTH} MB or less",
            reached=grown <= GROWTH,
        ),
        figure(
            "  size of the database, computed",
            f"{size / 1e6:.2f} MB, {computed / 1e6:.2f} MB ({size / messages:.0f} bytes a message)",
            f"within {SIZE:.0%}",
            reached=abs(off) <= SIZE,
        ),
    ]
