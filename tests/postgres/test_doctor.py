"""`answerable doctor`: each thing is broken once, and is named with how to mend it; what is well is said to be."""

from __future__ import annotations

import asyncio
import http.server
import json
import os
import socket
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from answerable.cli.doctor import computer, database, folder, network
from answerable.cli.doctor.command import CHECKS, examine
from answerable.cli.doctor.finding import Finding, State
from answerable.db import embedded
from answerable.flow.log.checkpoint import checkpoint_file, sequence
from answerable.flow.runtime import Runtime
from answerable.flow.upkeep.restore import MARK
from answerable.i18n.translations import LANGUAGES
from answerable.keys.key_file import new_secrets
from answerable.sandbox.run import Sandbox
from tests.liar import Liar
from tests.postgres.served import serving
from tests.receivers import Mailbox
from tests.serving import free_port
from tests.world import a_reviewer, reported

Environment = dict[str, str]


@pytest.fixture
async def environment(runtime: Runtime) -> Environment:
    """An installation in which nothing is wrong: people report, somebody reads it, the platform is told."""
    await a_reviewer(runtime)
    await reported(runtime)
    await sequence(runtime)
    execute(runtime.store.url, "update platforms set webhook_url = 'https://courier.example/hook'")
    runtime.settings.data.chmod(0o700)
    return {
        "ANSWERABLE_DATA": str(runtime.settings.data),
        "ANSWERABLE_DATABASE_URL": runtime.store.url,
        "ANSWERABLE_PORT": str(free_port()),
    }


def execute(url: str, statement: str, *values: object) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode(), values)


async def found(environment: Environment) -> dict[str, Finding]:
    return {one.check: one for one in await examine(environment)}


async def mended(environment: Environment) -> dict[str, Finding]:
    return {name: one for name, one in (await found(environment)).items() if one.state is State.MEND}


async def test_a_sound_installation_has_nothing_to_mend(environment: Environment) -> None:
    findings = await found(environment)
    assert set(findings) == {check.__name__ for check in CHECKS}
    assert {name: one for name, one in findings.items() if one.state is State.MEND} == {}
    assert "tested readers: en: 1, my: 1" in findings["reviewers"].said
    assert "is free: the server does not run" in findings["port"].said
    assert "16 leaves, signed with these keys" in findings["ledger"].said


async def test_a_server_that_runs_is_known_as_ours(environment: Environment, runtime: Runtime) -> None:
    async with serving(runtime) as (_, port):
        findings = await found(environment | {"ANSWERABLE_PORT": str(port)})
    assert "is ready" in findings["port"].said
    assert {name for name, one in findings.items() if one.state is State.MEND} == set()


async def test_an_empty_data_folder_is_no_fault_and_stays_empty(tmp_path: Path) -> None:
    findings = await examine({"ANSWERABLE_DATA": str(tmp_path / "new"), "ANSWERABLE_PORT": str(free_port())})
    assert [one for one in findings if one.state is State.MEND] == []
    assert not (tmp_path / "new").exists()


