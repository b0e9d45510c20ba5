"""The policy: which logs, witnesses and promise keys an organisation believes (C2SP tlog-policy).

To the lines of C2SP it adds `# promise <vkey>`: a comment to other readers, to us the key that signs promises. Besides,
a group called `operator` holds the platform's own witnesses, and may not be counted in a quorum. The file is octets
and names are compared octet by octet, so it is read as Latin-1, in which each octet is a character.
"""

import re
from collections.abc import Set
from dataclasses import dataclass, field

from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.note import COSIGNATURE, ED25519, Key, parse_key

POLICY_BYTES_MAX = 256 * 1024
LINES_OF_A_KIND_MAX = 256
NONE = "none"
OPERATOR = "operator"
_COUNT = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


@dataclass(frozen=True)
class Group:
    """At least `needed` of `members` (names of witnesses and of earlier groups)."""

    needed: int
    members: tuple[str, ...]


@dataclass
class Policy:
    """What is believed. `quorum` is the name of a witness or group, or "none"."""

    logs: list[Key] = field(default_factory=list)
    promise_keys: list[Key] = field(default_factory=list)
    witnesses: dict[str, Key] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    quorum: str = ""

    def has_quorum(self, cosigners: Set[str]) -> bool:
        """Whether these witnesses (names as in the policy) are enough."""
        return self.quorum == NONE or self.quorum in self._satisfied(cosigners)

    def lacking(self, cosigners: Set[str]) -> str:
        """What these witnesses lack of the quorum, in words: which of its organisations did not cosign."""
        group = self.groups.get(self.quorum, Group(1, (self.quorum,)))
        satisfied = self._satisfied(cosigners)
        missing = ", ".join(_shown(name) for name in group.members if name not in satisfied)
        there = len(satisfied.intersection(group.members))
        of = f"{group.needed} of {len(group.members)}"
        return f"the quorum {_shown(self.quorum)} needs {of}, {there} cosigned; missing: {missing}"

    def _satisfied(self, cosigners: Set[str]) -> set[str]:
        found = set(cosigners)
        for name, group in self.groups.items():  # members always stand on earlier lines
            if len(found.intersection(group.members)) >= group.needed:
                found.add(name)
        return found


def parse_policy(data: bytes) -> Policy:
    """Read a policy file. Raises Refused, naming the line."""
    text = data.decode("latin-1")
    policy = Policy()
    for number, line in enumerate(text.split("\n"), 1):
        try:
            _read_line(policy, line)
        except Refused as error:
            raise Refused(f"policy, line {number}: {error}") from None
    if not policy.quorum:
        raise Refused("policy: no quorum line (without witnesses it is: quorum none)")
    if {key.public for key in policy.logs} & {key.public for key in policy.promise_keys}:
        raise Refused("policy: one public key is listed both for a log and for its promises")
    return policy


def _read_line(policy: Policy, line: str) -> None:
    bad = next((c for c in line if c != "\t" and not (" " <= c <= "~" or c >= "\x80")), None)
    if bad is not None:
        raise Refused(f"the character {shown(bad)} is not allowed in a policy")
    words = [word for word in re.split("[ \t]+", line) if word]
    if not words:
        return
    if words[0].startswith("#"):
        _read_comment(policy, words)
    elif words[0] == "log" and len(words) in (2, 3):
        _add_key(policy.logs, _key(words[1], ED25519), "log")
    elif words[0] == "witness" and len(words) in (3, 4):
        _add_witness(policy, words[1], _key(words[2], COSIGNATURE))
    elif words[0] == "group" and len(words) >= 4:
        _add_group(policy, words[1], words[2], tuple(words[3:]))
    elif words[0] == "quorum" and len(words) == 2:
        _set_quorum(policy, words[1])
    else:
        raise Refused(f"not a log, witness, group or quorum line: {_shown(line)}")


def _read_comment(policy: Policy, words: list[str]) -> None:
    if words[:2] == ["#", "promise"]:
        # Prose must not begin so: a promise key that is passed over for a slip would be missed years later.
        if len(words) != 3:
            raise Refused("a line that begins with # promise must go on with one verifier key")
        _add_key(policy.promise_keys, _key(words[2], ED25519), "promise key")


def _key(vkey: str, kind: int) -> Key:
    try:
        return parse_key(vkey.encode("latin-1").decode("utf-8"), kind)
    except UnicodeDecodeError:
        raise Refused(f"not a verifier key: {_shown(vkey)}") from None


def _shown(octets: str) -> str:
    return shown(octets.encode("latin-1"))


def _add_key(keys: list[Key], key: Key, what: str) -> None:
    if any(key.public == other.public for other in keys):
        raise Refused(f"the same public key stands on an earlier {what} line")
    if len(keys) >= LINES_OF_A_KIND_MAX:
        raise Refused(f"more than {LINES_OF_A_KIND_MAX} lines of the kind {what}")
    keys.append(key)


def _add_witness(policy: Policy, name: str, key: Key) -> None:
    _check_new_name(policy, name)
    if any(key.public == other.public for other in policy.witnesses.values()):
        raise Refused("the same public key stands on an earlier witness line")
    if len(policy.witnesses) >= LINES_OF_A_KIND_MAX:
        raise Refused(f"more than {LINES_OF_A_KIND_MAX} witnesses")
    policy.witnesses[name] = key


def _add_group(policy: Policy, name: str, threshold: str, members: tuple[str, ...]) -> None:
    _check_new_name(policy, name)
    taken = {member for group in policy.groups.values() for member in group.members}
    for member in members:
        if member not in policy.witnesses and member not in policy.groups:
            raise Refused(f"{_shown(member)} is not defined on an earlier line")
        if member in taken:
            raise Refused(f"{_shown(member)} is a member of a group already")
        taken.add(member)
    if len(policy.groups) >= LINES_OF_A_KIND_MAX:
        raise Refused(f"more than {LINES_OF_A_KIND_MAX} groups")
    needed = {"any": 1, "all": len(members)}.get(threshold)
    if needed is None:
        if not _COUNT.fullmatch(threshold) or int(threshold) > len(members):
            raise Refused(f"{_shown(threshold)} is not any, all, or a number from 1 to {len(members)}")
        needed = int(threshold)
    policy.groups[name] = Group(needed, members)


def _check_new_name(policy: Policy, name: str) -> None:
    if name == NONE or name in policy.witnesses or name in policy.groups:
        raise Refused(f"the name {_shown(name)} is taken")


def _set_quorum(policy: Policy, name: str) -> None:
    if policy.quorum:
        raise Refused("a second quorum line")
    if name != NONE and name not in policy.witnesses and name not in policy.groups:
        raise Refused(f"{_shown(name)} is not defined on an earlier line")
    if _counts_operator(policy, name):
        raise Refused("the group 'operator' is the platform's own: it never counts towards the quorum")
    policy.quorum = name


def _counts_operator(policy: Policy, name: str) -> bool:
    members = policy.groups[name].members if name in policy.groups else ()
    return name == OPERATOR or any(_counts_operator(policy, member) for member in members)
