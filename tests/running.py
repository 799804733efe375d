"""The real inbox that a hypothesis machine disturbs: how it is started, killed and looked at."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import text as sql

from chatbot.channels.twilio import read_inbound
from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.inbox import Inbox
from chatbot.messages import Inbound
from chatbot.privacy import Consent
from chatbot.rehearsal import STORY_TIME
from chatbot.settings import Settings
from chatbot.store.keys import Keys
from chatbot.traffic import Limits
from tests.conftest import FLOWS
from tests.fragile import AFTER_COMMIT, Death, Fragile
from tests.ledger import Ledger

Form = dict[str, str]
TABLES = ("inbound_message", "contact", "concern_event")


@dataclass(frozen=True, slots=True)
class Ground:
    """What every example starts from. ``contents`` are states of the content, the first shipped.

    ``empty`` is the SQLite file of a database that is ready; without one all examples share the
    database of the settings.
    """

    contents: tuple[Content, ...]
    consent: Consent
    settings: Settings
    empty: Path | None = None

    def content(self, variant: int, *, asks: bool) -> Content:
        chosen = self.contents[variant]
        consent = self.consent if asks else None
        return replace(chosen, privacy=replace(chosen.privacy, consent=consent))


class Running(RuleBasedStateMachine):
    """A service on one database, with the ledger beside it. What befalls it, others say."""

    ground: Ground

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="signpost_"))
        self.settings = self.ground.settings
        if self.ground.empty:
            path = shutil.copy(self.ground.empty, self.folder / "signpost.db")
            self.settings = replace(self.settings, database_url=f"sqlite:///{path}")
        self.now: datetime = STORY_TIME
        self.variant, self.asks = 0, False
        self.count, self.sent = 0, list[Form]()
        self.stopped: set[str] = set()
        self.directory: Directory | None = None
        self.inbox = self._process()
        self.directory = self.inbox.prepare(self.now)
        with self.inbox.database.writing() as connection:
            for table in TABLES:
                connection.execute(sql(f"DELETE FROM {table}"))  # noqa: S608
        limits = Limits(self.settings.texts_per_minute, self.settings.replies_per_day)
        self.ledger = Ledger(self.inbox.content, self.directory, limits)

    def teardown(self) -> None:
        self.inbox.database.close()
        shutil.rmtree(self.folder)

    def _form(self, sender: str, body: str, **more: str) -> Form:
        self.count += 1
        form = {"MessageSid": f"SM{self.count:032x}", "From": sender, "Body": body}
        to = "whatsapp:+447700900999" if sender.startswith("whatsapp") else "+447700900999"
        return {**form, "To": to, "NumMedia": "0", **more}

    def _inbound(self, form: Form) -> Inbound:
        return read_inbound(form, self.now)

    def _receive(self, inbound: Inbound) -> str | None:
        reply = self.inbox.receive(inbound)
        return reply.text if reply else None

    def _dies_over(self, form: Form, moment: int) -> str:
        """Deliver a message to a process that dies over it; return where, "" when it did not."""
        database = self.inbox.database
        assert isinstance(database, Fragile)
        database.left, database.where = moment, ""
        try:
            self.inbox.receive(self._inbound(form))
        except Death:
            return database.where
        return AFTER_COMMIT

    def _process(self) -> Inbox:
        content = self.ground.content(self.variant, asks=self.asks)
        inbox = Inbox(content, Fragile(self.settings.database_url), FLOWS, self.settings)
        inbox._directory = self.directory  # reading it is half of what an example would take
        return inbox

    def _start_again(self) -> None:
        self.inbox.database.close()
        self.inbox = self._process()
        self.ledger.content = self.inbox.content
        self._forget()

    def _jump(self, by: timedelta) -> None:
        """Move the clock, and have forgotten what the service would forget bit by bit."""
        self.now += by
        self._forget()

    def _forget(self) -> None:
        for _ in self.inbox.forget(self.now):
            pass
        self.ledger.forget(self.now)

    def _keys(self) -> Keys:
        return Keys((*self.settings.former_keys, self.settings.contact_key))

    def _rows(self, table: str) -> list[dict[str, Any]]:
        with self.inbox.database.reading() as connection:
            rows = connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
            return [dict(row) for row in rows.mappings()]
