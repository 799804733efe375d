"""One message, one step, one answer, for ever: whatever happens, in whatever order.

``tests/disturbed.py`` says what may happen and what must hold, to what ``tests/running.py`` runs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis.stateful import run_state_machine_as_test

from chatbot import engine
from chatbot import inbox as inboxes
from chatbot.content import Content
from chatbot.flow import Flow
from chatbot.inbox import Inbox
from chatbot.messages import Inbound, Reply
from chatbot.privacy import Consent
from chatbot.rehearsal import STORY_TIME
from chatbot.settings import Settings
from chatbot.store import keeping, messages
from chatbot.store.database import Database
from chatbot.store.keys import Keys, Name
from tests.conftest import FLOWS
from tests.disturbed import PEOPLE, Disturbed
from tests.running import Ground


@pytest.fixture
def ground(
    contents: tuple[Content, ...], consent: Consent, settings: Settings, tmp_path: Path
) -> Ground:
    settings = replace(settings, texts_per_minute=8, replies_per_day=15)
    inbox = Inbox(contents[0], Database(settings.database_url), FLOWS, settings)
    inbox.prepare(STORY_TIME)
    inbox.database.close()
    file = tmp_path / "signpost.db"
    return Ground(contents, consent, settings, file if file.exists() else None)


def disturb(ground: Ground, **chosen: Any) -> None:
    machine = type("Machine", (Disturbed,), {"ground": ground})
    quick = [hypothesis.Phase.explicit, hypothesis.Phase.reuse, hypothesis.Phase.generate]
    chosen |= {"deadline": None, "phases": quick, "database": None, "stateful_step_count": 25}
    run_state_machine_as_test(machine, settings=hypothesis.settings(**chosen))


@pytest.mark.both_engines
def test_whatever_happens_each_message_is_one_step_and_one_answer(
    ground: Ground, database_url: str
) -> None:
    sqlite = database_url.startswith("sqlite")
    disturb(ground, max_examples=25 if sqlite else 5)


# --- planted faults: each must be seen ----------------------------------------------------------

Plant = Callable[[pytest.MonkeyPatch], None]


def every_delivery_is_new(patch: pytest.MonkeyPatch) -> None:
    right = Inbox.receive
    numbers = iter(range(10**6))

    def receive(inbox: Inbox, inbound: Inbound) -> Reply | None:
        return right(inbox, replace(inbound, message_id=f"SMx{next(numbers)}"))

    patch.setattr(Inbox, "receive", receive)


def looked_for_and_marked_at_the_end(patch: pytest.MonkeyPatch) -> None:
    right = messages.Desk.claim, messages.Desk.remember

    def claim(desk: Any, message_id: str, now: datetime) -> messages.Kept | None:
        desk.run(messages._KEPT, {"message_id": message_id})
        row = desk._cursor.fetchone()
        desk.now = now
        return messages.Kept(row[0], bare=row[0] is None and row[1] is None) if row else None

    def remember(desk: Any, held: Any, message_id: str, *rest: Any) -> None:
        right[0](desk, message_id, desk.now)
        right[1](desk, held, message_id, *rest)

    desk = type("Desk", (messages.Desk,), {"claim": claim, "remember": remember})
    patch.setattr(messages, "Desk", desk)


def two_commits(patch: pytest.MonkeyPatch) -> None:
    right = messages.Desk.hold

    def hold(desk: messages.Desk, *given: Any) -> messages.Held:
        cursor: Any = desk._cursor
        cursor.connection.commit()
        if desk._dialect == "sqlite":
            cursor.execute("BEGIN IMMEDIATE")
        return right(desk, *given)

    patch.setattr(messages.Desk, "hold", hold)


def worked_out_anew(patch: pytest.MonkeyPatch) -> None:
    def again(inbox: Inbox, _kept: Any, directory: Any, inbound: Inbound) -> Reply | None:
        return engine.advance(inbox.content, directory, None, inbound).reply

    patch.setattr(Inbox, "_again", again)


def delete_leaves_replies(patch: pytest.MonkeyPatch) -> None:
    nothing = {"sqlite": "SELECT :whose", "postgresql": "SELECT %(whose)s"}
    patch.setattr(messages, "_LET_GO", nothing)


def delete_answers_anew(patch: pytest.MonkeyPatch) -> None:
    """As it was: a bare id did not tell what was erased from what was never kept."""
    bare = {name: said.replace("reply=''", "reply=NULL") for name, said in messages._LET_GO.items()}
    assert bare != messages._LET_GO
    patch.setattr(messages, "_LET_GO", bare)


def purge_forgets_who_opted_out(patch: pytest.MonkeyPatch) -> None:
    def forget(connection: Any, rows: Any) -> keeping.Swept:
        keeping.erase_contacts(connection, [row.id for row in rows])
        return keeping.Swept(contacts=len(rows))

    patch.setattr(keeping, "_forget", forget)


def purge_leaves_replies(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(keeping, "_bare", lambda _connection, rows: keeping.Swept(replies=len(rows)))


def a_new_key_makes_a_newcomer(patch: pytest.MonkeyPatch) -> None:
    right = messages.Desk.hold

    def hold(desk: messages.Desk, known: Name, *given: Any) -> messages.Held:
        return right(desk, known._replace(former=()), *given)

    patch.setattr(messages.Desk, "hold", hold)


def a_number_is_kept(patch: pytest.MonkeyPatch) -> None:
    def name(_keys: Keys, channel: Any, address: str) -> Name:
        return Name(f"{channel} {address}")

    patch.setattr(Keys, "name", name)


def stop_counts_for_nothing(patch: pytest.MonkeyPatch) -> None:
    deaf = tuple(move for move in engine.FIRST if move.__name__ != "_opted_out")
    patch.setattr(engine, "FIRST", deaf)


def a_flow_that_is_gone_is_an_error(patch: pytest.MonkeyPatch) -> None:
    def flow(content: Content, name: str) -> Flow:
        return {flow.name: flow for flow in content.flows}[name]

    patch.setattr(Content, "flow", flow)


def the_clock_is_believed(patch: pytest.MonkeyPatch) -> None:
    """Whoever was slowed down or said their last word in what is now the future waits for it."""
    admit = inboxes.admit

    def waits(traffic: Any, now: datetime, *given: Any) -> Any:
        if traffic.at > now.timestamp():
            now = datetime.fromtimestamp(traffic.at, now.tzinfo)
        return admit(traffic, now, *given)

    patch.setattr(inboxes, "admit", waits)


PLANTS: tuple[Plant, ...] = (
    every_delivery_is_new, looked_for_and_marked_at_the_end, two_commits, worked_out_anew,
    delete_leaves_replies, purge_leaves_replies, a_new_key_makes_a_newcomer, a_number_is_kept,
    the_clock_is_believed,
)  # fmt: skip
SOMEBODY = PEOPLE[0]
BEGINS = ("somebody_begins", {"sender": SOMEBODY})
STORIES: dict[Plant, tuple[bool, tuple[tuple[str, dict[str, Any]], ...]]] = {
    delete_answers_anew: (
        True,
        (BEGINS, ("somebody_leaves_or_returns", {"sender": SOMEBODY, "body": "DELETE"})),
    ),
    purge_forgets_who_opted_out: (
        False,
        (
            BEGINS,
            ("somebody_leaves_or_returns", {"sender": SOMEBODY, "body": "STOP"}),
            ("a_month_passes_and_somebody_texts", {"sender": SOMEBODY}),
        ),
    ),
    stop_counts_for_nothing: (
        False,
        (BEGINS, ("somebody_leaves_or_returns", {"sender": SOMEBODY, "body": "STOP"}), BEGINS),
    ),
    a_flow_that_is_gone_is_an_error: (
        False,
        (BEGINS, ("its_content_changes", {"asks": False, "variant": 1}), BEGINS),
    ),
}
"""Those that it takes the machine half a minute to find (it does find them), by what shows them:
whether people are asked to agree, and the rules in their order.
"""


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_the_machine_sees_each_fault_that_is_planted(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, plant: Plant
) -> None:
    plant(monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        disturb(ground, max_examples=150, derandomize=True, report_multiple_bugs=False)


def play(ground: Ground, plant: Plant) -> None:
    asks, story = STORIES[plant]
    machine = type("Machine", (Disturbed,), {"ground": ground})()
    try:
        machine.begin(asks=asks, variant=0)
        for rule, given in story:
            getattr(machine, rule)(**given)
            machine.the_tables_are_as_in_the_ledger()
    finally:
        machine.teardown()


@pytest.mark.parametrize("plant", STORIES, ids=lambda plant: plant.__name__)
def test_the_laws_see_each_fault_that_is_planted(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, plant: Plant
) -> None:
    play(ground, plant)
    plant(monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        play(ground, plant)
