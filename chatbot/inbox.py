"""One text, one transaction: claim it, think, remember."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from chatbot.channels.numbers import can_be_texted, country_of
from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.directory import Directory
from chatbot.engine import advance, answer_danger_alone
from chatbot.feeds.directory_csv import read_services
from chatbot.handled import Handled, Observer, Outcome, of_turn, unseen, without_a_step
from chatbot.loading.tree import Report
from chatbot.messages import Channel, Inbound, Reply
from chatbot.moves.consenting import goes, may_keep
from chatbot.moves.danger import SAME_CONCERN
from chatbot.moves.scene import Turn
from chatbot.renewing import Renewing
from chatbot.settings import Settings
from chatbot.store import directories, keeping, messages, reported, schema, searches
from chatbot.store.database import Database, StoreError
from chatbot.store.keys import Keys, Name
from chatbot.traffic import Limits, admit, from_json, to_json, went_out
from chatbot.upkeep import URGENT, Reported

log = logging.getLogger("chatbot.inbox")
SAMPLE = "directory/groups.csv"


class Inbox:
    """Receives texts for one content and one database.

    ``prepare`` makes the tables and reads the directory. It is called at the start, and again at
    every text until it has worked, so that the service says sorry while the database is away. A
    directory that has moved since is read again beside the texts.
    """

    def __init__(
        self,
        content: Content,
        database: Database,
        folder: Path,
        settings: Settings,
        observe: Observer = unseen,
    ) -> None:
        self.content = content
        self.database = database
        self._folder = folder
        self._observe = observe
        self._keys = Keys((*settings.former_keys, settings.contact_key))
        self._countries = settings.allowed_countries
        self._limits = Limits(settings.texts_per_minute, settings.replies_per_day)
        self._renewing = Renewing(database)

    def receive(self, inbound: Inbound) -> Reply | None:
        """Answer one message, once: a second delivery gets the stored reply, letter by letter.

        Raises StoreError when nothing could be kept; nothing has been answered then, and the next
        delivery of the same message works.
        """
        if country_of(inbound.address) not in self._countries:
            return self._from_elsewhere(inbound)
        directory = self.prepare(inbound.received_at)
        with self.database.delivering() as cursor:
            desk = messages.Desk(cursor, self.database.dialect)
            kept = desk.claim(inbound.message_id, inbound.received_at)
            if kept is not None:
                return self._again(kept, directory, inbound)
            if self._renewing.due():
                self._renewing.saw(desk.directory_state())
            before, turn = self._step(desk, directory, inbound)
        if turn.erases:
            self.database.tidy_up()
        self._observe(of_turn(inbound.channel, before, turn))
        return turn.reply

    def _step(
        self, desk: messages.Desk, directory: Directory, inbound: Inbound
    ) -> tuple[Conversation | None, Turn]:
        """Take a conversation one step on, and keep what may be kept of it. Return where it stood
        before, and the turn.
        """
        name = self._keys.name(inbound.channel, inbound.address)
        asks = self.content.privacy.consent is not None
        standing = desk.standing(name) if asks else None
        if asks and not may_keep(self.content, standing, inbound.received_at):
            turn = advance(self.content, directory, None, inbound)
            if not turn.conversation.agreed and not (standing and goes(turn)):
                return None, turn._replace(erases=False)
        held = desk.hold(name, self._keys.id, inbound.received_at)
        turn, traffic = self._in_measure(held, name, directory, inbound)
        said = turn.reply.text if turn.reply else None
        if turn.erases:
            desk.erase(held, name, inbound.message_id, said, turn.conversation)
        else:
            desk.remember(held, inbound.message_id, turn.conversation, said, traffic)
        day = inbound.received_at.date()
        desk.note(turn.concerns, day)
        searches.note(desk, turn.search)
        if turn.reported is not None:
            self._keep_report(desk, held, turn.reported, day)
        return held.conversation, turn

    def _keep_report(
        self, desk: messages.Desk, held: messages.Held, said: Reported, day: date
    ) -> None:
        """Keep what somebody says is wrong; the log calls a person to what cannot wait."""
        paused = reported.keep(desk, held, said, day)
        if paused:
            log.warning("paused until checked, two people say it has closed: %s", said.service_id)
        elif said.reason in URGENT:
            log.warning("reported as %s, look at it now: %s", said.reason, said.service_id)

    def _in_measure(
        self, held: messages.Held, name: Name, directory: Directory, inbound: Inbound
    ) -> tuple[Turn, str]:
        """Take a conversation one step on, unless its contact has had enough; return what they
        have had by now, to be kept, beside the turn.
        """
        now, pin, media = inbound.received_at, inbound.pin or "", inbound.media or ""
        digest = self._keys.digest(name, inbound.text, inbound.tapped, str(media), str(pin))
        traffic, verdict = admit(from_json(held.traffic), now, digest, self._limits)
        turn = advance(self.content, directory, held.conversation, inbound, verdict)
        if turn.reply is not None:
            sent = self._keys.digest(name, turn.reply.text, "", "", "")
            danger = bool(turn.concerns)
            traffic = went_out(traffic, now, sent, turn.held, danger=danger)
        return turn, to_json(traffic)

    def _from_elsewhere(self, inbound: Inbound) -> Reply | None:
        """Answer danger and nothing else to a number of a country that gets no replies, and keep
        nothing: its owner may be in this country all the same.
        """
        reply = None
        if can_be_texted(inbound.channel, inbound.address):
            reply = answer_danger_alone(self.content, inbound)
        outcome = Outcome.ALONE if reply else Outcome.HELD_BACK
        self._observe(without_a_step(outcome, inbound.channel, reply))
        return reply

    def _again(self, kept: messages.Kept, directory: Directory, inbound: Inbound) -> Reply | None:
        """Answer a second delivery as the first was answered, stepping nothing.

        Where nothing was ever kept but the id: before somebody agrees the answer depends on the
        text alone, so it is the same again. To a message whose contact was erased or forgotten
        since there is no answer: nobody knows any more what it was.
        """
        self._observe(Handled(Outcome.DUPLICATE, inbound.channel))
        if not kept.bare:
            return Reply(kept.reply) if kept.reply else None
        if self.content.privacy.consent is None:
            return None
        turn = advance(self.content, directory, None, inbound)
        return None if turn.conversation.agreed else turn.reply

    def name_of(self, channel: Channel, address: str) -> Name:
        """Return what a contact is known by."""
        return self._keys.name(channel, address)

    def standing(self, channel: Channel, address: str) -> Conversation | None:
        """Return where a contact stands, for the phone page."""
        with self.database.reading() as connection:
            return messages.conversation_of(connection, self.name_of(channel, address))

    def prepare(self, now: datetime) -> Directory:
        """Return the directory; the first time bring the tables up to date and fill them."""
        held = self._renewing.held
        if held is not None:
            return held
        schema.migrate(self.database)
        self._fill(now.date())
        return self._renewing.read()

    def listing(self, now: datetime) -> Directory:
        """Return the directory for others than those who text, seeing whether it has moved."""
        directory = self.prepare(now)
        if self._renewing.due():
            with self.database.reading() as connection:
                self._renewing.saw(directories.state(connection))
        return directory

    def close(self) -> None:
        """Let go of the database, when nobody reads it any more: who does would open it again."""
        self._renewing.wait()
        self.database.close()

    def forget(self, now: datetime) -> Iterator[keeping.Swept]:
        """Delete what has been kept for as long as it may be, batch by batch."""
        kept_since = now - self.content.privacy.keep
        return keeping.sweep(self.database, kept_since, now - SAME_CONCERN)

    def _fill(self, today: date) -> None:
        """Load the sample directory into a database that has no groups yet."""
        with self.database.writing() as connection:
            directories.one_at_a_time(connection)
            if not directories.is_empty(connection):
                return
            report = Report()
            districts = self.content.gazetteer.district
            services = read_services(self._folder / SAMPLE, SAMPLE, districts, today, report)
            for problem in report.problems:
                log.warning("%s", problem)
            directories.replace_at_once(connection, services)
            log.info("%s groups loaded, %s left out", len(services), len(report.errors))


__all__ = ["Inbox", "StoreError"]
