"""The taxonomies this service says more in than Open Referral UK has fields for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from uuid import UUID, uuid5

ACCESS = "psg-access"
WHO = "psg-who-for"
FORMAT = "psg-format"
ABOUT = "psg-about"
SCOPE = "psg-scope"
JOIN = "psg-join"
PRINCIPLES = "psg-principles"
LISTING = "psg-listing"
PLACE = "psg-place"
MEETING = "psg-meeting"
TAXONOMIES = (ACCESS, WHO, FORMAT, ABOUT, SCOPE, JOIN, PRINCIPLES, LISTING, PLACE, MEETING)

SYNONYMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    WHO: {
        "adults": ("adult",), "young_people": ("young_person",),
        "young_people_16_25": ("young_person",), "parents_carers": ("parent",),
        "children_with_parent": ("parent",), "partners_family": ("someone_else",),
    },
    FORMAT: {
        "online_meeting": ("online",), "hybrid": ("in_person", "online"), "forum": ("chat",),
        "whatsapp_group": ("chat",), "text_line": ("chat",), "phone_line": ("phone",),
    },
    ACCESS: {
        "free_to_attend": ("free",), "quiet_space": ("quiet",),
        "speech_to_text_or_captions": ("captions",), "smartphone_not_needed": ("no_smartphone",),
    },
}  # fmt: skip
"""Words of other lists of terms that mean what a word of ours does."""

_ROOT = UUID("8a1f2c1e-6d0a-5b37-9f0e-2f4f6f0c9b11")


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """What a taxonomy is called, what its terms tell, and what each is called, by its code."""

    name: str
    tells: str
    terms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of flows/open-referral.yaml."""

    taxonomies: Mapping[str, Taxonomy] = field(default_factory=lambda: MappingProxyType({}))
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def name(self, taxonomy: str, code: str) -> str:
        """Return what a term is called; its code in words where nobody has named it."""
        known = self.taxonomies.get(taxonomy)
        found = known.terms.get(code) if known else None
        return found or code.replace("_", " ").capitalize()

    def tells(self, taxonomy: str) -> str:
        """Return what the terms of a taxonomy tell."""
        known = self.taxonomies.get(taxonomy)
        return known.tells if known else taxonomy


def meaning(taxonomy: str, code: str) -> tuple[str, ...]:
    """Return what a term means in the words of this service, usually itself."""
    return SYNONYMS.get(taxonomy, {}).get(code, (code,))


def id_of(kind: str, *parts: str) -> str:
    """Return the UUID of something, the same for the same words for ever."""
    return str(uuid5(_ROOT, "\0".join((kind, *parts))))


def as_uuid(text: str) -> str:
    """Return a text that is a UUID in its usual form, "" for any other."""
    try:
        found = str(UUID(text))
    except (ValueError, AttributeError):
        return ""
    return found if found == text.lower() else ""
