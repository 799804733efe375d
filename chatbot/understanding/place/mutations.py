"""Welsh, Irish and Gaelic change the first letters of a name after "in": "yng Nghaernarfon"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_SURE_CUES = frozenset("yn ym yng ger ann anns".split())
_CUES = frozenset("y i o a ac ar am dros tua wrth gan hyd hefo efo in as go san sa bho air".split())
"""Words after which a name may be changed; most of them are English words too."""
_CELTIC = frozenset("dw dwi dwin rwy rwyn byw dod tha mi agus bhfuil chonai".split())
_UNENGLISH = ("ng", "nh", "mh", "mb", "gc", "nd", "bhf", "bp", "dt", "bh", "dh", "fh", "gh")
WALES = frozenset({"Wales"})
ELSEWHERE = frozenset({"Northern Ireland", "Scotland"})
_WELSH = (
    "ngh-c mh-p nh-t ng-g m-b n-d "  # nasal
    "g-c b-p d-t f-b f-m dd-d l-ll r-rh "  # soft
    "ch-c ph-p th-t"  # aspirate
)
_GAELIC = "mb-b gc-c nd-d bhf-f ng-g bp-p dt-t bh-b ch-c dh-d fh-f gh-g mh-m ph-p sh-s th-t ts-s h-"
_CHANGED = sorted(
    (
        (changed, plain, nations)
        for pairs, nations in ((_WELSH, WALES), (_GAELIC, ELSEWHERE))
        for changed, plain in (pair.split("-") for pair in pairs.split())
    ),
    key=lambda each: -len(each[0]),
)
SHORTEST = 4


def may_be_changed(tokens: Sequence[str], at: int) -> bool:
    """Whether the word at ``at`` stands where Welsh, Irish or Gaelic changes a name."""
    if not at:
        return False
    cue, word = tokens[at - 1], tokens[at]
    if cue in _SURE_CUES:
        return True
    return cue in _CUES and (word.startswith(_UNENGLISH) or not _CELTIC.isdisjoint(tokens[:at]))


def unchanged(word: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a word may be without the change, and in which nations: "nghaernarfon"."""
    if len(word) < SHORTEST:
        return
    for changed, plain, nations in _CHANGED:
        if word.startswith(changed):
            yield plain + word[len(changed) :], nations
    if word[0] in "aeiouylrw":
        yield f"g{word}", WALES
