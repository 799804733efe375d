"""What most tests start from: the shipped content, the sample directory, a made-up phone."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from flask.testing import FlaskClient

from chatbot.channels.twilio import Signatures
from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.loading.folder import load
from chatbot.loading.tree import Report
from chatbot.messages import Channel
from chatbot.rehearsal import Phone, sample_directory
from chatbot.settings import Settings
from tests.changed import consent, contents  # noqa: F401
from tests.engines import (  # noqa: F401  pytest looks for its hooks and fixtures here
    bare_url,
    database_url,
    own_server,
    postgres,
    postgres_url,
    pytest_configure,
    pytest_generate_tests,
    pytest_unconfigure,
    workers_url,
)
from tests.leaks import Everything
from webhooks import create_app

hypothesis.settings.register_profile(
    "no-shrink", phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate]
)  # for planted faults: whether a law breaks matters there, not the smallest example
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

for kind in (Content, Directory):
    # Hypothesis prints dataclasses field by field: a failing law would print 144 MB first.
    kind._repr_pretty_ = lambda self, printer, _cycle: printer.text(repr(self))  # type: ignore[attr-defined]

ROOT = Path(__file__).parent.parent
FLOWS = ROOT / "flows"
TOKEN = "a token for tests only"
PUBLIC_URL = "https://signpost.example.org"
PRIVACY = f"{PUBLIC_URL}/privacy"


@pytest.fixture(autouse=True)
def everything_logged() -> Iterator[Everything]:
    """Fail whatever test logs a number, a secret text or a full postcode, below any masking."""
    everything, ours = Everything(), logging.getLogger("chatbot")
    level = ours.level
    ours.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(everything)
    yield everything
    logging.getLogger().removeHandler(everything)
    ours.setLevel(level)
    assert everything.leaks() == []


@pytest.fixture(scope="session")
def content() -> Content:
    return load(FLOWS, PRIVACY)


@pytest.fixture(scope="session")
def directory(content: Content) -> Directory:
    return sample_directory(FLOWS, content.gazetteer, Report())


@pytest.fixture
def phone(content: Content, directory: Directory) -> Phone:
    return Phone(content, directory)


@pytest.fixture
def whatsapp(content: Content, directory: Directory) -> Phone:
    return Phone(content, directory, Channel.WHATSAPP)


@pytest.fixture
def settings(database_url: str) -> Settings:  # noqa: F811
    return Settings(
        twilio_auth_token=TOKEN,
        public_url=PUBLIC_URL,
        database_url=database_url,
        contact_key="a key for tests only",
        demo=False,
        phone_page=False,
    )


@pytest.fixture
def client(settings: Settings, content: Content) -> Iterator[FlaskClient]:
    app = create_app(settings, content=content)
    yield app.test_client()
    app.extensions["inbox"].close()


Deliver = Callable[..., "Delivery"]


class Delivery:
    """Twilio delivering to the real door: forms with a real signature."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.signatures = Signatures(TOKEN, PUBLIC_URL)
        self.count = 0

    def form(self, body: str, **fields: str) -> dict[str, str]:
        self.count += 1
        return {
            "MessageSid": f"SM{self.count:032x}",
            "AccountSid": "AC" + "0" * 32,
            "From": "+447700900123",
            "To": "+447700900999",
            "Body": body,
            "NumMedia": "0",
            "NumSegments": "1",
            **fields,
        }

    def post(self, form: dict[str, str], path: str = "/twilio/messages"):
        signature = self.signatures.sign(path, form)
        return self.client.post(path, data=form, headers={"X-Twilio-Signature": signature})

    def text(self, body: str, **fields: str):
        return self.post(self.form(body, **fields))


@pytest.fixture
def twilio(client: FlaskClient) -> Delivery:
    return Delivery(client)
