"""The policy file: whom a verifier trusts (C2SP tlog-policy), with one line more for promises.

`# promise <vkey>` is a comment to other readers and the promise key to ours. Witnesses are counted by the
organisations that run them: an organisation is a group of witnesses, and a quorum is a group of organisations.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

import msgspec

from answerable.errors import Invalid
from answerable.ledger import promise
from answerable.ledger.notes import SignatureType, VerifierKey, parse_vkey

LARGEST = 256 * 1024  # bytes of a file
MOST_LINES = 256  # of a kind
NONE = "none"
OPERATOR = "operator"  # the group of the platform's own witnesses, which never count
WHERE = "ANSWERABLE_WITNESSES"


class Witness(msgspec.Struct, frozen=True):
    """One witness: its name in the policy, its key, and the address that checkpoints are sent to."""

    name: str
    key: VerifierKey
    address: str


class Group(msgspec.Struct, frozen=True):
    """At least `needed` of `members`: all of them witnesses (an organisation), or all of them earlier groups."""

    name: str
    needed: int
    members: tuple[str, ...]


class Cosigning(msgspec.Struct, frozen=True):
    """Who cosigns this ledger, and who is enough: `quorum` is the name of a group, or "none"."""

    witnesses: tuple[Witness, ...] = ()
    groups: tuple[Group, ...] = ()
    quorum: str = NONE

    def has_quorum(self, cosigners: Collection[str]) -> bool:
        """Whether witnesses with these names are enough."""
        return self.quorum == NONE or self.quorum in self._satisfied(cosigners)

    def missing(self, cosigners: Collection[str]) -> tuple[str, ...]:
        """The members of the quorum that these witnesses do not satisfy."""
        satisfied = self._satisfied(cosigners)
        return tuple(
            member
            for group in self.groups
            if group.name == self.quorum
            for member in group.members
            if member not in satisfied
        )

    def _satisfied(self, cosigners: Collection[str]) -> set[str]:
        found = set(cosigners)
        for group in self.groups:  # members always stand on earlier lines
            if len(found.intersection(group.members)) >= group.needed:
                found.add(group.name)
        return found

    def lines(self) -> Iterator[str]:
        """The lines of a policy file, without addresses: a verifier needs none, and who runs a witness may be in
        danger where it runs."""
        yield from (f"witness {one.name} {one.key}" for one in self.witnesses)
        for group in self.groups:
            yield f"group {group.name} {group.needed} {' '.join(group.members)}"
        yield f"quorum {self.quorum}"


NOBODY = Cosigning()


def render(
    log_key: VerifierKey, promise_key: VerifierKey, address: str = "", cosigning: Cosigning = NOBODY
) -> str:
    """The policy that trusts this log as its witnesses say; `address` is where its tiles are served."""
    if log_key.type is not SignatureType.ED25519 or promise_key.type is not SignatureType.ED25519:
        raise Invalid("log and promise need Ed25519 keys (0x01)", where="policy")
    if promise_key.name != promise.key_name(log_key.name) or promise_key.public == log_key.public:
        raise Invalid("the promise key must be another key, named after this log", where="policy")
    if any(c.isspace() or c < "!" for c in address):
        raise Invalid("an address with a space or control character", where="policy, address")
    log = f"log {log_key} {address}".rstrip()
    head = [f"# The public ledger of {log_key.name}", log, f"# promise {promise_key}"]
    return "\n".join([*head, *cosigning.lines()]) + "\n"


def parse(text: str, origin: str) -> Cosigning:
    """The witnesses that an operator's file names for the log `origin`; its log lines are passed over, since the log
    is ours. Raises `Invalid`, naming the line, also where a quorum would count witnesses instead of organisations, or
    the platform's own."""
    if len(text) > LARGEST:
        raise Invalid(f"more than {LARGEST} bytes", where=WHERE)
    reading = _Reading(origin)
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split()
        if words and not words[0].startswith("#"):
            try:
                reading.read(words)
            except Invalid as error:
                fault = error.faults[0]
                raise Invalid(fault.what, where=f"{WHERE}, line {number}", mend=fault.mend) from None
    return reading.finished()


