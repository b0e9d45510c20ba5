"""Community standards: one version of what is and is not allowed, ground by ground, in every language."""

from __future__ import annotations

from datetime import date

import msgspec

from answerable.records.slowing import SlowingPolicy
from answerable.vocabulary import PolicyArea, Verdict


class GroundText(msgspec.Struct, frozen=True, kw_only=True):
    """A ground in one language."""

    title: str
    summary: str
    not_allowed: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision cites. `code` is stable across versions; `texts` are by language (BCP 47)."""

    code: str
    area: PolicyArea
    verdict: Verdict
    texts: dict[str, GroundText]

    def text(self, language: str, default: str = "en") -> GroundText:
        """The ground in `language`, else in `default`, else in the first language that it has."""
        return self.texts.get(language) or self.texts.get(default) or next(iter(self.texts.values()))


class StandardsText(msgspec.Struct, frozen=True, kw_only=True):
    """The title and the opening words of the standards in one language."""

    title: str
    opening: str


class Standards(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the standards. `digest` is the SHA-256 that the ledger declares (hexadecimal).
    `slowing` is what may be slowed under them; None where nothing may."""

    version: str
    effective_from: date
    languages: tuple[str, ...]
    awaiting_review: tuple[str, ...]
    texts: dict[str, StandardsText]
    grounds: tuple[Ground, ...]
    digest: str = ""
    slowing: SlowingPolicy | None = None

    def ground(self, code: str | None) -> Ground | None:
        """The ground with this code, or None."""
        return next((ground for ground in self.grounds if ground.code == code), None)

    def ground_of(self, area: PolicyArea) -> Ground | None:
        """The first ground of a policy area that is a violation, or None where the standards have none."""
        violations = (ground for ground in self.grounds if ground.verdict is Verdict.VIOLATION)
        return next((ground for ground in violations if ground.area is area), None)
