"""What the numbers of a text come to: lists, ranges, "all but 2", "1 no wait 2"."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.numbers.numberparts import How, Part, Sign


def one_of(runs: Sequence[Sequence[Part]], count: int) -> Sequence[int]:
    """Return the numbers named for a question with one answer: after a change of mind the later."""
    named: list[int] = []
    out: list[int] = []
    for run in runs:
        ruling_out = False
        for part in run:
            if part.sign is Sign.ALL:
                return ()
            if part.sign in (Sign.EXCEPT, Sign.TURN):
                ruling_out = part.sign is Sign.EXCEPT
            elif part.sign is Sign.CHANGE and _named_after(part, runs):
                named, ruling_out = [], False
            elif part.numbers and ruling_out:
                out, ruling_out = [*out, *part.numbers], False
            elif (part.numbers and part.how is not How.SOUND) or not named:
                named += part.numbers
    named = [number for number in named if number not in out]
    if not named and count == 2 and len(out) == 1 and out[0] in (1, 2):
        return (3 - out[0],)
    return named


def _named_after(sign: Part, runs: Sequence[Sequence[Part]]) -> bool:
    return any(
        part.numbers and part.start >= sign.end and not part.out for run in runs for part in run
    )


def several_of(runs: Sequence[Sequence[Part]], count: int) -> tuple[Sequence[int], Sequence[int]]:
    """Return the numbers chosen of several, and those that are only ruled out: "not 2".

    Lists, ranges, "all but 2", "not 2 but the rest".
    """
    named: list[int] = []
    out: list[int] = []
    everything = rest = False
    for run in runs:
        ruling_out = every = False
        for at, part in enumerate(run):
            if part.sign is Sign.REST:
                everything = rest = True
                ruling_out = False
            elif part.sign is Sign.ALL:
                everything, every = everything or not ruling_out, True
                ruling_out = False
            elif part.sign is Sign.EXCEPT:
                ruling_out = True
            elif part.sign is Sign.TURN:
                ruling_out = ruling_out and every
            elif part.sign is Sign.CHANGE and not ruling_out and _named_after(part, runs):
                named, out, everything = [], [], False
            elif part.sign is Sign.TO and 0 < at < len(run) - 1 and named:
                end = run[at + 1].numbers
                named += range(named[-1] + 1, min(end[0], count) if end else 0)
            elif part.numbers:
                denied = part.out or (ruling_out and (every or part.how is not How.GIVEN))
                into = out if denied else named
                into += part.numbers
    named = [number for number in named if number not in out]
    if everything and out and (rest or not named) and max(out) <= count:
        return [number for number in range(1, count + 1) if number not in out], ()
    return named, () if named else out
