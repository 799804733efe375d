"""Starting: four settings make a real deployment, none of them a demo, and some a refusal."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from chatbot import setup
from chatbot.cli import main
from chatbot.settings import REQUIRED, TRAFFIC, Settings, SettingsError
from chatbot.setup import demo_key, from_environment
from tests.conftest import FLOWS, ROOT
from webhooks import create_app

FULL = {
    "TWILIO_AUTH_TOKEN": "a token",
    "PUBLIC_URL": "https://signpost.example.org/",
    "DATABASE_URL": "sqlite:///x.db",
    "CONTACT_KEY": "a long and secret key",
}


def test_all_four_settings_make_production_without_the_phone_page() -> None:
    settings = from_environment(FULL)
    assert not settings.demo
    assert not settings.phone_page
    assert settings.public_url == "https://signpost.example.org"
    assert from_environment({**FULL, "PHONE_PAGE": "1"}).phone_page


def test_the_log_is_json_in_production_unless_text_is_wanted() -> None:
    assert from_environment(FULL).log_format == "json"
    assert from_environment({**FULL, "LOG_FORMAT": "text"}).log_format == "text"
    with pytest.raises(SettingsError, match="LOG_FORMAT must be json or text"):
        from_environment({**FULL, "LOG_FORMAT": "xml"})


def test_a_token_that_could_be_guessed_is_refused() -> None:
    assert from_environment(FULL).metrics_token == ""
    with pytest.raises(SettingsError, match="METRICS_TOKEN must have 16 characters or more"):
        from_environment({**FULL, "METRICS_TOKEN": "short"})


@pytest.mark.parametrize("missing", REQUIRED)
def test_a_missing_setting_is_named(missing: str) -> None:
    some = {name: value for name, value in FULL.items() if name != missing}
    with pytest.raises(SettingsError, match=f"{missing} is not set"):
        from_environment(some)


def test_all_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        from_environment({"CONTACT_KEY": "x"})
    assert "TWILIO_AUTH_TOKEN, PUBLIC_URL, DATABASE_URL are not set" in str(caught.value)


def test_a_production_server_does_not_run_on_the_key_of_the_demo() -> None:
    with pytest.raises(SettingsError, match="TWILIO_AUTH_TOKEN, PUBLIC_URL, DATABASE_URL"):
        from_environment({"SERVER_SOFTWARE": "gunicorn/27.0.1"})


@pytest.mark.parametrize("url", ["signpost.example.org", "https://a.example.org/?x=1", "ftp://x"])
def test_an_address_twilio_could_not_sign_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="PUBLIC_URL must be the plain address"):
        from_environment({**FULL, "PUBLIC_URL": url})


def test_without_settings_it_is_a_demo_with_a_key_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "VAR", tmp_path / "var")
    settings = from_environment({})
    assert settings.demo
    assert settings.phone_page
    assert settings.public_url == "http://127.0.0.1:8000"
    assert demo_key(tmp_path / "var") == settings.contact_key
    assert len(settings.contact_key) == 64


def test_settings_do_not_show_their_secrets() -> None:
    shown = repr(from_environment(FULL))
    assert "a token" not in shown
    assert "secret" not in shown
    assert isinstance(from_environment(FULL), Settings)


def test_replies_go_to_the_uk_and_in_measure_unless_the_settings_say_otherwise() -> None:
    settings = from_environment(FULL)
    assert settings.allowed_countries == {"GB"}
    assert (settings.texts_per_minute, settings.replies_per_day) == (20, 100)
    more = {"ALLOWED_COUNTRIES": "gb, IE ,", "TEXTS_PER_MINUTE": "7", "REPLIES_PER_DAY": "41"}
    settings = from_environment({**FULL, **more})
    assert settings.allowed_countries == {"GB", "IE"}
    assert (settings.texts_per_minute, settings.replies_per_day) == (7, 41)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ALLOWED_COUNTRIES", "UK", "has UK, .* the United Kingdom is GB"),
        ("ALLOWED_COUNTRIES", "GB,Ireland,XX", "has IRELAND, XX, .* like GB,IE"),
        ("ALLOWED_COUNTRIES", "GB;IE", "has GB;IE"),
        ("ALLOWED_COUNTRIES", ",", "names no country"),
        ("ALLOWED_COUNTRIES", "0123456789abcdef", "has something, which no country is called by"),
        ("TEXTS_PER_MINUTE", "0", "TEXTS_PER_MINUTE must be a number from 1"),
        ("TEXTS_PER_MINUTE", "many", "TEXTS_PER_MINUTE must be a number from 1"),
        ("REPLIES_PER_DAY", "-5", "REPLIES_PER_DAY must be a number from 1"),
        ("REPLIES_PER_DAY", "1000000", "REPLIES_PER_DAY must be a number from 1"),
        ("REPLIES_PER_DAY", "\u0661\u0660", "REPLIES_PER_DAY must be a number from 1"),
    ],
)
@pytest.mark.parametrize("others", [FULL, {}], ids=["production", "demo"])
def test_a_limit_that_cannot_be_meant_is_refused(
    others: dict[str, str], name: str, value: str, words: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(setup, "VAR", tmp_path / "var")
    with pytest.raises(SettingsError, match=words):
        from_environment({**others, name: value})


def test_every_setting_is_explained_in_the_example() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    others = "PHONE_PAGE ALLOWED_COUNTRIES METRICS_TOKEN LOG_FORMAT FORMER_CONTACT_KEYS".split()
    for name in (*REQUIRED, *others, *TRAFFIC):
        assert f"{name}=" in example


def test_the_film_of_the_main_job_plays_both_golden_conversations() -> None:
    script = str(FLOWS / "golden.stories.yaml")
    result = CliRunner().invoke(main, ["chat", "--script", script, "--trace"])
    assert result.exit_code == 0, result.output
    assert "Everything in the first text (sms)" in result.output
    assert "Typing slips and a change of mind (whatsapp)" in result.output
    assert "Rowan Parents" in result.output
    assert "charged as 3" in result.output
    assert "step:  groups" in result.output


def test_chatting_in_the_terminal_ends_politely() -> None:
    result = CliRunner().invoke(main, ["chat", "--channel", "whatsapp"], input="hi\nLeeds\n")
    assert result.exit_code == 0
    assert "*Who is it for?*" in result.output
    assert "Bye." in result.output


def test_a_script_of_plain_lines_is_played_too(tmp_path: Path) -> None:
    script = tmp_path / "three.txt"
    script.write_text("hi\nLeeds\nmy child\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["chat", "--script", str(script)])
    assert result.exit_code == 0
    assert "> my child" in result.output


@pytest.mark.parametrize("command", ["serve", "chat", "check"])
def test_every_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(main, [command, "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(tmp_path / "nowhere")])
    assert result.exit_code == 1
    assert "This is not there. Name the folder that holds the flows." in result.output


def test_production_serves_nothing_it_was_not_asked_to(settings: Settings) -> None:
    app = create_app(settings)
    rules = {rule.rule for rule in app.url_map.iter_rules()}
    wanted = {
        "/twilio/messages", "/twilio/fallback", "/twilio/status", "/twilio/voice",
        "/health", "/ready", "/metrics", "/privacy", "/static/<path:filename>",
        "/api", "/api/services", "/api/services/<service_id>", "/api/<path:_rest>",
        "/listing/<token>",
    }  # fmt: skip
    assert rules == wanted
