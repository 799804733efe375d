"""What a deployer has decided about people's data: how long it is kept, and who agrees to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from chatbot.flow import Wording


@dataclass(frozen=True, slots=True)
class Consent:
    """What is said to somebody who has not agreed yet, to who agrees, and to who does not."""

    ask: Wording
    agreed: Wording
    declined: Wording


@dataclass(frozen=True, slots=True)
class Privacy:
    """``notice`` is the full notice, a title and a text for each part. ``address`` is where it
    is shown. Without ``consent`` nobody is asked to agree before anything is kept."""

    address: str
    keep_days: int
    notice: tuple[tuple[str, str], ...]
    consent: Consent | None = None

    @property
    def keep(self) -> timedelta:
        """How long answers and replies are kept after the last text."""
        return timedelta(days=self.keep_days)
