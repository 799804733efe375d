"""What is said to what was found."""

from __future__ import annotations

from collections.abc import Sequence

from chatbot.messages import Channel
from chatbot.safety.lexicon import ROOM, TOGETHER, Lexicon, Tier
from chatbot.safety.screening import Finding


def safety_text(
    lexicon: Lexicon,
    findings: Sequence[Finding],
    *,
    nation: str,
    channel: Channel,
    repeat: bool,
) -> str:
    """Return the reply to what was found: the most urgent in full, the others as far as they fit.

    ``nation`` is as in ``Place.nation``; "" or one not known gives lines for all of the UK.
    ``repeat`` is true within the hour: the short form, never silence.
    """
    said = ""
    room = (TOGETHER if len(findings) > 1 else ROOM)[channel]
    for finding in findings:
        answer = lexicon.answers.get((finding.concern, nation))
        answer = answer or lexicon.answers[finding.concern, ""]
        if repeat:
            wording = answer.short
        elif said:
            wording = answer.also
        elif finding.tier is Tier.UNCLEAR:
            wording = answer.unclear
        else:
            wording = answer.other if finding.other else answer.text
        part = wording.on(channel)
        if part not in said and len(said) + 1 + len(part) <= room:
            said = f"{said} {part}".lstrip()
    return said
