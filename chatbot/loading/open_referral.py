"""flows/open-referral.yaml: the words that other programs read about our groups."""

from __future__ import annotations

from pathlib import Path

from chatbot.feeds.openreferral.terms import TAXONOMIES, Taxonomy, Terms
from chatbot.loading.tree import Report, Tree, read_tree

OPEN_REFERRAL_FILE = "open-referral.yaml"
TEXTS = ("made_up", "closed", "closed_until", "hidden")


def read_open_referral(folder: Path, report: Report) -> Terms:
    """Return the words of the file; what is missing or unknown is a Problem of ``report``."""
    tree = read_tree(folder / OPEN_REFERRAL_FILE, OPEN_REFERRAL_FILE, report)
    if tree is None:
        return Terms()
    both = tree.settings(("texts", "taxonomies"), ("texts", "taxonomies"))
    if len(both) < len(("texts", "taxonomies")):
        return Terms()
    texts = both["texts"].settings(TEXTS, TEXTS, "text")
    taxonomies = both["taxonomies"].settings(TAXONOMIES, TAXONOMIES, "taxonomy")
    return Terms(
        {name: _taxonomy(one) for name, one in taxonomies.items()},
        {name: one.text() for name, one in texts.items()},
    )


def _taxonomy(tree: Tree) -> Taxonomy:
    parts = tree.settings(("name", "tells", "terms"), ("name", "tells", "terms"))
    named = parts["terms"].entries() if "terms" in parts else {}
    return Taxonomy(
        parts["name"].text() if "name" in parts else "",
        parts["tells"].text() if "tells" in parts else "",
        {code: term.text() for code, term in named.items()},
    )
