"""Answers to one open question: yes or no, one option, several, a number, an ordinal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chatbot.evaluation.cases import Case, CaseError, one_of, text_of, value_of
from chatbot.evaluation.trials import Subject, Trial, Verdict, Workbench, in_words
from chatbot.flow import Kind, Option, Question
from chatbot.understanding.lists.choosing import Choice, Chooser, choose, chooser_of

UNSURE = "unsure"
YES, NO = "yes", "no"
KINDS = {
    "yes_no": Kind.YES_NO,
    "choice": Kind.CHOICE,
    "many": Kind.MANY,
    "number": Kind.CHOICE,
    "ordinal": Kind.CHOICE,
}
WITHOUT_OPTIONS = ("yes_no", "number")
MISSPELT = ("easy", "medium", "hard")
"""How hard a misspelt answer is to read: one slip, a few letters, or spelt by ear."""
_OPTIONS_HINT = 'Add the options in their order, like "options": ["Online", "By phone"].'
_EXPECTED_HINT = 'Add the answer that is meant: a value, a list, null for "ask again", or "unsure".'
_KIND_HINT = f"It can be: {', '.join(KINDS)}."
_MISSPELT_HINT = f"It can be: {', '.join(MISSPELT)}. Leave it out where that does not matter."


@dataclass(frozen=True, slots=True)
class Asked:
    """The question of one line.

    ``values`` gives each option's value as the file has it, by the same as text, in the order of
    the menu. ``known_as`` gives the one plain name of everything that an answer may be called.
    ``misspelt`` is how hard the text is to read, where the line says so.
    """

    kind: str
    question: Question
    values: Mapping[str, Any] = field(default_factory=dict)
    known_as: Mapping[str, str] = field(default_factory=dict)
    misspelt: str = ""


def prepare(bench: Workbench, case: Case) -> Trial[Choice]:
    """Make a line ready. Raises CaseError."""
    asked = asked_in(case.record)
    text = case.text
    expected = value_of(case.record, "expected", _EXPECTED_HINT)
    if isinstance(expected, dict):
        raise CaseError(f"'expected' cannot be an object. {_EXPECTED_HINT}")
    chooser = _chooser(bench, asked.question)
    return Trial(
        lambda: choose(chooser, text),
        lambda choice: judge(asked, expected, choice),
    )


def asked_in(record: Mapping[str, Any]) -> Asked:
    """Return the question that a line's options make."""
    kind = one_of(text_of(record, "kind", _KIND_HINT), KINDS, "kind")
    given = record.get("options")
    if not given and kind in WITHOUT_OPTIONS:
        given = []
    elif not isinstance(given, list) or not given:
        raise CaseError(f"'options' must be a list that is not empty. {_OPTIONS_HINT}")
    values, options = {}, []
    for each in given:
        value, option = _option(each)
        values[option.value] = value
        options.append(option)
    asks_for = Kind.NUMBER if kind == "number" and not options else KINDS[kind]
    question = Question("question", asks_for, "Question", options=tuple(options))
    return Asked(kind, question, values, _names(kind, options), _misspelt(record))


def _misspelt(record: Mapping[str, Any]) -> str:
    if record.get("misspelt") is None:
        return ""
    return one_of(text_of(record, "misspelt", _MISSPELT_HINT), MISSPELT, "way of misspelling")


def _option(each: Any) -> tuple[Any, Option]:
    """Return an option's value as it stands in the file, and the option."""
    if not isinstance(each, dict):
        if not _is_plain(each):
            raise CaseError(f"An option must be a label or an object. {_OPTIONS_HINT}")
        return each, Option(_text(each), _text(each), _text(each))
    value = each.get("value", each.get("label"))
    label = each.get("label", value)
    also = each.get("also") or ()
    also = (also,) if isinstance(also, str) else also
    if not (_is_plain(value) and _is_plain(label) and isinstance(also, list | tuple)):
        raise CaseError(
            "An option needs a 'value' and a 'label', and 'also' is a list of words: "
            '{"value": "online", "label": "Online", "also": ["zoom"]}'
        )
    return value, Option(_text(value), _text(label), _text(label), tuple(map(_text, also)))


