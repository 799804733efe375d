"""What charities write: flows of named steps, the words people may use, and the fixed texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from chatbot.messages import Channel


class Kind(StrEnum):
    """What sort of answer a question takes."""

    CHOICE = "choice"
    MANY = "many"
    YES_NO = "yes_no"
    NUMBER = "number"
    PLACE = "place"
    TEXT = "text"


class Show(StrEnum):
    """On which channels a question is sent with its numbered options; MORE always sends them."""

    ALWAYS = "always"
    WHATSAPP = "whatsapp"
    ON_MORE = "on_more"


@dataclass(frozen=True, slots=True)
class Wording:
    """The same text for each channel; WhatsApp takes the SMS wording unless it has its own."""

    sms: str
    whatsapp: str

    def on(self, channel: Channel) -> str:
        """Return the wording for ``channel``."""
        return self.sms if channel is Channel.SMS else self.whatsapp


SILENT = Wording("", "")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer a question offers.

    ``said`` is how it is said back, ``warmly`` a sentence for whoever says it. ``also`` are words
    that mean it anywhere in a text, ``phrases`` the same in the phrase language of
    ``understanding.signs``, ``otherwise`` those that count only when nothing else in the text
    answers the question, ``lately`` those that count only where they happened not long ago
    ("told ... last Friday"), and ``how_long`` those beside a short while ("insulin for a week").
    ``rules_out`` are phrases by which it will not do ("housebound").
    ``by_age`` where an age between the two of ``ages`` is told ("my age").
    ``when_asked`` are everyday words ("free", "quiet") that mean it only
    while its question is open. ``scripts`` are writings that mean it: a text in Tamil.
    ``obstacles`` are words for what may be in somebody's way: "no stairs" asks for step-free.
    ``only_with`` is the answer to another question that it makes sense with: a camera can be off
    only in a video call.
    """

    value: str
    label: str
    said: str
    also: tuple[str, ...] = ()
    when_asked: tuple[str, ...] = ()
    warmly: str = ""
    phrases: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    lately: tuple[str, ...] = ()
    how_long: tuple[str, ...] = ()
    rules_out: tuple[str, ...] = ()
    by_age: tuple[str, ...] = ()
    ages: tuple[int, int] = (0, 0)
    scripts: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    only_with: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Whom:
    """How a question about who it is for is answered from the whole text.

    ``adult``, ``young``, ``child`` and ``another`` are the options for who texts (from 18, under
    18), their child, and someone else. ``condition`` are words that say that somebody has it,
    ``kit`` words that say so only beside a person ("my son has a pump"), ``children`` and
    ``others`` words for people, ``parents`` those for who texts or their parent ("mum"), ``roles``
    those of people who text for their work. ``school`` is what only a child says of themselves,
    ``grown`` what only an adult does, ``formal`` how only adults write letters, ``jobs`` what
    adults do, ``raising`` what is said by who brings up a child, and ``grown_if`` are answers to
    other questions that only adults give.
    """

    adult: str
    young: str
    child: str
    another: str
    condition: tuple[str, ...]
    children: tuple[str, ...]
    others: tuple[str, ...]
    kit: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    school: tuple[str, ...] = ()
    grown: tuple[str, ...] = ()
    formal: tuple[str, ...] = ()
    jobs: tuple[str, ...] = ()
    raising: tuple[str, ...] = ()
    grown_if: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Question:
    """A step that asks. Its name is also the name of the answer it fills.

    ``asked`` is false for an answer that is only kept when somebody says it. ``adds``: a later
    mention joins the earlier answer where it would otherwise take its place. ``implies`` is an
    answer that comes with any answer to this one. ``any_words`` mean any or none of the options,
    and so do ``any_phrases`` in a text that names none. ``ignore`` are phrases in which its
    options do not count ("I work nights").
    ``called`` are names people give it ("where I live").
    ``unless_told``: it is not asked when one text answers all of these questions with one of the
    values named; no values stand for any answer.
    ``whom`` answers it from who has the condition, and from ages.
    ``leads`` maps an option to a step.
    """

    name: str
    kind: Kind
    title: str
    text: Wording = SILENT
    again: Wording = SILENT
    options: tuple[Option, ...] = ()
    show: Show = Show.ALWAYS
    skippable: bool = True
    asked: bool = True
    adds: bool = False
    implies: tuple[str, str] | None = None
    any_words: tuple[str, ...] = ()
    any_phrases: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    unless_told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whom: Whom | None = None
    least: int | None = None
    most: int | None = None
    leads: Mapping[str, str] = field(default_factory=dict)
    then: str = ""

    def option(self, value: str) -> Option | None:
        """Return the option with this value, or None."""
        return next((option for option in self.options if option.value == value), None)


@dataclass(frozen=True, slots=True)
class Say:
    """A step that says something and goes on."""

    name: str
    text: Wording
    then: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The step that looks for groups and waits while the person reads them."""

    name: str
    needs: tuple[str, ...]
    then: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """The last step: a closing text."""

    name: str
    text: Wording


Step = Question | Say | Match | End


@dataclass(frozen=True, slots=True)
class Flow:
    """A script: named steps in the order in which they are met."""

    name: str
    start_words: tuple[str, ...]
    steps: tuple[Step, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Word lists that the phrases of its options name."""
    by_name: Mapping[str, Step] = field(default_factory=dict, compare=False)
    questions: tuple[Question, ...] = field(default=(), compare=False)
    """Every question, those that are only kept included."""
    after_match: frozenset[str] = field(default=frozenset(), compare=False)
    """The names of the first ``match`` and of every step written after it."""
    _next: Mapping[str, str] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        names = [step.name for step in self.steps]
        questions = tuple(step for step in self.steps if isinstance(step, Question))
        match = next((at for at, step in enumerate(self.steps) if isinstance(step, Match)), None)
        object.__setattr__(self, "after_match", frozenset(names[match:] if match else ()))
        object.__setattr__(self, "by_name", dict(zip(names, self.steps, strict=True)))
        object.__setattr__(self, "questions", questions)
        object.__setattr__(self, "_next", dict(zip(names, [*names[1:], ""], strict=True)))

    def question(self, name: str) -> Question | None:
        """Return the question of this name, or None."""
        step = self.by_name.get(name)
        return step if isinstance(step, Question) else None

    def after(self, step: Say | Match | Question, value: str = "") -> str:
        """Name the step that follows ``step``, given the answer ``value``; "" is the end."""
        if isinstance(step, Question) and value in step.leads:
            return step.leads[value]
        return step.then or self._next[step.name]


@dataclass(frozen=True, slots=True)
class Command:
    """A word that works from anywhere. ``text`` is what it says, ``empty`` when it cannot."""

    name: str
    text: Wording = SILENT
    empty: Wording = SILENT


@dataclass(frozen=True, slots=True)
class Helpline:
    """A line to turn to. Only a confirmed one is sent; no ``nations`` means all of the UK."""

    key: str
    name: str
    number: str
    text_option: str
    hours: str
    nations: tuple[str, ...]
    who_for: str
    said: str
    source: str
    checked_on: str
    confirmed: bool