async def test_a_broken_embedded_database_is_named(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with await asyncio.to_thread(embedded.start, data) as server:
        version = server.cluster / "PG_VERSION"
    said = version.read_text()
    version.write_text("12\n")
    try:
        wrong = await mended({"ANSWERABLE_DATA": str(data), "ANSWERABLE_PORT": str(free_port())})
        assert "was made by PostgreSQL 12" in wrong["database"].said
        assert "make a backup there, and restore it" in wrong["database"].mend
    finally:
        version.write_text(said)
        embedded.discard(data)


# Things that break, each with the check that names it and a word of how to mend it.

Break = Callable[[Runtime, Environment], Any]


def misspelt(_: Runtime, environment: Environment) -> None:
    environment["ANSWERABLE_PUBLIC_ULR"] = "https://x.example"


def bad_setting(_: Runtime, environment: Environment) -> None:
    environment["ANSWERABLE_ZONE"] = "Asia/Rangoon2"


def open_folder(runtime: Runtime, _: Environment) -> None:
    runtime.settings.data.chmod(0o755)


def not_a_folder(_: Runtime, environment: Environment) -> None:
    environment["ANSWERABLE_DATA"] = "/dev/null"


def open_keys(runtime: Runtime, _: Environment) -> None:
    (runtime.settings.data / "keys" / "keys.json").chmod(0o640)


def torn_keys(runtime: Runtime, _: Environment) -> None:
    (runtime.settings.data / "keys" / "keys.json").write_text('{"sealing":')


def gone_keys(runtime: Runtime, _: Environment) -> None:
    (runtime.settings.data / "keys" / "keys.json").unlink()


def other_keys(runtime: Runtime, _: Environment) -> None:
    (runtime.settings.data / "keys" / "keys.json").write_bytes(msgspec.json.encode(new_secrets()))


def half_restored(runtime: Runtime, _: Environment) -> None:
    (runtime.settings.data / MARK).write_text('{"backup": "/backup/b"}')


def unreachable(_: Runtime, environment: Environment) -> None:
    environment["ANSWERABLE_DATABASE_URL"] = "postgresql://me:SECRET-WORD@127.0.0.1:1/nothing"


def forgetful(runtime: Runtime, _: Environment) -> None:
    name = sql.Identifier(str(conninfo_to_dict(runtime.store.url)["dbname"])).as_string()
    execute(runtime.store.url, f"alter database {name} set synchronous_commit = off")


def newer_schema(runtime: Runtime, _: Environment) -> None:
    execute(runtime.store.url, "insert into schema_migrations values (9999, '9999_later.sql', '0')")


def superuser(_: Runtime, environment: Environment) -> None:
    url = environment["ANSWERABLE_DATABASE_URL"]
    environment["ANSWERABLE_DATABASE_URL"] = url.replace("//answerable@", "//postgres@")


def clock_set_back(runtime: Runtime, _: Environment) -> None:
    execute(runtime.store.url, "insert into replay_clock values (true, now(), now() - interval '1 hour', 1)")


def older_copy(runtime: Runtime, _: Environment) -> None:
    path = checkpoint_file(runtime)
    path.write_text(path.read_text().replace("\n16\n", "\n17\n"))


def nobody_reads(runtime: Runtime, _: Environment) -> None:
    execute(runtime.store.url, "update language_tests set withdrawn_at = '2018-01-01'")


def unread_language(runtime: Runtime, _: Environment) -> None:
    execute(runtime.store.url, "update cases set language = 'shn'")


def no_webhook(runtime: Runtime, _: Environment) -> None:
    execute(runtime.store.url, "update platforms set webhook_url = null")


def plain_http(_: Runtime, environment: Environment) -> None:
    environment["ANSWERABLE_PUBLIC_URL"] = "http://reports.example"


def all_proxies(_: Runtime, environment: Environment) -> None:
    environment["ANSWERABLE_PROXIES"] = "127.0.0.1, *"


def no_proxy(_: Runtime, environment: Environment) -> None:
    environment["ANSWERABLE_PUBLIC_URL"] = "https://127.0.0.1:1"


def no_mail_server(_: Runtime, environment: Environment) -> None:
    environment["ANSWERABLE_SMTP"] = "smtp://me:SECRET-WORD@127.0.0.1:1"
    environment["ANSWERABLE_MAIL_FROM"] = "reports@example.org"


def no_sender(_: Runtime, environment: Environment) -> None:
    environment["ANSWERABLE_SMTP"] = "smtp://127.0.0.1:1"


def no_standards(runtime: Runtime, environment: Environment) -> None:
    (runtime.settings.data / "standards").mkdir()
    environment["ANSWERABLE_STANDARDS"] = str(runtime.settings.data / "standards")


def not_our_address(_: Runtime, environment: Environment) -> None:
    environment["ANSWERABLE_HOST"] = "192.0.2.1"


# What can be broken together is, to be quick: (how, the check that must say so, what it says, how to mend it).
Symptom = tuple[Break, str, str, str]
SETTINGS: list[Symptom] = [
    (misspelt, "variables", "ANSWERABLE_PUBLIC_ULR", "correct the names"),
    (no_standards, "standards", "no version of the standards", "make a folder"),
    (not_our_address, "port", "cannot listen on 192.0.2.1", "ANSWERABLE_HOST"),
    (plain_http, "public_url", "no https address", "TLS in front"),
    (plain_http, "origin", "as every trial is", "set ANSWERABLE_ORIGIN=reports.example/ledger"),
    (all_proxies, "proxies", "no address: *", "separated by commas"),
    (no_mail_server, "smtp", "could not be reached", "ANSWERABLE_SMTP"),
    (open_folder, "data_folder", "others can read", "chmod 700"),
    (open_keys, "key_file", "others can read", "chmod 600"),
    (half_restored, "restored", "did not end", "answerable restore /backup/b"),
    (forgetful, "database", "synchronous_commit is off", "set synchronous_commit = on"),
    (clock_set_back, "clock", "behind the last checkpoint", "set the clock"),
    (older_copy, "ledger", "it is an older copy", "never delete"),
    (nobody_reads, "reviewers", "nobody can decide", "answerable reviewer add"),
    (no_webhook, "webhooks", "messenger", "answerable webhook set messenger"),
]
UNREADABLE: list[Symptom] = [(bad_setting, "settings", "this zone is not known", "Asia/Yangon")]
NOTHING_THERE: list[Symptom] = [
    (not_a_folder, "data_folder", "is no folder", "ANSWERABLE_DATA"),
    (unreachable, "database", "does not answer", "ANSWERABLE_DATABASE_URL"),
]
NEWER: list[Symptom] = [
    (torn_keys, "key_file", "is not a key file", "backup of your keys"),
    (newer_schema, "schema", "9999_later.sql", "install that version"),
]
NO_KEYS: list[Symptom] = [
    (gone_keys, "ledger", "has no keys", "restore the keys"),
    (superuser, "role", "postgres is a superuser", "create a role"),
    (unread_language, "reviewers", "nobody reads: shn", "answerable reviewer tested"),
    (no_proxy, "proxies", "ANSWERABLE_PROXIES is not", "127.0.0.1"),
    (no_sender, "smtp", "answerable@localhost", "ANSWERABLE_MAIL_FROM"),
]
OTHER_KEYS: list[Symptom] = [
    (other_keys, "ledger", "signed with other keys", "docs/operate.md"),
]


@pytest.mark.parametrize("symptoms", [SETTINGS, UNREADABLE, NOTHING_THERE, NEWER, NO_KEYS, OTHER_KEYS])
async def test_what_is_broken_is_named_with_its_mend(
    runtime: Runtime, environment: Environment, symptoms: list[Symptom]
) -> None:
    for harm, *_ in symptoms:
        harm(runtime, environment)
    findings = await found(environment)
    for _, check, said, how in symptoms:
        one = findings[check]
        assert (one.state, said in one.said, how in f"{one.said} {one.mend}") == (State.MEND, True, True), one
    assert "SECRET-WORD" not in repr(findings)
    assert [name for name, each in findings.items() if "could not be looked at" in each.said] == []


async def test_witnesses_that_do_not_cosign_are_named(
    environment: Environment, runtime: Runtime, tmp_path: Path
) -> None:
    assert (await found(environment))["witnesses"].said.startswith("nobody cosigns")
    file, liar = tmp_path / "witnesses", Liar()
    file.write_text(
        f"witness listeners {liar.vkey} http://127.0.0.1:1\ngroup org any listeners\nquorum org\n"
    )
    named = environment | {"ANSWERABLE_WITNESSES": str(file)}
    assert (await found(named))["witnesses"].said == "never cosigned yet: listeners"
    execute(runtime.store.url, "insert into witnesses (vkey, size, fault) values (%s, 16, '')", liar.vkey)
    execute(runtime.store.url, "update witnesses set cosigned_at = now()")
    assert (await found(named))["witnesses"].said == "1 witnesses cosign; the quorum is org"
    execute(runtime.store.url, "update witnesses set fault = 'the witness answered 404'")
    assert (await mended(named))["witnesses"].said == (
        "1 of 1 witnesses do not cosign (listeners: the witness answered 404)"
    )
    file.write_text("quorum nobody\n")
    assert "ANSWERABLE_WITNESSES, line 1" in (await mended(named))["witnesses"].said


async def test_what_was_given_up_is_counted(environment: Environment, runtime: Runtime) -> None:
    execute(
        runtime.store.url,
        """insert into deliveries
               (message_id, platform_id, lane, channel, body, created_at, not_before, failed_at)
           values (gen_random_uuid(), 'messenger', 'item:m1', 'webhook', '{}', now(), now(), now())""",
    )
    assert (await mended(environment))["leftovers"].said == "given up: 1 deliveries, 0 jobs"


async def test_migrations_that_wait_are_told_and_are_no_fault(
    environment: Environment, runtime: Runtime
) -> None:
    execute(
        runtime.store.url,
        "delete from schema_migrations where number = (select max(number) from schema_migrations)",
    )
    findings = await found(environment)
    assert findings["schema"].state is State.NOTE
    assert findings["schema"].said.startswith("1 migrations wait: ")


async def test_a_small_disk_a_full_server_and_a_long_transaction(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "LEAST_FREE", 1 << 60)
    monkeypatch.setattr(database, "CONNECTIONS_EACH", 1000)
    monkeypatch.setattr(database, "LONG_S", 0.0)
    with psycopg.connect(environment["ANSWERABLE_DATABASE_URL"]) as holder:
        holder.execute("select 1")
        await asyncio.sleep(0.01)
        wrong = await mended(environment)
    assert {"disk", "connections", "transactions"} <= set(wrong)


async def test_parts_that_are_not_installed_are_named(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "uvloop.loop", None)
    monkeypatch.setitem(sys.modules, "manimgx_fonts", None)
    monkeypatch.setattr(computer, "Sandbox", lambda: Sandbox(command=("/bin/false",)))
    monkeypatch.setitem(LANGUAGES, "xx", "Nowhere")
    wrong = await mended(environment)
    assert wrong["compiled"].said == "do not load: uvloop.loop"
    assert {"fonts", "catalogues", "sandbox"} <= set(wrong)
    assert "do not start in the sandbox" in wrong["sandbox"].said
    assert "manimgx-fonts" in wrong["fonts"].mend


async def test_another_program_on_the_port(environment: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "PATIENCE_S", 0.5)
    with web_server() as port:
        wrong = await mended(environment | {"ANSWERABLE_PORT": str(port)})
    assert wrong["port"].said == f"another program listens on 127.0.0.1:{port}"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        held = str(silent.getsockname()[1])
        wrong = await mended(environment | {"ANSWERABLE_PORT": held})
    assert "another program" in wrong["port"].said


async def test_metrics_that_everyone_sees_and_a_certificate_that_does_not_hold(
    environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = self_signed(tmp_path)
    with web_server(certificate) as port:
        address = environment | {"ANSWERABLE_PUBLIC_URL": f"https://localhost:{port}"}
        assert "certificate" in (await mended(address))["public_url"].said
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert (await mended(address))["public_url"].mend.startswith("do not pass /metrics on")


async def test_the_mail_server_is_greeted_and_nothing_more(environment: Environment) -> None:
    mailbox = Mailbox()
    async with mailbox.listening() as address:
        findings = await found(
            environment
            | {"ANSWERABLE_SMTP": f"smtp://{address}", "ANSWERABLE_MAIL_FROM": "reports@example.org"}
        )
    assert findings["smtp"].said == "127.0.0.1 answers, without TLS"
    assert mailbox.letters == []


def test_the_command_speaks_json_lines_and_its_status_says_whether_to_mend(tmp_path: Path) -> None:
    given = {key: value for key, value in os.environ.items() if not key.startswith("ANSWERABLE_")}
    environment = given | {"ANSWERABLE_DATA": str(tmp_path), "ANSWERABLE_PORT": str(free_port())}
    tmp_path.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "answerable", "doctor", "--format", "json"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1, done.stderr
    assert [set(line) for line in lines] == [{"check", "state", "said", "mend"}] * len(CHECKS)
    assert [line["check"] for line in lines if line["state"] == "mend"] == ["data_folder"]
    assert done.stderr == f"answerable: 1 of {len(CHECKS)} checks found something to mend\n"


@contextmanager
def web_server(certificate: Path | None = None) -> Iterator[int]:
    """Some web server, which answers everything with 200 and words."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-length", "5")
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def self_signed(place: Path) -> Path:
    """A certificate for localhost that nobody vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = place / "certificate.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    return path
