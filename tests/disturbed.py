"""A hypothesis machine: people text the real inbox, whatever befalls it, and the ledger beside it.

Each of its rules is something that happens to the service. After each, the tables must be what the
ledger says, and hold no number and no words.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from chatbot.conversation import Conversation
from chatbot.messages import Inbound
from chatbot.store import keeping
from tests.fragile import AFTER_COMMIT
from tests.ledger import Who
from tests.running import TABLES, Form, Running

PEOPLE = ("+447700900123", "+447700900124", "whatsapp:+447700900123")
STOPS, STARTS = ("STOP", "STOP\nthanks"), ("START", "yes")
DANGER = ("i want to die", "kms")
SAYINGS = (
    "Hi", "Leeds", "Leeds, my daughter, online", "1", "1", "2", "online", "no", "wibble wobble",
    "back", "restart", "more", "change", "Newport", "skip", "done", "LS6 2AB", "privacy", "",
    "i agree", "safe", "share", "DELETE", "delete", "DELETE", *STOPS, *STARTS, *DANGER, "START",
)  # fmt: skip
SECRETS = ("7700900", "wibble", "2AB", "daughter", "want to die")
JUMPS = (
    *(timedelta(seconds=20), timedelta(minutes=2), timedelta(hours=2), timedelta(days=1)),
    *(timedelta(hours=-2), timedelta(days=-2)),
)
NEXT_DAY = timedelta(hours=25)
A_STEP_MORE_THAN_THERE_ARE = 9

people = st.sampled_from(PEOPLE)
sayings = st.sampled_from(SAYINGS)
moments = st.integers(0, A_STEP_MORE_THAN_THERE_ARE)
others = st.sampled_from(
    (
        {},
        {"ErrorCode": "11200", "ErrorUrl": "https://signpost.example.org/twilio/messages"},
        {"From": "+447700900125"},
        {"From": "+447700900124", "ErrorCode": "11205"},
    )
)
"""What a second delivery may have that the first had not."""


class Disturbed(Running):
    # --- what people do ---------------------------------------------------------------------------

    @initialize(asks=st.booleans(), variant=st.integers(0, 1))
    def begin(self, asks: bool, variant: int) -> None:
        self.asks, self.variant = asks, variant
        self._start_again()

    @rule(sender=people, body=sayings, carrier=st.sampled_from(("", "", "carrier")))
    def somebody_texts(self, sender: str, body: str, carrier: str) -> None:
        self._texts(sender, body, carrier)

    @rule(sender=people, first=sayings, second=sayings, third=sayings)
    def somebody_goes_on(self, sender: str, first: str, second: str, third: str) -> None:
        for body in (first, second, third):
            self._texts(sender, body)

    @rule(sender=people, body=st.sampled_from(("STOP", "DELETE", "START")))
    def somebody_leaves_or_returns(self, sender: str, body: str) -> None:
        """And what they texted before comes a second time."""
        before = [form for form in self.sent if form["From"] == sender][-2:]
        self._texts(sender, body)
        for form in before:
            self._again(form)

    @rule(sender=people)
    def somebody_begins(self, sender: str) -> None:
        """1 agrees, where people are asked to."""
        for body in ("Hi", "1", "Leeds"):
            self._texts(sender, body)

    @rule(sender=people)
    def somebody_comes_back_on_another_day(self, sender: str) -> None:
        """Nobody is stuck: START and a greeting are answered on the next day at the latest."""
        for greeting in ("hi", "restart"):
            self._jump(NEXT_DAY)
            if sender in self.stopped:
                self._texts(sender, "START")
            answer = self._texts(sender, greeting)
            if not self.ledger.held_back():
                break
        assert answer, "nobody is stuck"

    # --- what befalls a message -------------------------------------------------------------------

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), other=others)
    def it_is_delivered_again(self, data: st.DataObject, other: Form) -> None:
        form = self.sent[-1 - data.draw(st.integers(0, len(self.sent) - 1))]
        self._again(form | other)

    @precondition(lambda self: self.sent)
    @rule(other=others)
    def the_last_one_is_delivered_twice_more(self, other: Form) -> None:
        self._again(self.sent[-1] | other)
        self._again(self.sent[-1])

    @rule(sender=people, body=sayings, moment=moments)
    def the_process_dies_and_it_is_delivered_again(
        self, sender: str, body: str, moment: int
    ) -> None:
        form = self._form(sender, body)
        kept = self._dies_over(form, moment) == AFTER_COMMIT
        if kept:
            self._deliver(form, answered=False)
        self.the_tables_are_as_in_the_ledger()
        self._start_again()
        (self._again if kept else self._deliver)(form)

    @precondition(lambda self: self.sent)
    @rule(data=st.data(), moment=moments)
    def the_process_dies_over_a_second_delivery(self, data: st.DataObject, moment: int) -> None:
        form = self.sent[-1 - data.draw(st.integers(0, len(self.sent) - 1))]
        self._dies_over(form, moment)
        self._start_again()
        self._again(form)

    # --- what befalls the service -----------------------------------------------------------------

    @rule()
    def it_starts_again(self) -> None:
        self._start_again()

    @rule(asks=st.booleans(), variant=st.integers(0, 2))
    def its_content_changes(self, asks: bool, variant: int) -> None:
        self.asks, self.variant = asks, variant
        self._start_again()

    @rule(rotates=st.booleans())
    def its_key_changes(self, rotates: bool) -> None:
        former = (*self.settings.former_keys, self.settings.contact_key)
        new = f"key {len(former)} for tests only"
        self.settings = replace(self.settings, contact_key=new, former_keys=former)
        self.ledger.keys += 1
        self._start_again()
        if rotates:
            self.everybody_gets_a_new_name()

    @rule()
    def everybody_gets_a_new_name(self) -> None:
        keys = self._keys()
        sum(keeping.rename_all(self.inbox.database, keys))
        with self.inbox.database.reading() as connection:
            assert keeping.by_key(connection).keys() <= {keys.id}

    @rule(sender=people)
    def a_month_passes_and_somebody_texts(self, sender: str) -> None:
        self._jump(timedelta(days=31))
        self._texts(sender, "hi")

    @rule(by=st.sampled_from(JUMPS))
    def time_passes_or_the_clock_is_wrong(self, by: timedelta) -> None:
        self._jump(by)

    # --- the laws ---------------------------------------------------------------------------------

    @invariant()
    def the_tables_are_as_in_the_ledger(self) -> None:
        messages, contacts, concerns = (self._rows(table) for table in TABLES)
        keys = self._keys()
        assert self.ledger.differences(contacts, messages, len(concerns), keys) == []
        replies = [{**row, "reply": ""} for row in messages]
        everything = repr((contacts, replies, concerns))
        assert not [secret for secret in SECRETS if secret in everything]
        assert not [row for row in messages if "7700900" in (row["reply"] or "")]

    def _texts(self, sender: str, body: str, carrier: str = "") -> str | None:
        word = {"STOP": "STOP", "START": "START"}.get(body, "") if carrier else ""
        return self._deliver(self._form(sender, body, **({"OptOutType": word} if word else {})))

    def _deliver(self, form: Form, *, answered: bool = True) -> str | None:
        """Deliver a message; without ``answered`` only the ledger hears of it."""
        inbound, silent = self._inbound(form), form["From"] in self.stopped
        wanted = self.ledger.receive(inbound)
        self.sent.append(form)
        self._note_stops(form, inbound)
        if not answered:
            return None
        reply = self._receive(inbound)
        assert reply == wanted
        turn = self.ledger.last
        assert turn is not None
        if reply is None:
            known = turn.conversation.opted_out or inbound.carrier
            assert known or self.ledger.held_back(), "silent for no reason"
        elif inbound.text in ("DELETE", "delete"):
            left = self.ledger.people.get((inbound.channel, inbound.address))
            assert left is None or left.conversation == (
                Conversation(left.conversation.flow, left.conversation.last_at, opted_out=True)
            ), "all is deleted, they were told"
        elif silent:
            assert form["From"] not in self.stopped or turn.concerns or turn.erases, "left alone"
        return reply

    def _again(self, form: Form) -> None:
        """Deliver a message once more: the same answer or nothing, and nothing is stepped."""
        before = [self._rows(table) for table in TABLES]
        first = self.ledger.messages[form["MessageSid"]].said
        wanted = self.ledger.receive(self._inbound(form))
        reply = self._receive(self._inbound(form))
        assert reply in (first, None)
        assert reply == wanted
        assert [self._rows(table) for table in TABLES] == before

    def _note_stops(self, form: Form, inbound: Inbound) -> None:
        """Whoever has opted out, by their own texts alone; before they agree it is not kept."""
        who: Who = (inbound.channel, inbound.address)
        sender, body = form["From"], form["Body"]
        if who not in self.ledger.people or (body in STARTS and sender in self.stopped):
            self.stopped.discard(sender)
        elif body in STOPS:
            self.stopped.add(sender)
