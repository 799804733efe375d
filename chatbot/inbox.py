"""One text, one transaction: remember, think, remember."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from chatbot.content import Content
from chatbot.conversation import Conversation
from chatbot.directory import Directory
from chatbot.engine import FORGOTTEN_AFTER, advance
from chatbot.feeds.directory_csv import read_services
from chatbot.handled import Handled, Observer, Outcome, of_turn, unseen
from chatbot.loading.tree import Report
from chatbot.messages import Channel, Inbound, Reply
from chatbot.moves.danger import SAME_CONCERN
from chatbot.store import directories, messages, schema
from chatbot.store.database import Database, StoreError

log = logging.getLogger("chatbot.inbox")
SAMPLE = "directory/groups.csv"
TIDY_EVERY = timedelta(days=1)


class Inbox:
    """Receives texts for one content and one database.

    ``prepare`` makes the tables and reads the directory. It is called at the start, and again at
    every text until it has worked, so that the service says sorry while the database is away.
    """

    def __init__(
        self,
        content: Content,
        database: Database,
        folder: Path,
        secret: str,
        observe: Observer = unseen,
    ) -> None:
        self.content = content
        self.database = database
        self._folder = folder
        self._secret = secret
        self._observe = observe
        self._directory: Directory | None = None
        self._tidied_at = datetime.min.replace(tzinfo=UTC)

    def receive(self, inbound: Inbound) -> Reply | None:
        """Answer one message, once: a second delivery gets the stored reply, letter by letter.

        Raises StoreError when nothing could be kept; nothing has been answered then, and the next
        delivery of the same message works.
        """
        directory = self.prepare(inbound.received_at)
        key = messages.contact_key(self._secret, inbound.channel, inbound.address)
        with self.database.delivering() as cursor:
            desk = messages.Desk(cursor, self.database.dialect)
            held = desk.hold(key, inbound.received_at)
            if already := desk.answered(inbound.message_id):
                self._observe(Handled(Outcome.DUPLICATE, inbound.channel))
                return Reply(already[0]) if already[0] else None
            turn = advance(self.content, directory, held.conversation, inbound)
            desk.remember(
                held,
                inbound.message_id,
                turn.conversation,
                turn.reply.text if turn.reply else None,
                inbound.received_at,
            )
            desk.note(turn.concerns, inbound.received_at.date())
        self._observe(of_turn(inbound.channel, held.conversation, turn))
        return turn.reply

    def standing(self, channel: Channel, address: str) -> Conversation | None:
        """Return where a contact stands, for the phone page."""
        key = messages.contact_key(self._secret, channel, address)
        with self.database.reading() as connection:
            return messages.conversation_of(connection, key)

    def prepare(self, now: datetime) -> Directory:
        """Return the directory; the first time bring the tables up to date and fill them."""
        if self._directory is None:
            schema.migrate(self.database)
            self._fill(now.date())
            with self.database.reading() as connection:
                self._directory = directories.read_directory(connection)
            if any(service.made_up for service in self._directory.services):
                log.warning("The directory holds made-up groups. Replies say so.")
        if now - self._tidied_at > TIDY_EVERY:
            self._tidied_at = now
            with self.database.writing() as connection:
                messages.forget_before(connection, now - FORGOTTEN_AFTER)
                messages.forget_warnings(connection, now - SAME_CONCERN)
        return self._directory

    def _fill(self, today: date) -> None:
        """Load the sample directory into a database that has no groups yet."""
        with self.database.writing() as connection:
            if not directories.is_empty(connection):
                return
            report = Report()
            districts = self.content.gazetteer.district
            services = read_services(self._folder / SAMPLE, SAMPLE, districts, today, report)
            for problem in report.problems:
                log.warning("%s", problem)
            directories.replace_all(connection, services)
            log.info("%s groups loaded, %s left out", len(services), len(report.errors))


__all__ = ["Inbox", "StoreError"]
