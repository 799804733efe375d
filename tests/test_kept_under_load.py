"""Old things are forgotten and names change while people text: nobody notices, nothing stays."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Semaphore

import pytest
from sqlalchemy import text as sql

from chatbot.content import Content
from chatbot.inbox import Inbox
from chatbot.messages import Channel, Inbound
from chatbot.rehearsal import STORY_TIME
from chatbot.settings import Settings
from chatbot.store import keeping
from chatbot.store.database import Database, StoreError
from chatbot.store.keys import Keys
from chatbot.store.messages import Desk
from tests.conftest import FLOWS

pytestmark = pytest.mark.both_engines
LATER = STORY_TIME + timedelta(days=31)
OLD = [f"+44770090010{at}" for at in range(10)]
PEOPLE = [f"+4477009002{at:02}" for at in range(40)]
ROUNDS = 3


@pytest.fixture
def before(content: Content, settings: Settings) -> Iterator[Inbox]:
    """A deployment with people who texted a month ago, and people who texted today."""
    inbox = Inbox(content, Database(settings.database_url), FLOWS, settings)
    for number in OLD:
        inbox.receive(Inbound(f"SMold{number[1:]}", Channel.SMS, number, "Hi", STORY_TIME))
    for number in PEOPLE:
        for body in ("Hi", "Leeds"):
            inbox.receive(Inbound(f"SM{body}{number[1:]}", Channel.SMS, number, body, LATER))
    yield inbox
    inbox.database.close()


@pytest.fixture
def after(before: Inbox, content: Content, settings: Settings) -> Iterator[Inbox]:
    """The same with a new key."""
    later = replace(settings, contact_key="a new key", former_keys=(settings.contact_key,))
    inbox = Inbox(content, Database(settings.database_url), FLOWS, later)
    inbox.prepare(LATER)
    yield inbox
    inbox.database.close()


def texting(inbox: Inbox, answered: Semaphore) -> list[str]:
    """Have everybody text; return what they are answered, "" for nothing."""

    def texts(number: str) -> list[str]:
        said = []
        for at in range(ROUNDS):
            one = Inbound(f"SM{at}x{number[1:]}", Channel.SMS, number, f"zzqx{'abc'[at]}", LATER)
            reply = inbox.receive(one)
            said.append(reply.text if reply else "")
            answered.release()
        return said

    with ThreadPoolExecutor(8) as pool:
        return [reply for replies in pool.map(texts, PEOPLE) for reply in replies]


def changing(inbox: Inbox, answered: Semaphore) -> None:
    """Change all names and forget what is old, a batch whenever a text has been answered."""
    keys = Keys(["a key for tests only", "a new key"])
    for batches in (keeping.rename_all(inbox.database, keys), inbox.forget(LATER)):
        answered.acquire(timeout=10)
        for _ in batches:
            answered.acquire(timeout=10)


def newcomers(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> int:
    """Have all of it happen at once; return how many were taken for newcomers."""
    monkeypatch.setattr(keeping, "BATCH", 3)
    with ThreadPoolExecutor(2) as pool:
        answered = Semaphore(0)
        answers, changes = (pool.submit(work, inbox, answered) for work in (texting, changing))
        said = answers.result()
        changes.result()
    assert len(said) == len(PEOPLE) * ROUNDS
    return sum("Where do you live?" in reply for reply in said)


def nobody_is_lost(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    assert newcomers(inbox, monkeypatch) == 0
    for number in PEOPLE:
        standing = inbox.standing(Channel.SMS, number)
        assert standing is not None and standing.unclear == ROUNDS
    with inbox.database.reading() as connection:
        assert keeping.by_key(connection) == {Keys(["a key for tests only", "a new key"]).id: 40}


def test_nobody_is_lost_and_what_was_forgotten_is_not_found_again(
    after: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody_is_lost(after, monkeypatch)
    with after.database.reading() as connection:
        kept = "SELECT count(*) FROM inbound_message WHERE contact_id IS NULL AND reply = ''"
        assert connection.execute(sql(kept)).scalar_one() == len(OLD)
    late = Inbound(f"SMold{OLD[0][1:]}", Channel.SMS, OLD[0], "Hi", LATER)
    assert after.receive(late) is None
    assert after.standing(Channel.SMS, OLD[0]) is None


def test_names_that_a_text_does_not_look_for_are_seen(
    after: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = Desk.hold
    monkeypatch.setattr(
        Desk, "hold", lambda desk, name, *rest: right(desk, name._replace(former=()), *rest)
    )
    with pytest.raises((AssertionError, StoreError)):
        nobody_is_lost(after, monkeypatch)
