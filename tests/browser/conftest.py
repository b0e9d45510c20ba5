"""Tests that drive Chromium: where there is none, each says so and is skipped."""

from __future__ import annotations

import os
import shutil

import pytest

NONE_HERE = "there is no chromium here: apt-get install chromium, or set ANSWERABLE_CHROMIUM to its path"


def find_chromium() -> str | None:
    """Where Chromium is: ANSWERABLE_CHROMIUM, or Debian's on the path."""
    return os.environ.get("ANSWERABLE_CHROMIUM") or shutil.which("chromium")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Path of the Chromium to drive (root must pass it `--no-sandbox`)."""
    path = find_chromium()
    if path is None:
        pytest.skip(NONE_HERE)
    return path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked `browser` where there is no Chromium."""
    if find_chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason=NONE_HERE))
