"""Content that has been changed while people are in it, and the texts that ask people to agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chatbot.content import Content, asked_texts, said_texts
from chatbot.flow import Flow, Question
from chatbot.loading.privacy import PRIVACY_FILE, read_privacy
from chatbot.loading.tree import Report
from chatbot.privacy import Consent
from chatbot.setup import FLOWS
from chatbot.understanding.wishes.flowreader import reader_of

PRIVACY = "https://signpost.example.org/privacy"


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
