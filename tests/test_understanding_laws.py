"""What must hold for whatever is texted: no error, bounded work, politeness changes nothing."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import chatbot.understanding
from chatbot.content import Content
from chatbot.evaluation.answers import asked_in
from chatbot.messages import MAX_TEXT
from chatbot.understanding.lists.choosing import Choice, choose, chooser_of
from chatbot.understanding.place.placing import read_place
from chatbot.understanding.reading import read

SETS = Path(__file__).parent / "evaluation"
BEFORE = st.sampled_from(["", "please ", "hi ", "um ", "oh ", "thanks, "])
AFTER = st.sampled_from(["", " please", " thanks", " ta", " x", " pls thanks x", "!", "."])
PIECES = st.sampled_from(
    "online zoom not no but 2 the second one mum of 7yr old leeds nr york ls6 wheelchair n bsl "
    "actually change , . ? dunno yes nah all except 👍 ' 1st last diagnosed weeks ago type 1 she "
    "evenings sat aged 15 im my wife is for free cant do stairs ls1 4ab".split(" ")
)
HOSTILE = [
    "a" * 10, "a ", "no ", "not not but ", "2 1 ", "ls1 4a", "my wife is ", "'", ". , ", "im 15 ",
    "diagnosed a week ", "in a ", "st ", "x" * 40 + " ", "the last of ", "except all ", "1-2-3 ",
    "zz" * 20 + "1 ", "\u0301", "Ⅳ", "½", "no no no yes ",
]  # fmt: skip


def answered() -> list[dict[str, Any]]:
    lines = (SETS / "answers.seen.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [case for case in cases if case["expected"] is not None and len(case["text"]) < 40]


def chosen(content: Content, case: dict[str, Any], text: str) -> Choice:
    chooser = chooser_of(asked_in(case).question, content.language)
    return choose(chooser, text)._replace(why=())


@given(case=st.sampled_from(answered()), before=BEFORE, after=AFTER)
def test_politeness_around_an_answer_does_not_change_it(
    content: Content, case: dict[str, Any], before: str, after: str
) -> None:
    plain = chosen(content, case, case["text"])
    if plain.values is None and not plain.unsure:
        return
    polite = chosen(content, case, f"{before}{case['text']}{after}")
    assert (polite.values, polite.unsure) == (plain.values, plain.unsure)


@given(case=st.sampled_from(answered()), text=st.text(max_size=200))
def test_choosing_never_raises_and_is_always_the_same(
    content: Content, case: dict[str, Any], text: str
) -> None:
    found = chosen(content, case, text)
    assert found == chosen(content, case, text)
    values = {option.value for option in asked_in(case).question.options} | {"yes", "no"}
    assert set(found.values or ()) <= values or case["kind"] == "number"


@given(pieces=st.lists(PIECES, max_size=40), step=st.sampled_from(["", "who", "meet", "needs"]))
def test_reading_words_people_use_in_any_order_never_raises(
    content: Content, pieces: list[str], step: str
) -> None:
    flow, text = content.flows[0], " ".join(pieces)
    reader = content.readers[flow.name]
    found = read(reader, content.gazetteer, text, flow.question(step))
    assert found == read(reader, content.gazetteer, text, flow.question(step))
    for name, values in found.chosen.items():
        question = flow.question(name)
        assert question is not None
        assert set(values) <= {option.value for option in question.options}
        assert not set(values) & set(found.refused.get(name, ()))


def work(content: Content, text: str, step: str) -> int:
    """How many functions, ours and the machine's, one reading calls: the same on every machine."""
    flow = content.flows[0]
    calls = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read(content.readers[flow.name], content.gazetteer, text, flow.question(step))
        read_place(content.gazetteer, text, asked=step == "place")
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("step", ["place", "who", "meet", "needs"])
def test_twice_the_text_is_at_most_about_twice_the_work(
    content: Content, piece: str, step: str
) -> None:
    half = (piece * MAX_TEXT)[: MAX_TEXT // 2]
    whole = (piece * MAX_TEXT)[:MAX_TEXT]
    work(content, half, step)
    assert work(content, whole, step) <= 2.6 * work(content, half, step) + 2_000


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.walk_packages(chatbot.understanding.__path__, "chatbot.understanding."):
        name = module.name
        for word, value in vars(importlib.import_module(name)).items():
            pairs = value if isinstance(value, tuple) else [value]
            for each in pairs:
                one = each[0] if isinstance(each, tuple) and each else each
                if isinstance(one, re.Pattern):
                    yield f"{name}.{word}", one


REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)


def explodes(parsed: Any) -> bool:
    """Whether an unbounded repeat holds nothing but another, or ends as it begins.

    "(a+)+" and "(a+ba+)+" explode. "(,a+)*" does not: the comma says where each round begins.
    """
    for operator, argument in parsed:
        if operator in REPEATS:
            _, most, body = argument
            inside = [body]
            if most == _constants.MAXREPEAT and _melts(body):
                return True
        elif operator is _constants.SUBPATTERN:
            inside = [argument[3]]
        else:
            inside = argument[1] if operator is _constants.BRANCH else []
        if any(explodes(each) for each in inside):
            return True
    return False


def _melts(parsed: Any) -> bool:
    """Whether two rounds of this run into each other: it begins and ends with the same repeat."""
    parts = list(parsed)
    if len(parts) == 1 and parts[0][0] is _constants.SUBPATTERN:
        return _melts(parts[0][1][3])
    if len(parts) == 1 and parts[0][0] is _constants.BRANCH:
        return any(_melts(branch) for branch in parts[0][1][1])
    first, last = parts[0], parts[-1]
    unbounded = all(
        each[0] in REPEATS and each[1][1] == _constants.MAXREPEAT for each in (first, last)
    )
    return unbounded and str(first[1][2]) == str(last[1][2])


@pytest.mark.parametrize(("name", "pattern"), list(expressions()))
def test_no_expression_repeats_inside_a_repeat(name: str, pattern: re.Pattern[str]) -> None:
    assert not explodes(_parser.parse(pattern.pattern, pattern.flags)), name


def test_the_check_for_repeats_sees_one() -> None:
    for bad in ("(a+)+b", "(a+ba+)+", "(?:(a+)|c)*"):
        assert explodes(_parser.parse(bad)), bad
    assert not explodes(_parser.parse("a+b?(?:,c+d)*"))
