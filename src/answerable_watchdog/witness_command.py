"""`answerable-watchdog witness init|add|serve|status`: cosign logs, so that none can show two histories."""

import argparse
import json
import signal
import sys
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from answerable_watchdog.encoding import to_base64
from answerable_watchdog.errors import Refused, Unreadable, shown
from answerable_watchdog.note import ED25519, Key, parse_key
from answerable_watchdog.witness import Witness
from answerable_watchdog.witness_folder import Folder
from answerable_watchdog.witness_server import Server, tell
from answerable_watchdog.witness_state import State

if TYPE_CHECKING:
    # argparse keeps this class private; it is named for the type checker alone.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

EPILOG = """\
Run it for logs of others, never for your own. Never copy its folder back from a backup: a witness that forgot what it
signed may sign another history; begin anew with another key instead. docs/witness.md tells how to run one for good.
"""


def add_to(commands: "Commands") -> None:
    """Describe the command to argparse."""
    command = commands.add_parser(
        "witness",
        help="cosign the checkpoints of logs, over HTTP",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = command.add_subparsers(dest="action", required=True, metavar="ACTION")
    init = _action(actions, "init", "make a witness's folder and key, and print its verifier key", _init)
    init.add_argument("--name", required=True, help="its name for ever, such as witness.example.org/w1")
    add = _action(actions, "add", "follow a log", _add)
    add.add_argument("log", metavar="VKEY", help="the log's verifier key, got over a channel that you trust")
    add.add_argument("--origin", default="", help="the log's origin, where it is not the key's name")
    serve = _action(actions, "serve", "answer POST /add-checkpoint until SIGTERM or SIGINT", _serve)
    serve.add_argument("--listen", default="127.0.0.1:8471", metavar="HOST:PORT", help="default: %(default)s")
    serve.add_argument(
        "--log", action="append", default=[], metavar="VKEY", help="follow this log too, this time"
    )
    status = _action(actions, "status", "say what was cosigned, and whether there is evidence", _status)
    status.add_argument("--format", choices=("text", "json"), default="text")


def _action(actions: "Commands", name: str, text: str, run: object) -> argparse.ArgumentParser:
    action = actions.add_parser(name, help=text, description=text)
    action.add_argument("--dir", required=True, help="the witness's folder")
    action.set_defaults(run=run)
    return action


def _init(options: argparse.Namespace) -> int:
    key = Folder(options.dir).init(options.name)
    sys.stdout.write(key.vkey + "\n")
    return 0


def _add(options: argparse.Namespace) -> int:
    folder = Folder(options.dir)
    folder.key()
    folder.follow(f"{options.log} {options.origin}".strip())
    return 0


def _serve(options: argparse.Namespace) -> int:
    folder, address = Folder(options.dir), _address(options.listen)
    with folder.locked():
        state = State(folder.state_file)
        try:
            witness = Witness(folder, state, _Followed(folder, options.log).logs)
            with _listening(address, witness) as server:
                _until_signal(server)
        finally:
            state.close()
    return 0


def _listening(address: tuple[str, int], witness: Witness) -> Server:
    try:
        server = Server(address, witness)
    except OSError as error:
        raise Unreadable(f"cannot listen on {address[0]}:{address[1]}: {error.strerror}") from None
    tell(f"{witness.key.name} listens on http://{address[0]}:{server.server_port}")
    return server


def _until_signal(server: Server) -> None:
    def stop(*_: object) -> None:
        threading.Thread(target=server.shutdown, daemon=True).start()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    server.serve_forever(poll_interval=0.2)
    tell("ended")


class _Followed:
    """The logs of the folder, read again when the file has changed, and those of the command line."""

    def __init__(self, folder: Folder, also: list[str]) -> None:
        self._folder, self._also = folder, also
        self._version: tuple[int, int] | None = None
        self._logs: dict[str, list[Key]] = {}
        self._lock = threading.Lock()
        self.logs()

    def logs(self) -> dict[str, list[Key]]:
        with self._lock:
            version = self._file_version()
            if version != self._version:
                logs = self._folder.logs()
                for vkey in self._also:
                    key = parse_key(vkey, ED25519)
                    if key not in logs.setdefault(key.name, []):
                        logs[key.name].append(key)
                self._logs, self._version = logs, version
            return self._logs

    def _file_version(self) -> tuple[int, int]:
        try:
            found = self._folder.logs_file.stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_mtime_ns, found.st_ino


def _status(options: argparse.Namespace) -> int:
    folder = Folder(options.dir)
    key, evidence = folder.key(), folder.evidence()
    logs = []
    if folder.state_file.exists():
        state = State(folder.state_file)
        try:
            for origin in sorted({*state.origins(), *folder.logs()}):
                latest = state.latest(origin)
                logs.append(
                    {
                        "origin": origin,
                        "followed": origin in folder.logs(),
                        "size": latest.size if latest else None,
                        "root": to_base64(latest.root) if latest else None,
                        "at": latest.at if latest else None,
                    }
                )
        finally:
            state.close()
    if options.format == "json":
        sys.stdout.write(json.dumps({"vkey": key.vkey, "logs": logs, "evidence": evidence}) + "\n")
        return 0
    sys.stdout.write(f"{key.vkey}\n")
    for log in logs:
        sys.stdout.write(f"{shown(str(log['origin']))}: {_said(log)}\n")
    if evidence:
        sys.stdout.write(
            f"EVIDENCE of checkpoints that do not agree, in {shown(str(folder.path))}/evidence:\n"
        )
        sys.stdout.writelines(f"  {name}\n" for name in evidence)
    return 0


def _said(log: dict[str, object]) -> str:
    if log["size"] is None:
        return "nothing cosigned yet"
    at = datetime.fromtimestamp(int(str(log["at"])), UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    followed = "" if log["followed"] else ", no longer followed"
    return f"cosigned at size {log['size']} on {at}{followed}"


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdecimal() or int(port) > 65_535:
        raise Refused(f"--listen {shown(text)} is not HOST:PORT, such as 127.0.0.1:8471")
    return host.strip("[]"), int(port)
