"""The same text fifty times at once, and fifty texts of one new person at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tests.bench.figures import BenchError, Row, progress
from tests.soak.ground import Ground, figure
from tests.soak.serving import WORKERS, Served
from tests.soak.stores import Store, count, kept
from tests.soak.texting import PEOPLE, Answer, at_once, deliver

THREADS = 50
WORDS = "1"
"""Texted again and again it gets a welcome and then three answers in turn, so that the answers
together, and the one after them, show a step that was lost or taken twice."""


def measure(ground: Ground) -> list[Row]:
    """Return what fifty threads on four processes get, on each database."""
    rows: list[Row] = []
    for store in ground.stores():
        progress(f"{store.name}: {THREADS} threads at once")
        with Served(ground.keeper, store.url) as served:
            serial = _serial(served.port)
            rows += _same_text(store, served, serial, ground.some(5, 20))
            rows += _new_sender(store, served, serial, ground.some(3, 10))
    return rows


def _serial(port: int) -> list[bytes]:
    """Return what one person gets who waits for each answer."""
    sender = PEOPLE.sender()
    answers = [deliver(port, PEOPLE.text(sender, WORDS)) for _ in range(THREADS + 1)]
    return [one.body for one in _all_good(answers)]


def _same_text(store: Store, served: Served, serial: Sequence[bytes], rounds: int) -> list[Row]:
    steps, equal, same = 0, 0, 0
    for _ in range(rounds):
        sender = PEOPLE.sender()
        text = PEOPLE.text(sender, WORDS)
        answers = [one.body if one else b"" for one in at_once(served.port, [text] * THREADS)]
        equal += answers.count(serial[0])
        following = deliver(served.port, PEOPLE.text(sender, WORDS))
        steps += bool(following and following.body == serial[1])
        same += list(kept(store)).count(text.message_id)
    said = f"{steps} of {rounds} one step, {same} kept, {equal} of {rounds * THREADS} answers equal"
    return [
        figure(
            f"{store.name}: {THREADS} threads, one MessageSid, {WORKERS} processes",
            said,
            f"1 step and {THREADS} equal answers",
            reached=steps == same == rounds and equal == rounds * THREADS,
        )
    ]


def _new_sender(store: Store, served: Served, serial: Sequence[bytes], rounds: int) -> list[Row]:
    contacts, steps, in_order = 0, 0, 0
    for _ in range(rounds):
        sender = PEOPLE.sender()
        texts = [PEOPLE.text(sender, WORDS) for _ in range(THREADS)]
        before = count(store, "contact")
        answers = [one.body if one else b"" for one in at_once(served.port, texts)]
        contacts += count(store, "contact") - before
        ours = kept(store)
        steps += sum(text.message_id in ours for text in texts)
        following = deliver(served.port, PEOPLE.text(sender, WORDS))
        serially = Counter(answers) == Counter(serial[:THREADS])
        in_order += serially and bool(following and following.body == serial[THREADS])
    return [
        figure(
            f"{store.name}: {THREADS} threads, one new sender, {THREADS} MessageSids",
            f"{contacts} contacts, {steps} steps, {in_order} of {rounds} in a serial order",
            f"1 contact and {THREADS} steps each",
            reached=contacts == in_order == rounds and steps == rounds * THREADS,
        )
    ]


def _all_good(answers: Sequence[Answer | None]) -> list[Answer]:
    good = [one for one in answers if one and one.good]
    if len(good) < len(answers):
        raise BenchError("one person texting alone was not answered")
    return good
