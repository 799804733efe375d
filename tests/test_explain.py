"""``chatbot explain`` and the phone page: how a text was read, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from chatbot.cli import main
from chatbot.content import Content
from chatbot.directory import Directory
from chatbot.engine import advance
from chatbot.evaluation.explaining import place_in_words
from chatbot.evaluation.standing import texted
from chatbot.loading.folder import load
from chatbot.messages import Channel
from chatbot.settings import Settings
from chatbot.understanding.place.placing import Found, PlaceReading
from webhooks import create_app

HERE = "http://127.0.0.1:8000"
MADE_UP = "+447700900123"
COMMAND = import_module("chatbot.cli.explain")


@pytest.fixture(autouse=True)
def content_at_hand(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each run of the command need not read all of flows/ again."""
    monkeypatch.setattr(COMMAND, "load", lambda _folder, _address: content)


def explain(*said: str) -> Result:
    return CliRunner().invoke(main, ["explain", *said])


def told(*said: str) -> str:
    result = explain(*said)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_first_text_is_told_from_its_words_to_the_reply(
    content: Content, directory: Directory
) -> None:
    text = "mum of a 7yr old, Leeds, onlien pls"
    said = told(text)
    assert "Words     mum of a 7yr old leeds onlien pls\n" in said
    assert "Step      nothing asked yet\n" in said
    assert "Danger    no sign of any\n" in said
    assert "Place     Leeds, West Yorkshire (" in said
    assert "  Who it is for  parent   (before: no answer)\n" in said
    turn = advance(content, directory, None, texted(text, Channel.SMS))
    assert turn.why and turn.reply
    assert all(f"  - {why}\n" in said for why in turn.why)
    assert all(f"  | {line}\n" in said for line in turn.reply.text.splitlines())


def test_a_text_is_told_as_it_reads_at_a_step() -> None:
    said = told("1", "--step", "meet")
    assert "Step      meet\n" in said
    assert "  Place          left open\n" in said
    assert "  How to meet    in person   (before: no answer)\n" in said
    assert "Open now  needs\n" in said
    assert "1 Step-free" in told("1", "--step", "meet", "--channel", "whatsapp")
    assert "Step      groups\n" in told("MORE", "--step", "groups")


def test_danger_comes_first_with_the_rule_and_its_words() -> None:
    said = told("Newport, i want to die", "--step", "place")
    assert "Danger    suicide_self_harm, clear: " in said
    assert 'want to die" (rule suicide.' in said
    assert "999" in said.split("Reply")[1]


def test_what_was_set_aside_is_told_with_the_reason() -> None:
    assert '"is killing me" is an idiom, so its words are set aside' in told("it is killing me")
    said = told("hypo yesterday, fine now")
    assert "Danger    no sign of any" in said
    assert "(rule emergency.hypo): happened-and-over" in said
    assert "about somebody else" in told("my friend wants to die")


def test_a_text_with_nothing_in_it_is_told_too() -> None:
    said = told(" \x1b ", "--step", "who")
    assert "Words     none\n" in said
    assert "\x1b" not in said


def test_an_unknown_step_is_answered_with_those_there_are() -> None:
    result = explain("hello", "--step", "whom")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'whom' is no step that waits for a text. The steps are: place, who," in result.stderr


def test_help_shows_an_example_and_a_missing_text_is_a_mistake_of_use() -> None:
    assert 'Example: chatbot explain "onlien pls" --step meet' in told("--help")
    assert explain().exit_code == 2
    assert explain("x", "--channel", "fax").exit_code == 2


def test_json_is_one_object_and_nothing_else() -> None:
    result = explain("Newport, not online", "--step", "meet", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    account = json.loads(result.stdout)
    assert list(account) == [
        "text", "channel", "step", "danger", "idioms", "spared", "words", "why", "place",
        "before", "after", "refused", "open", "asked_aside", "reply",
    ]  # fmt: skip
    assert (account["channel"], account["step"]) == ("sms", "meet")
    assert account["words"] == ["newport", "not", "online"]
    assert account["place"]["found"] == "ask"
    assert account["place"]["places"][0]["name"].startswith("Newport")
    assert account["before"] == {"place": [], "who": []}
    assert account["refused"] == {"meet": ["online"]}
    assert account["asked_aside"] == "which_place"
    fresh = json.loads(explain("i want to die", "--json").stdout)
    assert (fresh["step"], fresh["danger"][0]["tier"]) == (None, "clear")


def test_every_way_to_read_a_place_has_words(content: Content) -> None:
    leeds = content.gazetteer.candidates("Leeds")[0]
    york = content.gazetteer.candidates("York")[0]
    which = PlaceReading(Found.ASK, candidates=(leeds, york), why="name: x")
    assert place_in_words(which) == f"asked which: {leeds.full} or {york.full} (name: x)"
    assert place_in_words(PlaceReading(Found.PLACE, leeds)) == leeds.full
    assert place_in_words(PlaceReading(Found.CONFIRM, leeds)) == f"asked if {leeds.full} was meant"
    abroad = PlaceReading(Found.ABROAD, why="abroad: France")
    assert place_in_words(abroad) == "not in the UK (abroad: France)"
    assert place_in_words(PlaceReading(Found.NONE, why="no place known")) == "none"
    assert place_in_words(None) == "none"


def test_broken_content_sends_people_to_the_check(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(COMMAND, "load", load)
    result = explain("hello", "--flows", str(tmp_path))
    assert result.exit_code == 1
    assert "Run: chatbot check" in result.stderr


@pytest.fixture
def page(tmp_path: Path, content: Content) -> Iterator[FlaskClient]:
    database = f"sqlite:///{tmp_path / 'signpost.db'}"
    settings = Settings("token", HERE, database, "key", demo=True, phone_page=True)
    app = create_app(settings, content=content)
    client = app.test_client()
    client.environ_base["HTTP_HOST"] = "127.0.0.1:8000"
    yield client
    app.extensions["inbox"].database.close()


def form(**fields: str) -> dict[str, str]:
    return {"MessageSid": "SM" + "0" * 32, "From": MADE_UP, "To": "+447700900999"} | fields


def test_the_phone_page_tells_the_same_before_the_text_is_delivered(
    page: FlaskClient, content: Content, directory: Directory
) -> None:
    text = "im in Leeds, it is for my son"
    response = page.post("/phone/reading", json={"form": form(Body=text)})
    assert response.json == {
        "why": list(advance(content, directory, None, texted(text, Channel.SMS)).why)
    }
    asked = {"channel": "sms", "address": MADE_UP}
    standing = page.post("/phone/standing", json=asked).json
    assert standing is not None and not standing["known"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"form": form(From="+447911123456", Body="hello")}, 403),
        ({"form": form(Body="xFrom+447911123456")}, 403),
        ({"form": form(MessageSid="-", Body="hello")}, 400),
        ({"form": "hello"}, 403),
        ({}, 403),
    ],
)
def test_the_phone_page_reads_made_up_texts_only(
    page: FlaskClient, body: object, status: int
) -> None:
    assert page.post("/phone/reading", json=body).status_code == status
