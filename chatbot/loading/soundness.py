"""What must hold between the parts: nothing leads nowhere, no word means two things."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from string import Formatter

from chatbot.content import END_FIELDS, asked_texts, lists_options
from chatbot.flow import End, Flow, Kind, Match, Question, Say, Wording
from chatbot.loading.flows import Lines
from chatbot.loading.tree import Report, Tree, did_you_mean
from chatbot.messages import MAX_TEXT, Channel
from chatbot.segments import not_gsm, segments
from chatbot.understanding.denial.phrasebook import phrase_words
from chatbot.wording import MOST_SEGMENTS

CONTRACTION = re.compile(r"\b\w+n[’']t\b", re.IGNORECASE)


def check_flow(flow: Flow, lines: Lines, reserved: Mapping[str, str], report: Report) -> None:
    """Report what is wrong with one flow. ``reserved`` maps a phrase to what it already means."""
    _check_leads(flow, lines)
    _check_reached(flow, lines)
    _check_match(flow, lines)
    _check_words(flow, lines, reserved)
    _check_texts(flow, lines, report)


def _check_leads(flow: Flow, lines: Lines) -> None:
    for (step, target), tree in lines.leads.items():
        if target not in flow.by_name:
            near = did_you_mean(target, tuple(flow.by_name))
            tree.problem(f"Step '{step}' leads to '{target}', which is no step.{near}")
    for question in flow.questions:
        at = lines.steps[question.name]
        _check_is_answer(flow, question.implies, at, f"'{question.name}' implies")
        for option in question.options:
            entry = lines.options[question.name, option.value]
            _check_is_answer(flow, option.only_with, entry, f"'{option.value}' goes only with")


def _check_is_answer(flow: Flow, named: tuple[str, str] | None, tree: Tree, says: str) -> None:
    if named is None:
        return
    name, value = named
    other = flow.question(name)
    if other is None or other.option(value) is None:
        tree.problem(f"{says} '{name}: {value}', which is no answer here.")


def _check_reached(flow: Flow, lines: Lines) -> None:
    """Every step can be reached, every way comes to an end, and no way goes round for ever."""
    reached: set[str] = set()
    todo = [flow.steps[0].name]
    while todo:
        name = todo.pop()
        step = flow.by_name.get(name)
        if name in reached or step is None:
            continue
        reached.add(name)
        todo += [target for target in _after(flow, name) if target]
        if not isinstance(step, End) and "" in _after(flow, name):
            lines.steps[name].problem(
                f"People get stuck after '{name}': nothing comes next. Add an 'end' step."
            )
    for step in flow.steps:
        if step.name not in reached and not _is_kept(flow, step.name):
            lines.steps[step.name].problem(
                f"Nothing leads to '{step.name}'. Link to it with 'next', or delete it."
            )
    if circle := _circle(flow):
        met = [name for name in circle if not _is_kept(flow, name)]
        lines.steps[circle[0]].problem(f"This goes round in a circle: {', '.join(met)}.")


def _is_kept(flow: Flow, name: str) -> bool:
    step = flow.by_name.get(name)
    return isinstance(step, Question) and not step.asked


def _after(flow: Flow, name: str) -> set[str]:
    step = flow.by_name.get(name)
    if step is None or isinstance(step, End):
        return set()
    targets = {flow.after(step)}
    if isinstance(step, Question):
        targets |= set(step.leads.values())
        if step.kind is Kind.CHOICE and set(step.leads) == {o.value for o in step.options}:
            targets = set(step.leads.values()) | ({flow.after(step)} if step.skippable else set())
    return targets


def _circle(flow: Flow) -> list[str]:
    """Return the names of steps that lead back to the first of them, or nothing."""
    done: set[str] = set()

    def follow(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done or name not in flow.by_name:
            return []
        for target in sorted(_after(flow, name)):
            if found := follow(target, [*path, name]):
                return found
        done.add(name)
        return []

    return follow(flow.steps[0].name, [])


def _check_match(flow: Flow, lines: Lines) -> None:
    questions = {question.name for question in flow.questions}
    for step in flow.steps:
        if not isinstance(step, Match):
            continue
        for need in step.needs:
            if need not in questions:
                lines.steps[step.name].problem(
                    f"'{step.name}' needs the answer '{need}', which nothing asks."
                    f"{did_you_mean(need, questions)}"
                )


def _check_words(flow: Flow, lines: Lines, reserved: Mapping[str, str]) -> None:
    anywhere: dict[tuple[str, ...], str] = {}
    for question in flow.questions:
        here: dict[tuple[str, ...], str] = {}
        for phrase in question.any_words:
            here[phrase_words(phrase)] = "any or none"
        for option in question.options:
            tree = lines.options[question.name, option.value]
            if option.value in reserved:
                tree.problem(_reserved(option.value, reserved[option.value]))
            tree = lines.words.where(question.name, option.value) or tree
            texts = (option.label, option.said, *option.also, *option.when_asked, *option.obstacles)
            for text in dict.fromkeys(texts):
                words = phrase_words(text)
                if not words:
                    tree.problem(f"'{text}' holds no word that can be looked for.")
                    continue
                if (means := " ".join(words)) in reserved:
                    tree.problem(_reserved(text, reserved[means]))
                other = here.setdefault(words, option.value)
                if other != option.value:
                    tree.problem(
                        f"Two answers to '{question.name}' understand '{text}': "
                        f"{other} and {option.value}. Leave it with one of them."
                    )
            for text in option.also:
                key = f"{question.name}: {option.value}"
                other = anywhere.setdefault(phrase_words(text), key)
                if not other.startswith(f"{question.name}:"):
                    tree.problem(
                        f"'{text}' means '{other}' already. Under 'also' a word can mean one "
                        "thing only. Move it to 'when_asked', or leave it with one of them."
                    )


def _reserved(text: str, means: str) -> str:
    return f"'{text}' cannot be an answer word. {means}"


def _check_texts(flow: Flow, lines: Lines, report: Report) -> None:
    for step in flow.steps:
        tree = lines.texts.get(step.name)
        if tree is None:
            continue
        if isinstance(step, Question):
            for said in (step.text, step.again):
                check_wording(said, tree, frozenset())
        elif isinstance(step, Say | End):
            check_wording(step.text, tree, END_FIELDS if isinstance(step, End) else frozenset())
    texts = asked_texts((flow,))
    for question in flow.questions:
        if question.asked and question.name in lines.texts:
            tree = lines.texts[question.name]
            listed = lists_options(question, Channel.SMS, "text")
            sent = texts[flow.name, question.name, Channel.SMS, "text", listed]
            _check_length(sent, tree, 1)


def check_wording(wording: Wording, tree: Tree, fields: Collection[str]) -> None:
    """Report what is wrong with one text for people."""
    for text in {wording.sms, wording.whatsapp}:
        for name in _fields(text, tree):
            if name not in fields:
                tree.problem(f"{{{name}}} cannot be filled in here.{did_you_mean(name, fields)}")
        if found := CONTRACTION.search(text):
            tree.problem(f"Write '{found[0]}' as two words. Short forms are easily misread.")
    if marks := not_gsm(wording.sms):
        tree.problem(
            f"The characters {' '.join(marks)} make a text message cost up to three times as much. "
            "Use plain quotes, hyphens and letters."
        )
    _check_length(wording.sms, tree, MOST_SEGMENTS)
    if len(wording.whatsapp) > MAX_TEXT:
        tree.problem(f"This has {len(wording.whatsapp)} characters. {MAX_TEXT} is the most.")


def _fields(text: str, tree: Tree) -> Iterator[str]:
    try:
        for _, name, _, _ in Formatter().parse(text):
            if name is not None:
                yield name
    except ValueError:
        tree.problem("A curly bracket { or } is not closed. Write {name}, or leave brackets out.")


def _check_length(text: str, tree: Tree, most: int) -> None:
    if (count := segments(text)) > most:
        tree.problem(
            f"This is charged as {count} text messages ({len(text)} characters). "
            f"{most} {'is' if most == 1 else 'are'} the most here.",
            note=most == 1,
        )
