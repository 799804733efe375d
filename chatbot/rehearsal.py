"""Playing stories: a made-up phone on the real engine, saved and read back at each text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chatbot.content import Content
from chatbot.conversation import Conversation, from_json, to_json
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.feeds.directory_csv import read_services
from chatbot.gazetteer import Gazetteer
from chatbot.loading.tree import Problem, Report
from chatbot.messages import Channel, Inbound, Media, Pin
from chatbot.moves.scene import Turn
from chatbot.segments import segments
from chatbot.story import Act, Expected, Story

SAMPLE = "directory/groups.csv"
STORY_TIME = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
"""When stories happen, so that "last checked" and the order of groups stay as they were."""
NUMBER = "+447700900000"


def sample_directory(folder: Path, gazetteer: Gazetteer, report: Report) -> Directory:
    """Return the groups in the folder's CSV file; each row left out is a problem."""
    now = datetime.now(UTC).date()
    return Directory(read_services(folder / SAMPLE, SAMPLE, gazetteer.district, now, report))


@dataclass(slots=True)
class Phone:
    """A made-up phone: texts go to the engine, and the conversation through JSON and back."""

    content: Content
    directory: Directory
    channel: Channel = Channel.SMS
    now: datetime = STORY_TIME
    conversation: Conversation | None = None
    sent: int = 0
    steps: set[str] = field(default_factory=set)

    def texts(self, text: str) -> str:
        """Send a text and return the reply, "" when there is none."""
        turn = self.does(Act(0, text=text))
        return turn.reply.text if turn.reply else ""

    def does(self, act: Act) -> Turn:
        """Do one thing of a story and return the turn."""
        self.now += act.wait or timedelta(seconds=1)
        return self.sends(act.text, tapped=act.tapped, media=act.media, pin=act.pin)

    def sends(
        self,
        text: str,
        *,
        tapped: str = "",
        media: Media | None = None,
        pin: Pin | None = None,
        carrier: str = "",
    ) -> Turn:
        """Send anything a phone can send and return the turn."""
        self.sent += 1
        inbound = Inbound(
            f"SM{self.sent:032}", self.channel, NUMBER, text, self.now, media, pin, tapped, carrier
        )
        turn = advance(self.content, self.directory, self.conversation, inbound)
        self.conversation = from_json(to_json(turn.conversation))
        if self.conversation.step:
            self.steps.add(self.conversation.step)
        return turn


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What came of playing stories: how many were played, what no longer holds, steps met."""

    played: int
    problems: tuple[Problem, ...]
    steps: frozenset[str]


def rehearse(content: Content, directory: Directory, stories: Sequence[Story]) -> Rehearsal:
    """Play every story on each of its channels."""
    problems: list[Problem] = []
    steps: set[str] = set()
    played = 0
    for story in stories:
        for channel in story.channels:
            played += 1
            phone = Phone(content, directory, channel)
            problems += _play(phone, story)
            steps |= phone.steps
    return Rehearsal(played, tuple(dict.fromkeys(problems)), frozenset(steps))


def _play(phone: Phone, story: Story) -> Iterator[Problem]:
    for act in story.acts:
        turn = phone.does(act)
        for expected in act.expected:
            for fault in _faults(phone, turn, expected):
                says = f"The story '{story.name}' no longer holds on {phone.channel}. {fault}"
                yield Problem(story.file, expected.line, says)


def _faults(phone: Phone, turn: Turn, expected: Expected) -> Iterator[str]:
    reply = turn.reply.text if turn.reply else ""
    shown = f' The reply is: "{reply}"' if reply else " There is no reply."
    if expected.silent and reply:
        yield f"There must be no reply.{shown}"
    for text in expected.has:
        if text not in reply:
            yield f'The reply must have "{text}".{shown}'
    for text in expected.has_not:
        if text in reply:
            yield f'The reply must not have "{text}".{shown}'
    if expected.step and turn.conversation.step != expected.step:
        yield f"The open step must be '{expected.step}', and is '{turn.conversation.step}'."
    for name, values in expected.answers.items():
        got = known_answer(turn.conversation, name)
        if got != values:
            said = ", ".join(got) if got else "nothing"
            yield f"The answer to '{name}' must be '{', '.join(values)}', and is '{said}'."
    over = expected.segments is not None and segments(reply) > expected.segments
    if phone.channel is Channel.SMS and over:
        count = segments(reply)
        yield f"The reply must be {expected.segments} text messages or fewer, and is {count}."


def known_answer(conversation: Conversation, question: str) -> tuple[str, ...]:
    """Return the values answered, a place by the name it is said by."""
    if question in conversation.now.places:
        return (conversation.now.places[question].name,)
    return conversation.now.answers.get(question, ())
