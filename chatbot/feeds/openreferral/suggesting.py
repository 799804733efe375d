"""What free text may mean, for a person to confirm. Nothing here is ever taken as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from chatbot.feeds.arriving import Gathering

FACTS: Mapping[str, re.Pattern[str]] = {
    key: re.compile(rf"\b(?:{words})", re.IGNORECASE)
    for key, words in {
        "step_free": r"step[- ]free|wheelchair|level (?:access|entrance)|ramp|no steps|stairs",
        "accessible_toilet": r"(?:accessible|disabled) (?:toilet|wc)|changing places",
        "accessible_parking": r"(?:accessible|disabled|blue badge) (?:parking|bay|badge)",
        "lift": r"lifts?\b",
        "hearing_loop": r"(?:hearing|induction)[- ](?:aid )?loop|loop system",
        "bsl": r"bsl\b|british sign|sign language|signer",
        "captions": r"caption|subtitle|speech[- ]to[- ]text|palantypist",
        "easy_read": r"easy[- ]read",
        "large_print": r"large[- ]print|braille",
        "quiet": r"quiet (?:space|room)|autism[- ]friendly",
        "children_welcome": r"child(?:ren)? (?:are )?welcome|family[- ]friendly",
        "creche": r"cr[eè]che",
        "assistance_dogs": r"(?:assistance|guide) dogs?",
        "gender_neutral_toilet": r"gender[- ]neutral",
        "free": r"free of charge|free (?:to|entry)|no (?:charge|cost)\b|^free\b",
    }.items()
}
SCOPES: Mapping[str, re.Pattern[str]] = {
    "t1_only": re.compile(r"type (?:1|one)\b|t1d?\b|type1", re.IGNORECASE),
    "t2_only": re.compile(r"type (?:2|two)\b|t2d?\b|type2", re.IGNORECASE),
    "all_diabetes": re.compile(r"diabet", re.IGNORECASE),
}
AUDIENCES: Mapping[str, re.Pattern[str]] = {
    "adult": re.compile(r"\badults?\b|\bover 18|\b18\+", re.IGNORECASE),
    "young_person": re.compile(r"young (?:people|adults)|teenage|\byouth\b", re.IGNORECASE),
    "parent": re.compile(r"\bparents?\b|\bcarers?\b|\bfamilies\b", re.IGNORECASE),
    "women": re.compile(r"\bwomen\b|\bladies\b", re.IGNORECASE),
    "men": re.compile(r"\bmen\b", re.IGNORECASE),
    "lgbtq": re.compile(r"\blgbt", re.IGNORECASE),
}
_NO = re.compile(r"\b(?:no|not|without|cannot|isn't|unfortunately|lack|nor)\b", re.IGNORECASE)
_FREE_OF_STEPS = re.compile(r"\bno (?:steps|stairs|charge|cost)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?;]+")


def suggest_facts(texts: Iterable[str], found: Gathering) -> None:
    """Propose facts for what is said of access. A "no" near it makes the proposal no."""
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            said = sentence.strip()
            for key, pattern in FACTS.items():
                if pattern.search(said):
                    denied = _NO.search(_FREE_OF_STEPS.sub("", said))
                    found.suggest(f"fact:{key}", "no" if denied else "yes", said)


def suggest_scope(texts: Iterable[str], found: Gathering) -> None:
    """Propose which diabetes it is about."""
    said = " ".join(texts)
    one, two = (bool(SCOPES[scope].search(said)) for scope in ("t1_only", "t2_only"))
    if one != two:
        found.suggest("scope", "t1_only" if one else "t2_only", said)
    elif SCOPES["all_diabetes"].search(said):
        found.suggest("scope", "all_diabetes", said)


def suggest_audiences(texts: Iterable[str], found: Gathering) -> None:
    """Propose whom it is for, and where it says so, that nobody else is."""
    for text in texts:
        for audience, pattern in AUDIENCES.items():
            if said := pattern.search(text):
                only = text[said.end() :].lstrip(" -").casefold().startswith("only")
                found.suggest(f"audience:{audience}", "only" if only else "welcome", text)
