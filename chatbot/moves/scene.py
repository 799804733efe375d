"""What a turn has before it, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.directory import Directory
from chatbot.flow import Flow, Match, Question
from chatbot.messages import Channel, Inbound, Reply
from chatbot.safety.screening import Finding
from chatbot.traffic import Verdict
from chatbot.understanding.readings import Reading
from chatbot.unmet import SearchEvent
from chatbot.upkeep import Reported
from chatbot.wording import Line, fit


class Turn(NamedTuple):
    """What comes of one text: where the contact now stands, the reply, and how it was read.

    There is no reply to somebody who has opted out. ``concerns`` is the danger that was answered.
    ``erases``: all that is kept of the contact is to go, but what ``conversation`` holds.
    ``held``: why the text was not, when too many came; its reply says so, or there is none.
    ``reported``: what they say is wrong with a group. ``search``: what was looked for and found.
    """

    conversation: Conversation
    reply: Reply | None
    why: tuple[str, ...] = ()
    concerns: tuple[Finding, ...] = ()
    erases: bool = False
    held: Verdict = Verdict.ANSWER
    reported: Reported | None = None
    search: SearchEvent | None = None


class Scene(NamedTuple):
    """One text with everything that bears on it. ``words`` are ``tokens`` without the marks,
    ``flow`` is the one the contact is in, ``danger`` what the text shows of it. ``lead`` is said
    first, whatever else is said. ``heard`` is how the text was read by the question that was open
    ("" for none): several moves look at it, and reading is most of what a turn costs."""

    content: Content
    directory: Directory
    conversation: Conversation
    inbound: Inbound
    tokens: tuple[str, ...]
    words: tuple[str, ...]
    flow: Flow
    heard: dict[str, Reading]
    danger: tuple[Finding, ...] = ()
    lead: tuple[Line, ...] = ()

    @property
    def channel(self) -> Channel:
        """The channel of the text, and so of the reply."""
        return self.inbound.channel

    @property
    def question(self) -> Question | None:
        """The question that is open and has been sent, if any."""
        return self.flow.question(self.conversation.step) if self.conversation.asked else None

    @property
    def at_results(self) -> bool:
        """Whether a list of groups lies in front of the contact."""
        return isinstance(self.flow.by_name.get(self.conversation.step), Match)

    def text(self, name: str, **fields: str) -> str:
        """Return a standard text on this channel."""
        return self.content.text(name, self.channel, **fields)

    def after(self, conversation: Conversation) -> Scene:
        """Return the scene with the conversation moved on."""
        return Scene(
            self.content, self.directory, conversation, self.inbound, self.tokens, self.words,
            self.flow, {}, self.danger, self.lead,
        )  # fmt: skip

    def turn(
        self,
        conversation: Conversation,
        lines: Sequence[Line],
        why: Sequence[str] = (),
    ) -> Turn:
        """Return the turn that answers with these lines."""
        return Turn(conversation, Reply(fit([*self.lead, *lines], self.channel)), tuple(why))

    def said_values(self) -> Mapping[str, str]:
        """Return how each option's value is said, for all questions of the flow."""
        return self.content.said[self.flow.name]


def keep(text: str) -> Line:
    """A line that always stays."""
    return Line(text)
