"""People who text, each on a thread of their own, and Twilio, which delivers again and again."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from time import monotonic, sleep
from urllib.parse import urlencode

from chatbot.channels.twilio import SIGNATURE, Signatures
from chatbot.messages import Channel
from tests.bench.conversations import FORM, MIX, PATH, PUBLIC_URL, TOKEN, twilio_form
from tests.bench.figures import BenchError
from tests.soak.serving import Served

PATIENCE = 15.0
"""Seconds, as long as Twilio waits for an answer."""
REDELIVERING = 60.0
"""Seconds for which a text is delivered again before it counts as lost."""
SCRIPTS: tuple[tuple[Channel, tuple[str, ...]], ...] = tuple(
    (channel, texts) for channel, texts in MIX if not any("sugar" in text for text in texts)
)
"""The benchmark's conversations without the one that tells of danger: that one is answered, and
not kept, while the database is away."""
SIGNATURES = Signatures(TOKEN, PUBLIC_URL)


@dataclass(frozen=True, slots=True)
class Text:
    """One text as Twilio delivers it, to be delivered as often as it takes."""

    message_id: str
    body: bytes
    signature: str
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``seconds`` is how long it took."""

    status: int
    body: bytes
    seconds: float

    @property
    def good(self) -> bool:
        """Whether Twilio would take it as the answer."""
        return self.status == 200 and self.body.endswith((b"</Response>", b"<Response/>"))

    @property
    def sorry(self) -> bool:
        """Whether it is a 503 that a person can read."""
        return self.status == 503 and b"<Message>" in self.body


class People:
    """Makes texts, each message and each sender only once in a run."""

    def __init__(self) -> None:
        self._messages, self._senders = count(1), count(1)
        self.bodies: set[str] = set()

    def sender(self) -> str:
        """Return a new number, which can be nobody's."""
        at = next(self._senders)
        return f"+447700900{at % 1_000:03}{at // 1_000:03}"

    def text(self, sender: str, words: str, channel: Channel = Channel.SMS) -> Text:
        """Return a new text from this sender."""
        form = twilio_form(channel, sender, words, next(self._messages))
        self.bodies.add(words)
        signature = SIGNATURES.sign(PATH, form)
        return Text(form["MessageSid"], urlencode(form).encode(), signature, words)

    def conversation(self, script: int) -> list[Text]:
        """Return one script's texts from a new sender."""
        channel, texts = SCRIPTS[script]
        sender = self.sender()
        return [self.text(sender, words, channel) for words in texts]


PEOPLE = People()


def deliver(port: int, text: Text, headers: Mapping[str, str] | None = None) -> Answer | None:
    """Deliver a text once; None when there was no answer, or not a whole one."""
    begin = monotonic()
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    head = {"Content-Type": FORM, SIGNATURE: text.signature, **(headers or {})}
    try:
        asking.request("POST", PATH, text.body, head)
        response = asking.getresponse()
        return Answer(response.status, response.read(), monotonic() - begin)
    except (OSError, http.client.HTTPException):
        return None
    finally:
        asking.close()


def at_once(port: int, texts: Sequence[Text]) -> list[Answer | None]:
    """Deliver all the texts in the same moment, each on a thread of its own."""
    gate = threading.Barrier(len(texts))

    def go(text: Text) -> Answer | None:
        gate.wait()
        return deliver(port, text)

    with ThreadPoolExecutor(len(texts)) as threads:
        return list(threads.map(go, texts))


@dataclass(slots=True)
class Log:
    """What a crowd saw: each text with its answer, and every delivery that was no good."""

    answered: list[tuple[int, int, Text, Answer]] = field(default_factory=list)
    unanswered: list[Text] = field(default_factory=list)
    again: int = 0
    sorry: int = 0
    cut: int = 0
    other: list[int] = field(default_factory=list)
    slowest: float = 0.0

    def bad(self, answer: Answer | None) -> None:
        """Count a delivery that was no good."""
        if answer is None:
            self.cut += 1
        elif answer.sorry:
            self.sorry += 1
        else:
            self.other.append(answer.status)


class Crowd:
    """People who hold one conversation after another until they are told to stop.

    A text that is not answered is delivered again until it is, or only once when ``patient`` is
    False. ``stop`` lets everybody finish the conversation they are in.
    """

    def __init__(self, port: int, people: int = 8, *, patient: bool = True) -> None:
        self.log = Log()
        self._port, self._patient = port, patient
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._live, args=[at]) for at in range(people)]
        self._broken: list[BaseException] = []

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind:  # nobody need be answered any more
            self._patient = False
        self.stop()

    def stop(self) -> Log:
        """Let everybody finish, and return what they saw."""
        self._stopped.set()
        for thread in self._threads:
            thread.join()
        if self._broken:
            raise BenchError(f"a texting thread broke: {self._broken[0]!r}")
        return self.log

    def _live(self, at: int) -> None:
        try:
            while not self._stopped.is_set():
                with self._lock:
                    script = at % len(SCRIPTS)
                    conversation = PEOPLE.conversation(script)
                at += 1
                if not all(self._say(script, *one) for one in enumerate(conversation)):
                    break
        except BaseException as error:
            self._broken.append(error)

    def _say(self, script: int, turn: int, text: Text) -> bool:
        until = monotonic() + REDELIVERING
        while True:
            answer = deliver(self._port, text)
            with self._lock:
                self.log.slowest = max(self.log.slowest, answer.seconds if answer else 0)
                if answer and answer.good:
                    self.log.answered.append((script, turn, text, answer))
                    return True
                self.log.bad(answer)
                if not self._patient or monotonic() > until:
                    self.log.unanswered.append(text)
                    return not self._patient
                self.log.again += 1
            sleep(0.03)


def undisturbed(served: Served) -> dict[tuple[int, int], bytes]:
    """Return the answer to each turn of each script when nothing goes wrong."""
    answers = {}
    for script in range(len(SCRIPTS)):
        for turn, text in enumerate(PEOPLE.conversation(script)):
            answer = deliver(served.port, text)
            if answer is None or not answer.good:
                raise BenchError(f"a server that nothing was done to gave no answer: {answer}")
            answers[script, turn] = answer.body
    return answers


def repeated(port: int, answered: Iterable[tuple[int, int, Text, Answer]]) -> Iterator[Text]:
    """Deliver everything answered once more, and yield what gets another answer than it got."""
    seen = list(answered)
    with ThreadPoolExecutor(8) as threads:
        again = threads.map(lambda one: deliver(port, one[2]), seen)
        for (_, _, text, first), second in zip(seen, again, strict=True):
            if second is None or (second.status, second.body) != (200, first.body):
                yield text
