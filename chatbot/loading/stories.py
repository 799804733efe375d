"""From flows/*.stories.yaml to stories."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from chatbot.loading.tree import Report, Tree, did_you_mean, read_tree
from chatbot.messages import Channel, Media, Pin
from chatbot.story import Act, Expected, Story

TURNS = ("me", "tap", "pin", "media", "wait", "bot")
EXPECTED = ("has", "has_not", "step", "answers", "segments", "silent")
_WAIT = re.compile(r"(\d{1,4}) (minute|hour|day)s?")


def read_stories(folder: Path, report: Report) -> tuple[Story, ...]:
    """Return every story of a folder, in the order of files and lines."""
    stories: list[Story] = []
    for path in sorted(folder.glob("*.stories.yaml")):
        stories += read_story_file(path, path.name, report)
    return tuple(stories)


def read_story_file(path: Path, name: str, report: Report) -> list[Story]:
    """Return the stories of one file."""
    tree = read_tree(path, name, report)
    return [story for item in (tree.items() if tree else ()) if (story := _story(item))]


def _story(item: Tree) -> Story | None:
    found = item.settings(("story", "channel", "turns"), ("story", "turns"), "part of a story")
    if len(found) < 2 or "turns" not in found or "story" not in found:
        return None
    channels = tuple(Channel)
    if "channel" in found:
        word = found["channel"].text()
        if word not in channels:
            found["channel"].problem(f"'{word}' is no channel.{did_you_mean(word, channels)}")
            return None
        channels = (Channel(word),)
    acts = _acts(found["turns"])
    return Story(found["story"].text(), item.file, item.line, acts, channels) if acts else None


def _acts(turns: Tree) -> tuple[Act, ...]:
    acts: list[Act] = []
    wait = timedelta()
    for turn in turns.items():
        found = turn.settings(TURNS, (), "turn")
        if "wait" in found:
            wait += _wait(found["wait"])
        if "bot" in found:
            if not acts:
                turn.problem("A story begins with what somebody does: me, tap, pin or media.")
                continue
            expected = (*acts[-1].expected, _expected(found["bot"]))
            acts[-1] = replace(acts[-1], expected=expected)
        if act := _act(turn, found, wait):
            acts.append(act)
            wait = timedelta()
    return tuple(acts)


def _act(turn: Tree, found: dict[str, Tree], wait: timedelta) -> Act | None:
    if "me" in found:
        return Act(turn.line, text=found["me"].text(), wait=wait)
    if "tap" in found:
        return Act(turn.line, tapped=found["tap"].text(), wait=wait)
    if "media" in found:
        word = found["media"].text()
        if word in tuple(Media):
            return Act(turn.line, media=Media(word), wait=wait)
        found["media"].problem(f"'{word}' cannot be sent.{did_you_mean(word, tuple(Media))}")
    if "pin" in found:
        try:
            lat, lon = map(float, found["pin"].text().split(","))
            return Act(turn.line, pin=Pin(lat, lon), wait=wait)
        except ValueError:
            found["pin"].problem("A pin is two numbers, like 53.8, -1.55.")
    return None


def _wait(tree: Tree) -> timedelta:
    match = _WAIT.fullmatch(tree.text())
    if not match:
        tree.problem(f"'{tree.text()}' is no time to wait. Write it like 2 days or 90 minutes.")
        return timedelta()
    return timedelta(**{f"{match[2]}s": int(match[1])})


def _expected(tree: Tree) -> Expected:
    if tree.is_text():
        return Expected(tree.line, has=(tree.text(),))
    found = tree.settings(EXPECTED, (), "thing to expect")
    answers = found["answers"].entries() if "answers" in found else {}
    return Expected(
        line=tree.line,
        has=tuple(item.text() for item in found["has"].items()) if "has" in found else (),
        has_not=tuple(i.text() for i in found["has_not"].items()) if "has_not" in found else (),
        step=found["step"].text() if "step" in found else "",
        answers={name: tuple(i.text() for i in v.items()) for name, v in answers.items()},
        segments=found["segments"].number() if "segments" in found else None,
        silent=found["silent"].flag() if "silent" in found else False,
    )
