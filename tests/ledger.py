"""The service as a dict: what each message must get and what must be kept, worked out beside it.

It knows the engine and the limits, which are pure, and nothing of a database, of transactions, of
processes or of keys. What faults the real service goes through, the ledger hears of each message
once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from typing import Any

from chatbot.content import Content
from chatbot.conversation import Conversation, from_json, to_json
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.messages import Channel, Inbound
from chatbot.moves.consenting import may_keep
from chatbot.moves.danger import SAME_CONCERN
from chatbot.moves.scene import Turn
from chatbot.store.keys import Keys
from chatbot.traffic import Limits, Traffic, Verdict, admit, went_out
from chatbot.traffic import from_json as traffic_of

Who = tuple[Channel, str]
Kept = Mapping[str, Any]


class State(Enum):
    """What is known of a message beside its id."""

    KEPT = auto()
    NEVER_KEPT = auto()
    """Nobody had agreed to anything yet."""
    TAKEN_OFF = auto()
    """Its contact was erased or forgotten since."""


@dataclass(slots=True)
class Message:
    said: str | None
    state: State
    received_at: int
    whose: Who | None


@dataclass(slots=True)
class Person:
    conversation: Conversation
    traffic: Traffic
    seen_at: int


@dataclass(slots=True)
class Ledger:
    content: Content
    directory: Directory
    limits: Limits
    people: dict[Who, Person] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    concerns: int = 0
    keys: int = 1
    """How many contact keys there were: under a new one no text is known to have come before."""
    last: Turn | None = None

    def receive(self, inbound: Inbound) -> str | None:
        """Return what a message is answered, and take it down when it is a new one."""
        if known := self.messages.get(inbound.message_id):
            return self._again(known, inbound)
        who, now = (inbound.channel, inbound.address), inbound.received_at
        at, person = int(now.timestamp()), self.people.get(who)
        standing = person.conversation if person else None
        if not may_keep(self.content, standing, now):
            self.last = turn = advance(self.content, self.directory, None, inbound)
            left = turn.conversation
            if not left.agreed and not (person and (turn.erases or left.opted_out)):
                said = turn.reply.text if turn.reply else None
                self.messages[inbound.message_id] = Message(said, State.NEVER_KEPT, at, None)
                return said
        turn, traffic = self._in_measure(who, person, inbound)
        self.last, said = turn, turn.reply.text if turn.reply else None
        self.concerns += len(turn.concerns)
        self.messages[inbound.message_id] = Message(said, State.KEPT, at, who)
        left = from_json(to_json(turn.conversation))
        if turn.erases:
            self._let_go(who)
            self.messages[inbound.message_id] = Message(said, State.KEPT, at, None)
            if left.opted_out:
                self.people[who] = Person(left, Traffic(), at)
        else:
            self.people[who] = Person(left, traffic, at)
        return said

    def _in_measure(
        self, who: Who, person: Person | None, inbound: Inbound
    ) -> tuple[Turn, Traffic]:
        now, before = inbound.received_at, person.traffic if person else Traffic()
        text = self._plain(inbound.text, inbound.tapped)
        traffic, verdict = admit(before, now, text, self.limits)
        standing = person.conversation if person else None
        turn = advance(self.content, self.directory, standing, inbound, verdict)
        if turn.reply is None:
            return turn, traffic
        said = self._plain(turn.reply.text, "")
        return turn, went_out(traffic, now, said, turn.held, danger=bool(turn.concerns))

    def _plain(self, *parts: str) -> str:
        return "\0".join((str(self.keys), *(" ".join(one.casefold().split()) for one in parts)))

    def _again(self, known: Message, inbound: Inbound) -> str | None:
        if known.state is State.KEPT:
            return known.said
        if known.state is State.TAKEN_OFF or self.content.privacy.consent is None:
            return None
        turn = advance(self.content, self.directory, None, inbound)
        return turn.reply.text if turn.reply and not turn.conversation.agreed else None

    def _let_go(self, who: Who) -> None:
        self.people.pop(who, None)
        for message in self.messages.values():
            if message.whose == who:
                self._take_off(message)

    def _take_off(self, message: Message) -> None:
        message.said, message.state, message.whose = None, State.TAKEN_OFF, None

    def forget(self, now: datetime) -> None:
        """Forget whatever has been kept for as long as it may be."""
        old = int((now - self.content.privacy.keep).timestamp())
        stale = int((now - SAME_CONCERN).timestamp())
        for who, person in list(self.people.items()):
            left = person.conversation
            if person.seen_at < stale:
                person.conversation = left._replace(warned={})
            if person.seen_at >= old:
                continue
            if left.opted_out:
                person.conversation = Conversation(left.flow, left.last_at, opted_out=True)
                person.traffic = Traffic()
            else:
                self._let_go(who)
        for message in self.messages.values():
            if message.received_at < old and message.state is State.KEPT:
                self._take_off(message)

    def held_back(self) -> bool:
        """Say whether the last new message was held back for there were too many."""
        return self.last is not None and self.last.held is not Verdict.ANSWER

    # --- beside what is really kept ---------------------------------------------------------------

    def differences(
        self, contacts: list[Kept], messages: list[Kept], concerns: int, keys: Keys
    ) -> list[str]:
        """Say in which ways the tables are not what they must be, naming nobody."""
        found: list[str] = []
        rows = {row["key"]: row for row in contacts}
        ids: dict[Who, int] = {}
        for at, (who, person) in enumerate(sorted(self.people.items())):
            name = keys.name(*who)
            mine = [rows.pop(key) for key in (name.key, *name.former) if key in rows]
            if len(mine) != 1:
                found.append(f"person {at} has {len(mine)} rows")
                continue
            ids[who] = mine[0]["id"]
            found += [f"person {at}: {what}" for what in _person_differs(person, mine[0])]
        if rows:
            found.append(f"{len(rows)} contacts too many")
        kept = {row["message_id"]: (row["reply"], row["contact_id"]) for row in messages}
        if kept.keys() != self.messages.keys():
            found.append(f"{len(kept)} messages, not {len(self.messages)}")
        for message_id, message in self.messages.items():
            reply, whose = kept.get(message_id, (None, None))
            wanted = message.said if message.state is State.KEPT else None
            if (reply or None) != wanted:
                found.append(f"{message_id}: {message.state.name}, another reply is kept")
            if whose != (ids.get(message.whose) if message.whose else None):
                found.append(f"{message_id}: {message.state.name}, of another contact")
        if concerns != self.concerns:
            found.append(f"{concerns} concerns, not {self.concerns}")
        return found


def _person_differs(person: Person, row: Kept) -> list[str]:
    found = []
    if row["conversation"] != to_json(person.conversation):
        found.append("stands elsewhere")
    if row["seen_at"] != person.seen_at:
        found.append("was seen at another time")
    if _counts(traffic_of(row["traffic"])) != _counts(person.traffic):
        found.append("has had another number of texts")
    return found


def _counts(traffic: Traffic) -> Traffic:
    """The digests are keyed, and here they are words: only how many there are can be compared."""
    sent = tuple("x" for _ in traffic.sent)
    return replace(traffic, text="x" if traffic.text else "", sent=sent)
