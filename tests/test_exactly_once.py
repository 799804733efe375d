"""One message, one step, one answer, for ever: whatever happens, in whatever order.

``tests/disturbed.py`` says what may happen and what must hold.
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

from chatbot.content import Content, asked_texts, said_texts
from chatbot.flow import Flow, Question
from chatbot.inbox import Inbox
from chatbot.loading.privacy import PRIVACY_FILE, read_privacy
from chatbot.loading.tree import Report
from chatbot.messages import Inbound, Reply
from chatbot.privacy import Consent
from chatbot.rehearsal import STORY_TIME
from chatbot.settings import Settings
from chatbot.store import keeping, messages
from chatbot.store.database import Database
from chatbot.store.keys import Keys, Name
from chatbot.understanding.wishes.flowreader import reader_of
from tests.conftest import FLOWS, PRIVACY
from tests.disturbed import Disturbed, Ground


@pytest.fixture(scope="session")
def consent(tmp_path_factory: pytest.TempPathFactory) -> Consent:
    """The shipped texts of the first step that asks people to agree."""
    folder = tmp_path_factory.mktemp("consent")
    written = (FLOWS / PRIVACY_FILE).read_text(encoding="utf-8")
    (folder / PRIVACY_FILE).write_text(written.replace("ask_first: no", "ask_first: yes"))
    privacy = read_privacy(folder, PRIVACY, Report())
    assert privacy is not None and privacy.consent is not None
    return privacy.consent


@pytest.fixture(scope="session")
def contents(content: Content) -> tuple[Content, ...]:
    """The content as it is shipped, and after somebody has changed it while people are in it.

    In the second the flow has another name; in the third a question is gone, another has a new
    name, and the options of a third have other values.
    """
    flow = content.flows[0]
    renamed = replace(flow, name="look-for-group")
    steps = [_changed(step) for step in flow.steps if step.name != "meet"]
    return (
        content,
        _with(content, renamed, content.readers[flow.name]),
        _with(content, changed := Flow(flow.name, flow.start_words, tuple(steps), flow.lists),
              reader_of(changed, content.language)),
    )  # fmt: skip


def _changed(step: Any) -> Any:
    if not isinstance(step, Question):
        return replace(step, needs=()) if hasattr(step, "needs") else step
    options = tuple(replace(option, only_with=None) for option in step.options)
    if step.name == "who":
        options = tuple(replace(option, value=f"{option.value}_now") for option in options)
    name = {"needs": "access"}.get(step.name, step.name)
    return replace(step, name=name, options=options, implies=None, whom=None)


def _with(content: Content, flow: Flow, reader: Any) -> Content:
    flows = (flow, *content.flows[1:])
    readers = {**content.readers, flow.name: reader}
    asked, said = asked_texts(flows), said_texts(flows)
    return replace(content, flows=flows, readers=readers, asked=asked, said=said)


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
    chosen = {"deadline": None, "phases": quick, "database": None, **chosen}
    run_state_machine_as_test(machine, settings=hypothesis.settings(**chosen))


@pytest.mark.both_engines
def test_whatever_happens_each_message_is_one_step_and_one_answer(
    ground: Ground, database_url: str
) -> None:
    sqlite = database_url.startswith("sqlite")
    disturb(ground, max_examples=40 if sqlite else 8, stateful_step_count=25)
