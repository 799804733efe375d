"""From a flow file to a Flow: every mistake a problem with its line, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from chatbot.flow import (
    SILENT,
    End,
    Flow,
    Kind,
    Match,
    Option,
    Question,
    Say,
    Show,
    Step,
    Whom,
    Wording,
)
from chatbot.loading.tree import Report, Tree, did_you_mean, read_tree
from chatbot.loading.wordings import OF_FLOW, OF_OPTION, OF_QUESTION, Wordings, read_wordings
from chatbot.understanding.words.phrasing import PhraseError, compile_phrase
from chatbot.understanding.words.scripts import NAMES as SCRIPTS

STEP_KINDS = ("ask", "keep", "say", "match", "end")
WORDINGS = ("text", "whatsapp", "again", "again_whatsapp")
SETTINGS: Mapping[str, tuple[str, ...]] = {
    "ask": (
        *WORDINGS, "kind", "title", "options", "show", "skippable", "adds", "implies", "any",
        "unless_told", "least", "most", "next", "was", *OF_QUESTION,
    ),
    "keep": ("kind", "title", "options", "adds", "implies", "was", *OF_QUESTION),
    "say": ("text", "whatsapp", "next", "was"),
    "match": ("needs", "next", "was"),
    "end": ("text", "whatsapp", "was"),
}  # fmt: skip
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "ask": ("kind", "text"), "keep": ("kind", "options"), "say": ("text",),
    "match": ("needs",), "end": ("text",),
}  # fmt: skip
OPTION_PARTS = (*OF_FLOW, *OF_OPTION)
WITH_OPTIONS = (Kind.CHOICE, Kind.MANY)
OUTCOMES = ("adult", "young", "child", "another")
WHOM = (*OUTCOMES, "condition", "children", "others")
MORE_OF_WHOM = ("kit", "parents", "roles", "school", "grown", "formal", "jobs", "raising")


class Lines:
    """Where each step of a flow stands in its file, for the checks that come after reading."""

    def __init__(self, file: str, words: Wordings) -> None:
        self.file = file
        self.words = words
        self.steps: dict[str, Tree] = {}
        self.options: dict[tuple[str, str], Tree] = {}
        self.leads: dict[tuple[str, str], Tree] = {}
        self.texts: dict[str, Tree] = {}
        self.start_words: Tree | None = None
        self.lists: dict[str, tuple[str, ...]] = {}


def read_flow(path: Path, name: str, report: Report) -> tuple[Flow, Lines] | None:
    """Return a flow and its lines, or None when the file has no steps that can be read."""
    tree = read_tree(path, name, report)
    if tree is None:
        return None
    lines = Lines(name, read_wordings(path, report))
    found = tree.settings(("flow", "start_words", "lists", "steps"), ("flow", "steps"))
    if "flow" not in found or "steps" not in found:
        return None
    lines.start_words = found.get("start_words")
    lists = lines.words.with_lists(found["lists"].entries() if "lists" in found else {})
    lines.lists = {name: entry.words() for name, entry in lists.items()}
    steps: list[Step] = []
    for item in found["steps"].items():
        step = _step(item, lines)
        if step is None:
            continue
        if step.name in lines.steps:
            first = lines.steps[step.name].line
            item.problem(f"Two steps are named '{step.name}'. The first is on line {first}.")
            continue
        lines.steps[step.name] = item
        steps.append(step)
    if not steps:
        found["steps"].problem("A flow needs at least one step.")
        return None
    lines.words.check(lines.options, lines.steps)
    words = lines.start_words.words() if lines.start_words else ()
    return Flow(found["flow"].word(), words, tuple(steps), lines.lists), lines


def _step(item: Tree, lines: Lines) -> Step | None:
    entries = item.entries()
    kind = next((word for word in STEP_KINDS if word in entries), None)
    if kind is None:
        guess = did_you_mean(next(iter(entries), ""), STEP_KINDS)
        item.problem(f"A step begins with ask, keep, say, match or end.{guess}")
        return None
    found = item.settings((kind, *SETTINGS[kind]), REQUIRED[kind], f"setting of '{kind}'")
    name = entries[kind].word()
    if "text" in found:
        lines.texts[name] = found["text"]
    match kind:
        case "ask" | "keep":
            found = lines.words.of_question(name, found)
            return _question(item, found, name, lines, asked=kind == "ask")
        case "say":
            return Say(name, wording(found), _lead(found, name, lines))
        case "match":
            return (
                Match(name, found["needs"].words(), _lead(found, name, lines))
                if ("needs" in found)
                else None
            )
        case _:
            return End(name, wording(found))


def _question(
    item: Tree, found: dict[str, Tree], name: str, lines: Lines, *, asked: bool
) -> Question | None:
    kind = _one_of(found.get("kind"), tuple(Kind), "kind of question")
    if kind is None:
        return None
    options = _options(found["options"], name, lines) if "options" in found else ()
    if Kind(kind) in WITH_OPTIONS and not options:
        item.problem(f"The question '{name}' needs options to choose from.")
    if Kind(kind) not in WITH_OPTIONS and options:
        found["options"].problem(f"A question of the kind '{kind}' takes no options.")
    again = SILENT
    if "again" in found:
        text = found["again"].text()
        again = Wording(text, found["again_whatsapp"].text() if "again_whatsapp" in found else text)
    leads, then = _leads(found, name, lines)
    return Question(
        name=name,
        kind=Kind(kind),
        title=found["title"].text() if "title" in found else name.replace("_", " ").capitalize(),
        text=wording(found) if asked else SILENT,
        again=again,
        options=options,
        show=Show(_one_of(found.get("show"), tuple(Show), "way to show options") or Show.ALWAYS),
        skippable=found["skippable"].flag() if "skippable" in found else True,
        asked=asked,
        adds=found["adds"].flag() if "adds" in found else False,
        implies=_one_answer(found.get("implies"), "implies"),
        any_words=found["any"].words() if "any" in found else (),
        any_phrases=_phrases(found.get("any_phrases"), lines),
        ignore=_phrases(found.get("ignore"), lines),
        called=found["called"].words() if "called" in found else (),
        unless_told=_unless_told(found.get("unless_told")),
        whom=_whom(found.get("about_whom"), options),
        least=found["least"].number() if "least" in found else None,
        most=found["most"].number() if "most" in found else None,
        leads=leads,
        then=then,
    )


def wording(found: Mapping[str, Tree]) -> Wording:
    """Return ``text``, and ``whatsapp`` where it has its own."""
    text = found["text"].text() if "text" in found else ""
    return Wording(text, found["whatsapp"].text() if "whatsapp" in found else text)


def _options(tree: Tree, question: str, lines: Lines) -> tuple[Option, ...]:
    options = []
    for value, entry in tree.entries().items():
        found = entry.settings(OPTION_PARTS, ("label",), "part of an option")
        found = lines.words.of_option(question, value, found)
        lines.options[question, value] = entry
        if "label" not in found:
            continue
        label = found["label"].text()
        options.append(
            Option(
                value=value,
                label=label,
                said=found["said"].text() if "said" in found else label,
                also=found["also"].words() if "also" in found else (),
                obstacles=found["obstacles"].words() if "obstacles" in found else (),
                when_asked=found["when_asked"].words() if "when_asked" in found else (),
                warmly=found["warmly"].text() if "warmly" in found else "",
                phrases=_phrases(found.get("phrases"), lines),
                otherwise=_phrases(found.get("otherwise"), lines),
                lately=_phrases(found.get("lately"), lines),
                how_long=_phrases(found.get("how_long"), lines),
                rules_out=_phrases(found.get("rules_out"), lines),
                by_age=_phrases(found.get("by_age"), lines),
                ages=_ages(found.get("ages")),
                scripts=_scripts(found.get("scripts")),
                only_with=_one_answer(found.get("only_with"), "only_with"),
            )
        )
    return tuple(options)


def _ages(tree: Tree | None) -> tuple[int, int]:
    if tree is None:
        return (0, 0)
    youngest, _, oldest = tree.text().partition(" to ")
    if not (youngest.isdecimal() and oldest.isdecimal() and int(youngest) <= int(oldest)):
        tree.problem(f"'{tree.text()}' are no ages. Write them like this: 18 to 29")
        return (0, 0)
    return int(youngest), int(oldest)


def _scripts(tree: Tree | None) -> tuple[str, ...]:
    named = [(item, item.word()) for item in tree.items()] if tree else []
    for item, name in named:
        if name not in SCRIPTS:
            item.problem(f"'{name}' is no writing we know.{did_you_mean(name, SCRIPTS)}")
    return tuple(name for _, name in named)


def _leads(found: dict[str, Tree], name: str, lines: Lines) -> tuple[dict[str, str], str]:
    """Read ``next``: one step for all answers, or a step for some of the options."""
    tree = found.get("next")
    if tree is None:
        return {}, ""
    if tree.is_text():
        return {}, _lead(found, name, lines)
    leads = {}
    for value, target in tree.entries().items():
        if (name, value) not in lines.options:
            known = [option for question, option in lines.options if question == name]
            target.problem(f"'{value}' is no option of '{name}'.{did_you_mean(value, known)}")
            continue
        leads[value] = target.word()
        lines.leads[name, target.word()] = target
    return leads, ""


def _lead(found: dict[str, Tree], name: str, lines: Lines) -> str:
    if "next" not in found:
        return ""
    target = found["next"].word()
    lines.leads[name, target] = found["next"]
    return target


def _one_answer(tree: Tree | None, setting: str) -> tuple[str, str] | None:
    pairs = [(name, value.word()) for name, value in tree.entries().items()] if tree else []
    if tree and len(pairs) != 1:
        tree.problem(f"'{setting}' takes one answer, like {{needs: language}}.")
    return pairs[0] if len(pairs) == 1 else None


def _unless_told(tree: Tree | None) -> dict[str, tuple[str, ...]]:
    if tree is None:
        return {}
    told = {name: value.words() for name, value in tree.entries().items()}
    return {name: () if values == ("any",) else values for name, values in told.items()}


def _whom(tree: Tree | None, options: tuple[Option, ...]) -> Whom | None:
    if tree is None:
        return None
    found = tree.settings((*WHOM, *MORE_OF_WHOM, "grown_if"), WHOM, "part of about_whom")
    values = [option.value for option in options]
    for name in OUTCOMES:
        if name in found and (value := found[name].word()) not in values:
            found[name].problem(f"'{value}' is no option here.{did_you_mean(value, values)}")
    if any(name not in found for name in WHOM):
        return None
    more = {name: found[name].words() if name in found else () for name in MORE_OF_WHOM}
    adult, young, child, another = (found[name].word() for name in OUTCOMES)
    condition, children, others = (found[name].words() for name in WHOM[len(OUTCOMES) :])
    return Whom(adult, young, child, another, condition, children, others, **more,
        grown_if=_unless_told(found.get("grown_if")),
    )  # fmt: skip


def _phrases(tree: Tree | None, lines: Lines) -> tuple[str, ...]:
    """Return phrases of the phrase language, each tried here so that a mistake has its line."""
    written = []
    for item in tree.items() if tree else ():
        try:
            compile_phrase(item.text(), lines.lists, {})
            written.append(item.text())
        except PhraseError as error:
            item.problem(f"The phrase '{item.text()}' cannot be read: {error}.")
    return tuple(written)


def _one_of(tree: Tree | None, known: tuple[str, ...], what: str) -> str | None:
    if tree is None:
        return None
    word = tree.text()
    if word in known:
        return word
    tree.problem(f"'{word}' is no {what}.{did_you_mean(word, known)}")
    return None
