"""Texts that threaten and texts that only spread, by the templates of `texts/frames.toml`, in English and Burmese."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import NamedTuple

from answerable.text.wrappers import written_out

EACH = 12  # texts drawn of a template, where there are so many
TEMPLATES = Path(__file__).parent / "texts/frames.toml"


class Labelled(NamedTuple):
    text: str
    language: str
    category: str
    threatens: bool


def labelled(seed: int = 1, each: int = EACH) -> list[Labelled]:
    """All templates, some of the ways of each."""
    chance = random.Random(seed)
    return [
        Labelled(text, language, category, kind == "threat")
        for kind, categories in tomllib.loads(TEMPLATES.read_text("utf-8")).items()
        for category, by in categories.items()
        for language, templates in by.items()
        for template in templates
        for text in _some(chance, written_out(template), each)
    ]


def _some(chance: random.Random, texts: list[str], most: int) -> list[str]:
    return texts if len(texts) <= most else chance.sample(texts, most)
