"""Clients' sketches are the server's, to the last bit: in Python and JavaScript, on vectors and made-up texts."""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
import struct
import subprocess
import sys
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answerable.stream.rule import marks_of
from answerable.stream.sketch import Seed
from answerable.text.folding import fold_each

ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / "clients"
VECTORS = json.loads((ROOT / "spec" / "vectors" / "sketches.json").read_text(encoding="utf-8"))
SEED = VECTORS["seeds"][0]["seed"]

Answer = dict[str, Any]
Client = Callable[[dict[str, str], str], Answer]
"""Texts by name, and a seed in base64, to `name`, `sketches`, `sent`, `keys`, `folded`, `under` (the vectors' rule)."""

_ASKED = """
import * as client from MODULE;
import { readFileSync } from "node:fs";
const { texts, seed, rule } = JSON.parse(readFileSync(0, "utf-8"));
const bytes = client.fromBase64(seed);
const of = (what) => Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, what(text)]));
process.stdout.write(JSON.stringify({
  name: client.seedName(bytes),
  sketches: of((text) => client.sketch(text, bytes)),
  sent: of((text) => {
    const found = client.toSend(text, bytes);
    return found && client.toBase64(found);
  }),
  keys: of((text) => client.key(text, bytes)),
  folded: of((text) => client.fold(text)),
  under: Object.keys(texts).filter((name) => client.fallsUnder(rule, texts[name])),
}));
"""


def _module(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = found
    spec.loader.exec_module(found)
    return found


def in_python(texts: dict[str, str], seed: str) -> Answer:
    client = _module(CLIENTS / "python" / "answerable_sketch.py")
    secret = b64decode(seed)
    sent = {name: client.to_send(text, secret) for name, text in texts.items()}
    return {
        "name": client.seed_name(secret),
        "sketches": {name: list(client.sketch(text, secret)) for name, text in texts.items()},
        "sent": {name: one and b64encode(one).decode() for name, one in sent.items()},
        "keys": {name: client.key(text, secret) for name, text in texts.items()},
        "folded": {name: client.fold(text) for name, text in texts.items()},
        "under": [name for name, text in texts.items() if client.falls_under(VECTORS["rule"], text)],
    }


def in_javascript(texts: dict[str, str], seed: str) -> Answer:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node on this machine to run the JavaScript library")
    module = json.dumps((CLIENTS / "javascript" / "answerable-sketch.mjs").as_uri())
    script = _ASKED.replace("MODULE", module)
    asked = json.dumps({"texts": texts, "seed": seed, "rule": VECTORS["rule"]})
    done = subprocess.run(
        [node, "--input-type=module", "-e", script],
        input=asked, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: Answer = json.loads(done.stdout)
    return found


def hostile_texts(count: int) -> dict[str, str]:
    """Texts of code points that are near each other in what folding does with them."""
    dice = random.Random(5)
    alphabets = [
        [chr(one) for one in range(0x1000, 0x10A0)],
        [chr(one) for one in (*range(0x1000, 0x1022), *range(0x102B, 0x103F), 0x1039, 0x1031, 0x103A)],
        list("၀၄၇ဝရ၎င်း ၁၂ကခ"),
        list("aeiost 0134578$@|€ !i"),
        [chr(one) for one in (*range(0xF0030, 0xF003A), *range(0xF102B, 0xF1040), *range(0xF1100, 0xF1122))],
        [chr(dice.randrange(0x3000)) for _ in range(400)],
        [chr(dice.randrange(0x110000)) for _ in range(400)],
        [chr(dice.randrange(0xAC00, 0xD7A4)) for _ in range(50)],
    ]
    found = {}
    for i in range(count):
        letters = [one for alphabet in dice.sample(alphabets, dice.choice((1, 1, 2, 3))) for one in alphabet]
        text = "".join(
            dice.choice(letters) * dice.choice((1, 1, 1, 1, 2, 3, 4)) for _ in range(dice.randrange(60))
        )
        found[str(i)] = text
    return found


@pytest.fixture(params=[in_python, in_javascript])
def client(request: pytest.FixtureRequest) -> Client:
    found: Client = request.param
    return found


def test_a_client_has_the_vectors(client: Client) -> None:
    for expected in VECTORS["seeds"]:
        found = client(VECTORS["texts"], expected["seed"])
        assert found["name"] == expected["name"]
        assert found["sketches"] == expected["sketches"]
        assert found["keys"] == expected["keys"]
        assert found["folded"] == VECTORS["folded"]
        assert found["under"] == VECTORS["under_the_rule"]
        assert found["sent"] == expected["sent"]


def test_of_a_short_text_no_sketch_is_sent_and_of_what_is_sent_the_server_reads_the_numbers() -> None:
    for expected in VECTORS["seeds"]:
        for name in (
            "empty",
            "a word",
            "a short answer",
            "two parts",
            "a short greeting",
            "emoji",
            "no text",
        ):
            assert expected["sent"][name] is None, name
        for name in ("letter", "Burmese", "English"):
            assert (
                list(struct.unpack("<16I", b64decode(expected["sent"][name]))) == expected["sketches"][name]
            )


def test_the_server_has_the_vectors() -> None:
    for expected in VECTORS["seeds"]:
        assert Seed.of(b64decode(expected["seed"])).name == expected["name"]
        for name, text in VECTORS["texts"].items():
            marks = marks_of(text, expected["seed"])
            assert list(marks.sketch) == expected["sketches"][name], name
            assert marks.key == expected["keys"][name], name


def test_a_client_folds_and_sketches_what_is_made_to_confuse_it_as_the_server_does(client: Client) -> None:
    if unicodedata.unidata_version != VECTORS["unicode"]:
        pytest.skip("this Python knows letters that the clients' tables do not have")
    texts = hostile_texts(800)
    found = client(texts, SEED)
    folded = dict(zip(texts, fold_each(list(texts.values())), strict=True))
    assert found["folded"] == folded
    for name, text in texts.items():
        marks = marks_of(text, SEED)
        assert found["sketches"][name] == list(marks.sketch), ascii(text)
        assert found["keys"][name] == marks.key, ascii(text)


def test_every_code_point_is_folded_as_the_server_folds_it() -> None:
    client = _module(CLIENTS / "python" / "answerable_sketch.py")
    codes = [chr(code) for code in range(0x110000)]
    differ = [
        char
        for char, folded in zip(codes, fold_each(codes), strict=True)
        if client.fold(char) != folded
        and (unicodedata.unidata_version == VECTORS["unicode"] or client.fold(char))
    ]  # what later versions of Unicode added is passed over
    assert differ == []


def test_the_tables_in_the_libraries_are_the_servers() -> None:
    if unicodedata.unidata_version != VECTORS["unicode"]:
        pytest.skip("the tables are written by Python 3.11")
    done = subprocess.run(
        [sys.executable, str(CLIENTS / "make.py"), "--check"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_rule_of_another_version_is_not_compared() -> None:
    client = _module(CLIENTS / "python" / "answerable_sketch.py")
    with pytest.raises(client.BadRule, match="another version"):
        client.falls_under({**VECTORS["rule"], "name": "0" * 32}, "letter")
    with pytest.raises(client.BadRule, match="cannot be read"):
        client.falls_under({**VECTORS["rule"], "sketches": ["AAAA"]}, "letter")