def _names(kind: str, options: Sequence[Option]) -> dict[str, str]:
    """Return what each answer may be called, and its plain name."""
    names: dict[str, str] = {}
    for option in options:
        names.setdefault(option.label.casefold(), option.value.casefold())
    names |= {option.value.casefold(): option.value.casefold() for option in options}
    if kind != "yes_no":
        return names
    plain = {YES: YES, NO: NO, "true": YES, "false": NO}
    for said, option in _yes_and_no(options).items():
        plain |= {option.value.casefold(): said, option.label.casefold(): said}
    return names | plain


def _yes_and_no(options: Sequence[Option]) -> dict[str, Option]:
    """Return the options that are yes and no: those that say so, else the first two."""
    meant = {
        said: option
        for said in (YES, NO)
        for option in options
        if said in (option.value.casefold(), option.label.casefold())
    }
    left = [option for option in options if option not in meant.values()]
    for said in (YES, NO):
        if said not in meant and left:
            meant[said] = left.pop(0)
    return meant


def _chooser(bench: Workbench, question: Question) -> Chooser:
    key = (question.kind, question.options)
    if key not in bench.choosers:
        bench.choosers[key] = chooser_of(question, bench.content.language)
    return bench.choosers[key]


def judge(asked: Asked, expected: Any, choice: Choice) -> Verdict:
    """Compare a choice with what was expected."""
    got = _got(asked, expected, choice)
    wanted, given = _plain(asked, expected), _plain(asked, got)
    right = wanted == given
    unsure = wanted == frozenset({UNSURE})
    decided = given is not None and given != frozenset({UNSURE})
    counts = {"n": 1, "right": int(right)}
    if asked.kind == "yes_no":
        both = {frozenset({YES}), frozenset({NO})}
        counts["flipped"] = int(not right and {wanted, given} <= both)
    if asked.kind == "yes_no" or unsure:
        counts |= {"unsure": int(unsure), "unsure_decided": int(unsure and decided)}
    if wanted is None:
        counts |= {"ask_again": 1, "taken_for_an_option": int(decided)}
    meant, taken = in_words(expected), in_words(got)
    read_as = f"{taken} (did you mean {choice.guess}?)" if got is None and choice.guess else taken
    confusions = () if right else ((meant, taken),)
    by_kind = {asked.kind: counts}
    if asked.misspelt:
        by_kind[f"{asked.kind}, misspelt: {asked.misspelt}"] = {"n": 1, "right": int(right)}
    return Verdict(right, got, meant, read_as, by_kind, confusions, choice.why)


def _got(asked: Asked, expected: Any, choice: Choice) -> Any:
    """Return a choice as JSON, in the shape of what was expected."""
    if choice.unsure:
        return UNSURE
    if choice.values is None:
        return None
    if asked.kind == "yes_no":
        got = [_yes_or_no(asked, expected, value) for value in choice.values]
    else:
        order = list(asked.values)
        chosen = sorted(choice.values, key=lambda each: order.index(each) if each in order else 0)
        got = [asked.values.get(value, _number(value, expected)) for value in chosen]
    as_list = asked.kind == "many" or isinstance(expected, list)
    return got if as_list or len(got) != 1 else got[0]


def _yes_or_no(asked: Asked, expected: Any, value: str) -> Any:
    if isinstance(expected, bool):
        return value == YES
    option = _yes_and_no(asked.question.options).get(value)
    if expected in (YES, NO) and expected not in asked.values:
        return value
    return asked.values[option.value] if option else value


def _number(value: str, expected: Any) -> Any:
    """Return a number that was texted as the file writes numbers."""
    return int(value) if value.isdecimal() and not isinstance(expected, str) else value


def _plain(asked: Asked, value: Any) -> frozenset[str] | None:
    """Return an answer so that two that mean the same are equal; None is "ask again"."""
    if value is None:
        return None
    each = value if isinstance(value, list) else [value]
    texts = [_text(one).strip().casefold() for one in each]
    return frozenset(asked.known_as.get(text, text) for text in texts)


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float)


SUBJECT = Subject(
    name="answers",
    about="answers to one open question",
    example='{"kind": "choice", "text": "onlien pls", "options": ["In person", "Online"], '
    '"expected": "Online"}',
    prepare=prepare,
)
