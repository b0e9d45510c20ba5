"""The community standards, read from the operator's files: a folder a version."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from answerable.cases.standards import VERSION_FILE, parse_standards
from answerable.errors import Invalid
from answerable.records.standard import Standards

SHIPPED = Path(__file__).parents[1] / "standards"


def read_standards(folder: Path | None = None) -> dict[str, Standards]:
    """All versions in `folder` (the shipped ones where None), by version. Raises Invalid naming what is wrong."""
    place = folder or SHIPPED
    versions = sorted(path.parent for path in place.glob(f"*/{VERSION_FILE}"))
    if not versions:
        raise Invalid(
            f"no version of the standards in {place}",
            where="ANSWERABLE_STANDARDS",
            mend=f"make a folder for a version, with {VERSION_FILE} and a file for each language",
        )
    read = [parse_standards({path.name: path.read_bytes() for path in one.iterdir()}) for one in versions]
    return {standards.version: standards for standards in read}


def in_force(versions: Mapping[str, Standards], day: date) -> Standards:
    """The newest version that is effective on `day`; before any is, the first."""
    ordered = sorted(versions.values(), key=lambda one: (one.effective_from, one.version))
    effective = [one for one in ordered if one.effective_from <= day]
    return effective[-1] if effective else ordered[0]
