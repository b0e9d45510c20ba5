"""The Python that runs, its packages, and the files that came with them."""

from __future__ import annotations

import importlib
import importlib.metadata
import platform
import re
import sys
from datetime import date
from importlib.resources import files

from answerable.cli.doctor.finding import About, Finding, mend, note, well
from answerable.db import migrate
from answerable.errors import AnswerableError
from answerable.flow.standards import in_force, read_standards
from answerable.i18n.translations import LANGUAGES, catalogue
from answerable.sandbox.run import Sandbox
from answerable.settings import PREFIX, Settings

OLDEST, NEWEST = (3, 11), (3, 14)
# A compiled part of each package that has some: a wheel for another computer is found out here, not at night.
COMPILED = (
    "_argon2_cffi_bindings._ffi",
    "cryptography.hazmat.bindings._rust",
    "httptools.parser.parser",
    "matplotlib.ft2font",
    "msgspec._core",
    "PIL._imaging",
    "psycopg_binary._psycopg",
    "re2",
    "uvloop.loop",
)
FONTS = ("NotoSans[wght].ttf", "NotoSansMyanmar[wght].ttf")
# Variables with our prefix that are for tests and the package that brings PostgreSQL, not settings.
OTHER_VARIABLES = frozenset({"ANSWERABLE_CHROMIUM", "ANSWERABLE_TEST_DATABASE_URL"})


async def python(_: About) -> Finding:
    """The Python is one that the tests run on."""
    have = f"{platform.python_implementation()} {platform.python_version()} on {sys.platform} {platform.machine()}"
    if sys.implementation.name != "cpython" or not OLDEST <= sys.version_info[:2] <= NEWEST:
        return mend(have, "install Answerable with CPython 3.11 to 3.14")
    return well(have)


async def packages(_: About) -> Finding:
    """Every package that Answerable needs is installed."""
    try:
        needed = importlib.metadata.requires("answerable") or []
    except importlib.metadata.PackageNotFoundError:
        return note("run from a checkout: its lock files say which packages there are (python3 dev.py sync)")
    names = [re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in needed if "extra ==" not in one]
    missing = [name for name in names if not _installed(name)]
    if missing:
        return mend(
            f"not installed: {', '.join(missing)}", "install Answerable's wheel again, with what it needs"
        )
    return well(f"answerable {importlib.metadata.version('answerable')} with {len(names)} packages")


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


async def compiled(_: About) -> Finding:
    """The compiled parts of packages load on this computer."""
    broken = [name for name in COMPILED if not _loads(name)]
    if broken:
        how = "install these packages again, as wheels for this Python and this computer"
        return mend(f"do not load: {', '.join(broken)}", how)
    return well(f"{len(COMPILED)} compiled parts load")


def _loads(name: str) -> bool:
    try:
        importlib.import_module(name)
    except Exception:
        return False
    return True


async def variables(about: About) -> Finding:
    """Every ANSWERABLE_ variable is a setting: a misspelt one would silently not count."""
    known = {PREFIX + name.upper() for name in Settings.__struct_fields__} | OTHER_VARIABLES
    strange = sorted(name for name in about.environment if name.startswith(PREFIX) and name not in known)
    if strange:
        return mend(
            f"no settings: {', '.join(strange)}",
            "correct the names (docs/operate.md lists them) or unset them",
        )
    return well("every ANSWERABLE_ variable is a setting")


async def sandbox(_: About) -> Finding:
    """Programs for the bytes of strangers start, and this computer keeps from them what it should (docs/media.md)."""
    lacking = await Sandbox().probe()
    if not lacking:
        return well("programs in the sandbox have a user, memory, files and system calls of their own")
    how = "run on Linux with seccomp, and let the service use it: docs/media.md"
    return note(f"programs in the sandbox run without: {', '.join(lacking)}", how)


async def zone(about: About) -> Finding:
    """The zone of months is known: a system without time zones lacks it."""
    return well(str(about.settings.month_zone))


async def standards(about: About) -> Finding:
    """The community standards can be read, and are there in each language."""
    versions = read_standards(about.settings.standards)
    current = in_force(versions, date.today())  # noqa: DTZ011 - as good as any clock, to find the version
    return well(f"version {current.version} of {len(versions)}, {len(current.grounds)} grounds")


async def catalogues(_: About) -> Finding:
    """What is said to people can be said in each language."""
    try:
        counts = {language: len(catalogue(language)) for language in LANGUAGES}
    except (OSError, ValueError, KeyError) as error:
        return mend(
            f"a catalogue cannot be read ({type(error).__name__})", "install Answerable's wheel again"
        )
    return well(", ".join(f"{language}: {count} messages" for language, count in counts.items()))


async def fonts(_: About) -> Finding:
    """The fonts for Burmese are there."""
    try:
        sizes = [len((files("manimgx_fonts") / name).read_bytes()) for name in FONTS]
    except (ImportError, OSError):
        return mend("the Noto fonts are not there", "install the package manimgx-fonts again")
    return well(f"{len(sizes)} fonts, {sum(sizes) // 1024} KiB")


async def migrations(_: About) -> Finding:
    """The migrations that came with this installation are whole."""
    try:
        return well(f"{len(migrate.read(migrate.FOLDER))} migrations")
    except AnswerableError as error:
        return mend(str(error), "install Answerable's wheel again")
