"""Texts that come at the same moment, to threads and to processes: one after the other they go.

The full counts, with real servers, are in ``tests/soak/together.py``.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from sqlalchemy import text as sql

from chatbot.content import Content
from chatbot.inbox import Inbox, StoreError
from chatbot.messages import Channel, Inbound
from chatbot.rehearsal import STORY_TIME
from chatbot.settings import Settings
from chatbot.store import messages
from chatbot.store.database import Database
from chatbot.store.messages import Desk, Kept
from tests.conftest import FLOWS
from tests.fragile import Fragile

pytestmark = pytest.mark.both_engines
THREADS = 8
PROCESSES = 4
MANY = 50
NUMBER, ANOTHER = "+447700900123", "+447700900124"
NONSENSE = [f"zzq{chr(97 + at // 26)}{chr(97 + at % 26)}x" for at in range(MANY)]
"""Texts that are not understood and not the same: each step counts one up."""

Reply = str | None


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, texts_per_minute=500, replies_per_day=5_000)


@pytest.fixture
def inbox(content: Content, settings: Settings) -> Iterator[Inbox]:
    inbox = Inbox(content, Database(settings.database_url), FLOWS, settings)
    inbox.prepare(STORY_TIME)
    yield inbox
    inbox.database.close()


def text(number: str, message_id: str, body: str) -> Inbound:
    return Inbound(message_id, Channel.SMS, number, body, STORY_TIME)


def answer(inbox: Inbox, inbound: Inbound) -> Reply:
    """Return what is answered, "" when it could not be kept."""
    try:
        reply = inbox.receive(inbound)
    except StoreError:
        return ""
    return reply.text if reply else None


def at_once(inbox: Inbox, texts: Sequence[Inbound]) -> list[Reply]:
    """Deliver texts at the same moment, each on a thread of its own."""
    ready = Barrier(len(texts))

    def deliver(inbound: Inbound) -> Reply:
        ready.wait()
        return answer(inbox, inbound)

    with ThreadPoolExecutor(len(texts)) as pool:
        return list(pool.map(deliver, texts))


def in_turns(inbox: Inbox, texts: Sequence[Inbound]) -> list[Reply]:
    """Deliver texts ten at a time: a server has no more threads than that."""
    return [reply for at in range(0, MANY, 10) for reply in at_once(inbox, texts[at : at + 10])]


def in_processes(inbox: Inbox, shares: Sequence[Sequence[Inbound]]) -> list[Reply]:
    """Deliver each share of the texts from a process of its own, all at the same moment."""
    inbox.database.close()  # no connection outlives a fork
    fork = multiprocessing.get_context("fork")
    ready, queue = fork.Barrier(len(shares)), fork.SimpleQueue()

    def work(share: Sequence[Inbound]) -> None:
        ready.wait()
        queue.put([answer(inbox, inbound) for inbound in share])
        inbox.database.close()

    workers = [fork.Process(target=work, args=(share,)) for share in shares]
    for worker in workers:
        worker.start()
    answers = [reply for _ in workers for reply in queue.get()]
    for worker in workers:
        worker.join()
    return answers


def rows(inbox: Inbox, statement: str) -> list[Any]:
    with inbox.database.reading() as connection:
        return list(connection.execute(sql(statement)))


def unclear(inbox: Inbox, number: str) -> int:
    standing = inbox.standing(Channel.SMS, number)
    assert standing is not None
    return standing.unclear


def one_after_the_other(inbox: Inbox) -> Counter[Reply]:
    """What somebody gets who waits for each answer."""
    texts = [text(ANOTHER, f"SMserial{at}", body) for at, body in enumerate(NONSENSE)]
    answers = Counter(answer(inbox, inbound) for inbound in texts)
    assert unclear(inbox, ANOTHER) == MANY - 1
    return answers


# --- what must hold ---------------------------------------------------------------------------


def one_message_many_times(inbox: Inbox, numbers: Sequence[str]) -> None:
    """Ten messages, each delivered eight times at once."""
    for at in range(10):
        before = unclear(inbox, NUMBER) if at and len(numbers) == 1 else -1
        froms = [numbers[each % len(numbers)] for each in range(THREADS)]
        same = [text(number, f"SM{at}", NONSENSE[at]) for number in froms]
        answers = at_once(inbox, same)
        assert len(set(answers)) == 1 and answers[0]
        if len(numbers) == 1:
            assert unclear(inbox, NUMBER) == before + 1
    contacts = rows(inbox, "SELECT contact_id FROM inbound_message")
    assert len(contacts) == 10


def many_messages_of_one_new_person(
    inbox: Inbox, deliver: Callable[[list[Inbound]], list[Reply]]
) -> None:
    serial = one_after_the_other(inbox)
    texts = [text(NUMBER, f"SM{at}", body) for at, body in enumerate(NONSENSE)]
    assert Counter(deliver(texts)) == serial
    assert unclear(inbox, NUMBER) == MANY - 1
    assert len(rows(inbox, "SELECT id FROM contact")) == 2
    kept = rows(inbox, "SELECT count(*) FROM inbound_message GROUP BY contact_id")
    assert [count for (count,) in kept] == [MANY, MANY]


def test_the_same_message_at_once_is_one_step_and_one_answer(inbox: Inbox) -> None:
    one_message_many_times(inbox, [NUMBER])


def test_the_same_message_at_once_from_two_numbers_steps_one_of_them(inbox: Inbox) -> None:
    one_message_many_times(inbox, [NUMBER, ANOTHER])
    steps = sum(
        standing.unclear + 1
        for number in (NUMBER, ANOTHER)
        if (standing := inbox.standing(Channel.SMS, number))
    )
    assert steps == 10


def test_all_first_texts_of_a_person_at_once_are_one_contact_and_each_a_step(inbox: Inbox) -> None:
    many_messages_of_one_new_person(inbox, lambda texts: in_turns(inbox, texts))


def test_they_are_so_from_several_processes(inbox: Inbox) -> None:
    many_messages_of_one_new_person(
        inbox, lambda texts: in_processes(inbox, [texts[at::PROCESSES] for at in range(PROCESSES)])
    )


def test_the_same_messages_to_several_processes_are_a_step_each(inbox: Inbox) -> None:
    texts = [text(NUMBER, f"SM{at}", body) for at, body in enumerate(NONSENSE[:20])]
    answers = in_processes(inbox, [texts] * PROCESSES)
    assert len(answers) == 20 * PROCESSES and all(answers)
    assert unclear(inbox, NUMBER) == 19
    for inbound in texts:
        assert answers.count(answer(inbox, inbound)) % PROCESSES == 0


# --- planted faults: each must be seen ----------------------------------------------------------


def every_statement_commits(patch: pytest.MonkeyPatch) -> None:
    """Nothing holds what it has looked at until it is done."""

    @contextmanager
    def delivering(database: Database) -> Iterator[Any]:
        connection = database.engine.raw_connection()
        try:
            yield _Committing(connection)
        finally:
            connection.close()

    patch.setattr(Database, "delivering", delivering)


class _Committing:
    def __init__(self, connection: Any) -> None:
        self._connection, self._cursor = connection, connection.cursor()
        self._rows: list[Any] = []

    def execute(self, statement: str, values: Any) -> None:
        self._cursor.execute(statement, values)
        self._rows = self._cursor.fetchall() if self._cursor.description else []
        self._connection.commit()
        sleep(0.002)

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None


def looked_for_first(patch: pytest.MonkeyPatch) -> None:
    """Check, then mark: whether the message is there is asked, and a moment later it is put in."""
    right = Desk.claim

    def claim(desk: Desk, message_id: str, now: Any) -> Kept | None:
        desk.run(messages._KEPT, {"message_id": message_id})
        if row := desk._cursor.fetchone():
            return Kept(row[0], bare=False)
        sleep(0.005)
        right(desk, message_id, now)
        return None

    patch.setattr(Desk, "claim", claim)
    every_statement_commits(patch)


def test_a_message_that_is_looked_for_first_is_seen(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_for_first(monkeypatch)
    with pytest.raises(AssertionError):
        one_message_many_times(inbox, [NUMBER])


def test_a_contact_that_nobody_holds_is_seen(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    every_statement_commits(monkeypatch)
    with pytest.raises(AssertionError):
        many_messages_of_one_new_person(inbox, lambda texts: in_turns(inbox, texts))


# --- killed at each step ----------------------------------------------------------------------


def kill(_where: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_at_each_step(inbox: Inbox, settings: Settings, body: str, number: str) -> list[str]:
    """Have a process killed before each statement, the commit and the answer; return what the
    message was then answered, each time by the process that came after.
    """
    answers: list[str] = []
    for step in range(20):
        inbound = text(number, f"SM{body[0]}{step}{number[-1]}", body)
        before = rows(inbox, "SELECT * FROM contact ORDER BY id")
        inbox.database.close()
        child = os.fork()
        if child == 0:
            database = Fragile(settings.database_url, kill)
            database.left = step
            inbox.database = database
            inbox.receive(inbound)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        kept = rows(inbox, f"SELECT 1 FROM inbound_message WHERE message_id='{inbound.message_id}'")  # noqa: S608
        if not kept:
            assert os.WIFSIGNALED(status)
            assert rows(inbox, "SELECT * FROM contact ORDER BY id") == before
        answers.append(answer(inbox, inbound) or "")
        if not os.WIFSIGNALED(status):
            return answers
    raise AssertionError("it never came to its end")


def test_a_process_killed_at_any_step_leaves_nothing_half_done(
    inbox: Inbox, settings: Settings
) -> None:
    answers = killed_at_each_step(inbox, settings, "zzqxx", NUMBER)
    assert len(answers) >= 6 and all(answers)
    assert unclear(inbox, NUMBER) == len(answers) - 1
    assert all(killed_at_each_step(inbox, settings, "i want to die", NUMBER))
    assert all(killed_at_each_step(inbox, settings, "delete", NUMBER))
    assert len(rows(inbox, "SELECT id FROM contact")) == 0
