"""A yardstick for danger: the list of keywords that a developer would write in an afternoon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chatbot.safety.lexicon import Concern, Tier
from chatbot.safety.screening import Finding

KEYWORDS: Mapping[Concern, Sequence[str]] = {
    Concern.SUICIDE_SELF_HARM: (
        "suicid", "kill myself", "want to die", "wanna die", "end my life", "end it all",
        "self harm", "self-harm", "cut myself", "cutting myself", "hurt myself", "harm myself",
        "take my own life", "better off dead", "don't want to live", "dont want to live",
        "don't want to be here", "dont want to be here", "overdose", "no reason to live",
    ),
    Concern.EMERGENCY: (
        "999", "ambulance", "unconscious", "emergency", "chest pain", "can't breathe",
        "cant breathe", "not breathing", "seizure", "collapsed", "dka", "ketoacidosis",
        "passed out", "having a hypo", "won't wake", "wont wake", "unresponsive", "no insulin",
    ),
    Concern.ABUSE: (
        "abuse", "abusive", "hits me", "hit me", "beats me", "rape", "domestic violence",
        "assault", "hurts me", "hurting me", "threatens me", "touches me", "scared of him",
    ),
    Concern.EATING: (
        "anorexi", "bulimi", "eating disorder", "diabulimia", "binge", "purge", "purging",
        "make myself sick", "t1de", "starve myself", "skip insulin", "lose weight", "laxative",
    ),
    Concern.ADVICE: (
        "how much insulin", "how many units", "what dose", "dosage", "should i take",
        "should i inject", "should i stop", "is it safe to", "can i eat", "can i drink",
        "my blood sugar is", "medication",
    ),
}  # fmt: skip


def find_keywords(text: str) -> tuple[Finding, ...]:
    """Return each concern of which a keyword stands anywhere in the text."""
    lowered = text.casefold().replace("\u2019", "'")
    return tuple(
        Finding(concern, Tier.CLEAR, "keyword", "", (0, 0))
        for concern, keywords in KEYWORDS.items()
        if any(keyword in lowered for keyword in keywords)
    )