class _Reading:
    """A file read so far."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self._witnesses: dict[str, Witness] = {}
        self._groups: dict[str, Group] = {}
        self._taken: set[str] = set()
        self._quorum = ""

    def read(self, words: list[str]) -> None:
        if words[0] == "log" and len(words) in (2, 3):
            return
        if words[0] == "witness" and len(words) == 4:
            self._witness(words[1], parse_vkey(words[2]), words[3])
        elif words[0] == "witness":
            raise Invalid("a witness without its address", mend="witness NAME VKEY https://ADDRESS")
        elif words[0] == "group" and len(words) >= 4:
            self._group(words[1], words[2], tuple(words[3:]))
        elif words[0] == "quorum" and len(words) == 2:
            self._set_quorum(words[1])
        else:
            raise Invalid("not a witness, group or quorum line", mend="see docs/witness.md")
        if max(len(self._witnesses), len(self._groups)) > MOST_LINES:
            raise Invalid(f"more than {MOST_LINES} lines of a kind")

    def finished(self) -> Cosigning:
        if not self._quorum:
            raise Invalid("no quorum line", where=WHERE, mend="quorum GROUP, or quorum none")
        for name in self._witnesses:
            if name not in self._taken:
                mend = f"add a line for its organisation: group NAME any {name}"
                raise Invalid(f"the witness {name} belongs to no organisation", where=WHERE, mend=mend)
        return Cosigning(tuple(self._witnesses.values()), tuple(self._groups.values()), self._quorum)

    def _witness(self, name: str, key: VerifierKey, address: str) -> None:
        self._check_new(name)
        if key.type is not SignatureType.COSIGNATURE:
            raise Invalid(
                "a key that is not a witness's (0x04)", mend="copy the vkey that `witness init` printed"
            )
        if any(key.public == other.key.public for other in self._witnesses.values()):
            raise Invalid("the same public key stands on an earlier witness line")
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise Invalid("an address that is not http or https", mend="witness NAME VKEY https://ADDRESS")
        self._witnesses[name] = Witness(name, key, address.rstrip("/"))

    def _group(self, name: str, threshold: str, members: tuple[str, ...]) -> None:
        self._check_new(name)
        for member in members:
            if member not in self._witnesses and member not in self._groups:
                raise Invalid(f"{member} is not defined on an earlier line")
            if member in self._taken or members.count(member) > 1:
                raise Invalid(f"{member} is a member of a group already")
        if len({member in self._witnesses for member in members}) > 1:
            raise Invalid(
                "a group of witnesses and groups together",
                mend="give each witness a group of its organisation, and the quorum those groups",
            )
        needed = {"any": "1", "all": str(len(members))}.get(threshold, threshold)
        if not (needed.isascii() and needed.isdecimal() and needed[0] != "0" and int(needed) <= len(members)):
            raise Invalid(f"{threshold} is not any, all, or a number from 1 to {len(members)}")
        self._taken.update(members)
        self._groups[name] = Group(name, int(needed), members)

    def _set_quorum(self, name: str) -> None:
        if self._quorum:
            raise Invalid("a second quorum line")
        if name in self._witnesses:
            mend = f"add a line for its organisation: group NAME any {name}"
            raise Invalid("a quorum of a witness: organisations are counted", mend=mend)
        if name != NONE and name not in self._groups:
            raise Invalid(f"{name} is not defined on an earlier line")
        if name != NONE:
            self._check_counted(name)
        self._quorum = name

    def _check_counted(self, name: str) -> None:
        """Everything below a group that counts: none of it may be the platform's own."""
        own = self._origin.partition("/")[0]
        if name == OPERATOR:
            raise Invalid(
                "the platform's own organisation never counts", mend=f"leave {OPERATOR} out of the quorum"
            )
        for member in self._groups[name].members:
            if member in self._groups:
                self._check_counted(member)
            elif self._witnesses[member].key.name.partition("/")[0] == own:
                what = f"the witness {member} has a name of the platform's own host, and never counts"
                raise Invalid(what, mend=f"put it into a group called {OPERATOR}, outside the quorum")

    def _check_new(self, name: str) -> None:
        if name == NONE or name in self._witnesses or name in self._groups:
            raise Invalid(f"the name {name} is taken")
