"""What of a text that names several options is the answer, and what only a tale beside it."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.understanding.denial.denying import Hit
from chatbot.understanding.lists.mentions import Clause, Stance, clauses_of, mentions_in, starts
from chatbot.understanding.lists.mentionwords import LEAD_UPS, LEADING_UP, TURNING
from chatbot.understanding.words.manners import MARKS
from chatbot.understanding.words.tokens import STOP

_FEW = 3
"""Words of a clause up to which it is an answer, whatever they are: "ladies group"."""


def the_answers(hits: Sequence[Hit], tokens: Sequence[str]) -> list[Hit]:
    """Return which of several options, of which one is needed, are said to be the answer."""
    mentions = mentions_in(sorted(hits), tokens)
    best = max(mention.says for mention in mentions)
    kept = [mention for mention in mentions if mention.says is best]
    if best is Stance.ANSWERS:
        turned = [at for at, each in enumerate(kept) if at and _turns(each.clause, tokens)]
        kept = kept[turned[-1] :] if turned else kept
    return [mention.hit for mention in kept]


def without_tales(hits: Sequence[Hit], tokens: Sequence[str]) -> list[Hit]:
    """Rule out, where several may be chosen, what is only told of where another clause answers."""
    meant = sorted(hit for hit in hits if not hit.denied)
    if len({hit.value for hit in meant}) < 2:
        return list(hits)
    mentions = mentions_in(meant, tokens, liked=False)
    turned = max(
        (at for at, each in enumerate(mentions)
         if at and each.says is Stance.ANSWERS and _turns(each.clause, tokens)),
        default=0,
    )  # fmt: skip
    kept = [
        each
        for at, each in enumerate(mentions)
        if each.says is Stance.ANSWERS
        or (each.says is not Stance.OUT and (at >= turned or _is_short(each.clause)))
    ]
    values = {mention.hit.value for mention in kept}
    if not values:
        return list(hits)
    chosen = {mention.hit for mention in kept}
    return [
        hit if hit in chosen or hit.denied else hit._replace(denied=True)
        for hit in hits
        if hit in chosen or hit.denied or hit.value not in values
    ]


def _is_short(clause: Clause) -> bool:
    return clause.end - clause.start <= _FEW


def _turns(clause: Clause, tokens: Sequence[str]) -> bool:
    if clause.lead in TURNING:
        return True
    return bool(clause.start) and not TURNING.isdisjoint(tokens[clause.start : clause.start + 2])


def without_lead_ups(tokens: Sequence[str]) -> Sequence[str]:
    """Leave out what only leads up to a choice: "was going to say 1 but put me down for 4"."""
    if LEADING_UP.isdisjoint(tokens):
        return tokens
    kept = list(tokens)
    for start, end, lead in clauses_of(tokens):
        words = tokens[start:end]
        supposed = lead == "if" and not {"said", "say", "picked", "put"}.isdisjoint(words)
        leads_up = any(starts(LEAD_UPS, words[at:]) for at in range(len(words)))
        if supposed or leads_up:
            kept[start:end] = [STOP] * (end - start)
    return kept if any(token not in MARKS for token in kept) else tokens
