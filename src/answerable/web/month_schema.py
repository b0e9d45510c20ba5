"""The form of a published month, `month.json`, as a JSON Schema (draft 2020-12): for whoever reads it by program."""

from __future__ import annotations

from typing import Any

from answerable.indicators.registry import INDICATORS
from answerable.indicators.rows import TABLES

_COUNT = {"type": "integer", "minimum": 0}
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_HASH = {"type": "string", "contentEncoding": "base64", "minLength": 44, "maxLength": 44}
_PLACES = {"type": "array", "items": _COUNT}


def month_schema() -> dict[str, Any]:
    """A figure is a whole number, text (an exact decimal, a day, names), null where it is not known, or figures."""
    properties: dict[str, Any] = {
        "type": {"const": "month"},
        "month": {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"},
        "zone": {"type": "string"},
        "as_of": {"type": "string", "format": "date-time"},
        "checkpoint": _object({"root": _HASH, "size": _COUNT}),
        "target_hours": {"type": "integer", "minimum": 1},
        "tables": _some(TABLES, _object({"root": _HASH, "rows": _COUNT})),
        "leaves": _object(
            {"from": _COUNT, "to": _COUNT, "types": {"type": "object", "additionalProperties": _COUNT}}
        ),
        "formulas": _some([one.number for one in INDICATORS], {"type": "integer", "minimum": 1}),
        "figures": _some([one.number for one in INDICATORS], {"$ref": "#/$defs/figures"}),
        "withheld": {"type": "boolean"},
        "declared": _object(
            {
                "pledges": _PLACES,
                "staffing_planned": _PLACES,
                "population": _COUNT | {"type": ["integer", "null"]},
                "staffing": _COUNT | {"type": ["integer", "null"]},
            }
        ),
        "correction": _object(
            {"of": _COUNT, "rows": _COUNT, "reason": {"type": "string", "minLength": 1, "maxLength": 500}}
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A published month (spec/indicators.md)",
        **_object(properties, optional=("declared", "correction")),
        "$defs": {
            "figures": {"type": "object", "additionalProperties": {"$ref": "#/$defs/figure"}},
            "figure": {
                "anyOf": [
                    _COUNT,
                    {"type": "null"},
                    {"type": "string", "pattern": rf"^(\d+\.\d+|\d+( \d+)*)$|{_DAY}"},
                    {"$ref": "#/$defs/figures"},
                ]
            },
        },
    }


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _some(names: Any, each: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict.fromkeys(names, each), "additionalProperties": False}
