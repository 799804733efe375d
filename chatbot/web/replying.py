"""Whatever is broken, somebody who texts is answered as well as can be."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from time import perf_counter

from chatbot.channels import twilio
from chatbot.content import Content
from chatbot.engine import answer_danger_alone
from chatbot.handled import Handled, Outcome, without_a_step
from chatbot.inbox import Inbox, StoreError
from chatbot.loglines import kind_of
from chatbot.messages import Channel, Inbound, Reply
from chatbot.metrics import Meters

log = logging.getLogger("chatbot.replying")


class Replying:
    """Answers the forms of Twilio's two routes for messages.

    ``last_words`` is a text that needs neither content nor database.
    """

    def __init__(self, content: Content, inbox: Inbox, meters: Meters, last_words: str) -> None:
        self._content = content
        self._inbox = inbox
        self._meters = meters
        self._last_words = last_words

    def reply(self, form: Mapping[str, str]) -> tuple[Reply | None, int]:
        """Return the reply and the HTTP status, or raise NotAMessage.

        200 for what needs no second delivery: a step that is kept, or danger answered without one.
        503 while nothing can be kept, 500 for what nobody foresaw: Twilio tries again.
        """
        began = perf_counter()
        try:
            inbound = twilio.read_inbound(form, datetime.now(UTC))
        except twilio.NotAMessage:
            self._meters.note(Handled(Outcome.REFUSED))
            raise
        try:
            return self._inbox.receive(inbound), 200
        except Exception as error:
            self._log(error, inbound)
            if alone := self._danger_alone(inbound):
                return alone, 200
            self._meters.note(Handled(Outcome.UNAVAILABLE, inbound.channel))
            sorry = self._text("try_later", inbound.channel)
            return sorry, 503 if isinstance(error, StoreError) else 500
        finally:
            self._meters.took(perf_counter() - began)

    def reply_after_failure(self, form: Mapping[str, str]) -> Reply | None:
        """Return the reply to a message that ``reply`` could not be had for.

        A message that was answered already gets that answer again. Nobody stands behind this, so it
        always answers; only to STOP, START and HELP, which the carrier has answered, it is silent.
        """
        inbound = None
        try:
            inbound = twilio.read_inbound(form, datetime.now(UTC))
            return self._inbox.receive(inbound)
        except Exception as error:
            self._log(error, inbound)
        if form.get("OptOutType"):
            return None
        if inbound and (alone := self._danger_alone(inbound)):
            return alone
        channel = inbound.channel if inbound else Channel.SMS
        static = self._text("not_working", channel, needs_helpline=True)
        self._meters.note(without_a_step(Outcome.STATIC, channel, static))
        return static

    def _danger_alone(self, inbound: Inbound) -> Reply | None:
        try:
            alone = answer_danger_alone(self._content, inbound)
        except Exception as error:
            log.critical("danger cannot be looked for: %s", kind_of(error))
            return None
        if alone:
            self._meters.note(without_a_step(Outcome.ALONE, inbound.channel, alone))
            log.error("danger answered alone", extra={"message_id": inbound.message_id})
        return alone

    def _text(self, name: str, channel: Channel, *, needs_helpline: bool = False) -> Reply:
        """Return a standard text, or the last words where even that cannot be had."""
        try:
            fields = {"helpline": self._content.helpline()} if needs_helpline else {}
            return Reply(self._content.text(name, channel, **fields))
        except Exception as error:
            log.critical("the content is broken: %s", kind_of(error))
            return Reply(self._last_words)

    def _log(self, error: Exception, inbound: Inbound | None) -> None:
        ids = {"message_id": inbound.message_id} if inbound else {}
        if isinstance(error, StoreError):
            self._meters.database_failed()
            log.error("not kept: %s", error, extra=ids)
        else:
            log.error("unexpected %s", kind_of(error), extra=ids)
