"""What is said to danger, the lines it names, and the mistakes a charity can make in both."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from shutil import copy, copytree

import pytest

from chatbot.loading.helplines import helpline_notes, read_helplines
from chatbot.loading.lexicon import read_safety
from chatbot.loading.tree import Report
from chatbot.messages import Channel
from chatbot.safety.lexicon import Concern
from chatbot.understanding.words.phrasing import PhraseError, compile_phrase
from tests.test_safety import FLOWS, HELPLINES, LANGUAGE, LEXICON, NAMES, NATIONS

import_module("gsm0338")  # registers the codec gsm03.38
SUICIDE, EMERGENCY, ABUSE, ADVICE, EATING = Concern


def every_reply() -> dict[str, str]:
    return {
        f"{concern}/{nation or 'anywhere'}/{form}": getattr(answer, form).on(channel)
        for (concern, nation), answer in LEXICON.answers.items()
        for form in ("text", "unclear", "also", "short")
        for channel in Channel
    }


@pytest.mark.parametrize("reply", every_reply().values(), ids=every_reply())
def test_every_reply_is_short_plain_and_cheap(reply: str) -> None:
    assert reply.encode("gsm03.38").decode("gsm03.38") == reply
    assert len(reply) <= 306
    assert not re.search(r"\w+n't\b|\{|\b(YES|STOP|HELP|END|CANCEL|QUIT|INFO)\b", reply)
    assert all(len(sentence.split()) <= 20 for sentence in re.split(r"[.?!]\s", reply))


def test_no_number_is_sent_that_nobody_confirmed() -> None:
    unconfirmed = [line.number for line in HELPLINES if not line.confirmed]
    assert unconfirmed
    assert not [n for n in unconfirmed if any(n in reply for reply in every_reply().values())]


def test_what_nobody_has_confirmed_or_looked_up_for_180_days_is_noted() -> None:
    (note,) = helpline_notes(HELPLINES, date(2027, 3, 30))
    assert "14 helplines are not confirmed" in note.says and "nspcc" in note.says
    notes = helpline_notes(HELPLINES, date(2027, 3, 31))
    assert len(notes) == 1 + len(HELPLINES)
    assert all(note.note and "181 days ago" in note.says for note in notes[1:])


BROKEN = {
    "no such helpline": (
        "{childline}. To talk",
        "{chidline}. To talk",
        "Did you mean 'childline'?",
    ),
    "no way by text": ("Any age, {shout}", "Any age, {samaritans}", "no way for who cannot speak"),
    "no way for deaf people": ("Deaf? {emergency_bsl}. ", "", "no way for deaf people"),
    "a number typed": ("{emergency_bsl}", "0800 123456", "typed here"),
    "no such concern": ("concern: eating", "concern: eatng", "Did you mean 'eating'?"),
    "no such list": ("{condition}", "{conditon}", "there is no list 'conditon'"),
    "an empty gap": ("      - noose", "      - noose ...", "a gap (...) needs a word before it"),
    "a contraction": ("I cannot give medical", "I can't give medical", "easily misread"),
    "a list twice": ("  glucose:", "  meter:", "written twice"),
    "an unknown part": ("idioms:", "idiom:", "mean 'idioms'?"),
}


@pytest.mark.parametrize(("right", "wrong", "says"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_in_the_safety_content_is_refused_with_its_line(
    tmp_path: Path, right: str, wrong: str, says: str
) -> None:
    copytree(FLOWS / "safety.words", tmp_path / "safety.words")
    copy(FLOWS / "safety.yaml", tmp_path / "safety.yaml")
    files = [tmp_path / "safety.yaml", *sorted((tmp_path / "safety.words").glob("*.yaml"))]
    path = next(path for path in files if right in path.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    report = Report()
    read_safety(tmp_path, HELPLINES, LANGUAGE, NAMES, report)
    said = [problem for problem in report.errors if says in problem.says]
    assert said, report.errors
    line = text[: text.index(right)].count("\n") + 1
    assert any(abs(problem.line - line) <= 5 for problem in said)


def test_a_line_that_loses_its_confirmation_leaves_its_sentence_out() -> None:
    lines = [replace(line, confirmed=line.key != "samaritans") for line in HELPLINES]
    report = Report()
    lexicon = read_safety(FLOWS, lines, LANGUAGE, NAMES, report)
    assert report.errors == []
    for nation in NATIONS:
        reply = lexicon.answers.get((SUICIDE, nation), lexicon.answers[SUICIDE, ""]).text.sms
        assert "116 123" not in reply
        assert "85258" in reply and "999" in reply
        assert not re.search(r"call\s*[.,]|  ", reply)


def test_with_every_line_confirmed_the_replies_still_fit() -> None:
    report = Report()
    lines = [replace(line, confirmed=True) for line in HELPLINES]
    lexicon = read_safety(FLOWS, lines, LANGUAGE, NAMES, report)
    assert report.errors == []
    assert "0808 2000 247" in lexicon.answers[ABUSE, "England"].text.sms


ROWS = "x,X|x,X,1,,,Englnd,,X,own,2026-10-01,yes|x,X,1,,,,,X,own,2026-13-01,yes|x,X,1,,,,,,,,"


@pytest.mark.parametrize("row", ROWS.split("|"))
def test_a_mistake_in_helplines_csv_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    text = (FLOWS / "helplines.csv").read_text(encoding="utf-8")
    (tmp_path / "helplines.csv").write_text(text + row + "\n", encoding="utf-8")
    report = Report()
    assert read_helplines(tmp_path, report) == HELPLINES
    assert {problem.line for problem in report.errors} == {len(HELPLINES) + 2}


@pytest.mark.parametrize("phrase", ["", "...", "want ...", "... die", "(to) die", "a.b", "{no}"])
def test_a_phrase_that_cannot_be_read_says_why(phrase: str) -> None:
    with pytest.raises(PhraseError):
        compile_phrase(phrase, {"glucose": ["sugar"]}, {})
