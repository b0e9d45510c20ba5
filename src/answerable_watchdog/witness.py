"""A witness: cosigns a log's checkpoint where it continues what it cosigned before (C2SP tlog-witness).

A cosignature says: as of this second, this is the largest tree of this log that I have seen, and it contains all that
I saw before. Two readers who each ask for it cannot be shown two histories.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass

from answerable_watchdog.errors import Refused, shown
from answerable_watchdog.merkle import EMPTY_ROOT, is_consistent
from answerable_watchdog.note import Key, Note, cosigned_at, parse_note, signed_by
from answerable_watchdog.witness_folder import Folder, SigningKey
from answerable_watchdog.witness_request import WHAT, Submission, parse_submission
from answerable_watchdog.witness_state import Conflict, Cosigned, State

TEXT = "text/plain; charset=utf-8"
SIZE = "text/x.tlog.size"
_WHY = """\
`known` is what this witness cosigned, `shown` what it was asked to cosign afterwards; the log signed both.
Ask the log for a consistency proof from one to the other: where there is none, it shows two histories.
"""
Logs = dict[str, list[Key]]  # by origin


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, and in `event` the line that the operator's log gets of it ("": none)."""

    status: int
    body: str
    content_type: str = TEXT
    event: str = ""


class Witness:
    """`logs` is asked for on each request, so that a log may be added while it runs."""

    def __init__(
        self,
        folder: Folder,
        state: State,
        logs: Callable[[], Logs],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.key: SigningKey = folder.key()
        self._folder, self._state, self._logs, self._clock = folder, state, logs, clock

    def add_checkpoint(self, body: bytes) -> Answer:
        """Judge one request. A cosignature is made only after the new state is durable."""
        try:
            asked = parse_submission(body)
        except Refused as error:
            return Answer(400, f"bad request: {error}\n")
        keys = self._logs().get(asked.origin)
        if not keys:
            return Answer(404, "unknown log: this witness does not follow it\n")
        try:
            note = parse_note(asked.checkpoint, WHAT)
            signed = _signed(note, keys)
        except Refused as error:
            return Answer(403, f"invalid signature: {error}\n")
        self._take_up_own(asked, note, signed)
        latest = self._state.latest(asked.origin)
        event = self._seen_fork(asked, signed)
        if (latest.size if latest else 0) != asked.old_size:
            return _conflict(latest, event)
        why = self._fault(asked, latest)
        if why:
            if latest and not event:
                event = self._keep("unproven", latest, asked, signed, why)
            return Answer(422, f"{why}\n", event=event)
        return self._cosigned(asked, signed)

    def checkpoint(self, origin_hash: str) -> Answer:
        """The latest cosigned checkpoint of the log whose origin has this SHA-256, in hex, with our cosignature."""
        for origin in self._logs():
            if hashlib.sha256(origin.encode()).hexdigest() == origin_hash:
                latest = self._state.latest(origin)
                if latest:
                    return Answer(200, self._with_cosignature(latest))
        return Answer(404, "no checkpoint of such a log was cosigned here\n")

    def about(self) -> str:
        """Who this witness is and what it follows, for whoever opens its address."""
        lines = [
            "This is a witness of transparency logs (https://c2sp.org/tlog-witness).",
            "",
            self.key.vkey,
            "",
        ]
        for origin in sorted(self._logs()):
            latest = self._state.latest(origin)
            lines.append(
                f"{origin}: {f'cosigned at size {latest.size}' if latest else 'nothing cosigned yet'}"
            )
        return "\n".join(lines) + "\n"

    def _cosigned(self, asked: Submission, signed: str) -> Answer:
        new = Cosigned(asked.origin, asked.size, asked.root, signed, int(self._clock()))
        try:
            kept = self._state.advance(asked.old_size, new)
        except Conflict as moved:  # another request was faster
            return _conflict(moved.latest)
        line = self.key.cosign(asked.text, kept.at)
        self._folder.drop_evidence(_evidence_of(asked))
        return Answer(200, line, event=f"cosigned {_about(asked)}")

    def _fault(self, asked: Submission, latest: Cosigned | None) -> str:
        """Why the checkpoint does not continue the latest one, or ""."""
        if asked.size == 0 and asked.root != EMPTY_ROOT:
            return "an empty tree whose root is not the hash of nothing"
        if latest and asked.size == latest.size and asked.root != latest.root:
            return (
                f"another root than the one cosigned for size {latest.size}: no consistency proof can exist"
            )
        old_root = latest.root if latest else EMPTY_ROOT
        if not is_consistent(asked.old_size, asked.size, old_root, asked.root, asked.proof):
            return f"the consistency proof from size {asked.old_size} does not verify"
        return ""

    def _take_up_own(self, asked: Submission, note: Note, signed: str) -> None:
        """A larger checkpoint with a true cosignature of our own shows that this folder is an older copy: what we
        signed then is our state, so that nothing else is signed beside it."""
        try:
            at = cosigned_at(note, self.key.public, WHAT)
        except Refused:  # a false line in our name is a stranger's: it says nothing
            return
        latest = self._state.latest(asked.origin)
        if at is None or (latest and latest.size >= asked.size):
            return
        own = Cosigned(asked.origin, asked.size, asked.root, signed, at)
        try:
            self._state.advance(latest.size if latest else 0, own)
        except Conflict:
            return

    def _seen_fork(self, asked: Submission, signed: str) -> str:
        """Two roots for one size, both signed by the log, are a proof, whatever was asked: the event, or ""."""
        known = self._state.at_size(asked.origin, asked.size)
        if known is None or known.root == asked.root:
            return ""
        return self._keep(
            "fork", known, asked, signed, f"two roots for size {known.size}, both signed by the log"
        )

    def _keep(self, kind: str, known: Cosigned, asked: Submission, signed: str, why: str) -> str:
        """Keep both checkpoints; the event to tell of, or "" where they were kept before."""
        log = hashlib.sha256(asked.origin.encode()).hexdigest()[:8]
        text = f"{why}\n\n{_WHY}"
        files = {"known": self._with_cosignature(known), "shown": signed, "why": text}
        name = f"{log}-{known.size}-{_evidence_of(asked)}"
        kept = self._folder.keep_evidence(kind, name, files)
        return f"REFUSED {_about(asked)}: {why}; see evidence/{kind}-{name}" if kept else ""

    def _with_cosignature(self, known: Cosigned) -> str:
        text = known.note[: known.note.rfind("\n\n") + 1]
        return known.note + self.key.cosign(text, known.at)


def _signed(note: Note, keys: list[Key]) -> str:
    """The checkpoint with the signatures of `keys` alone. Raises Refused without one, or with a false one."""
    signed = [signed_by(note, key, WHAT) for key in keys]
    if not any(signed):
        raise Refused("no key that this witness trusts for the log signed the checkpoint")
    known = {(key.name, key.key_id) for key in keys}
    return note.text + "\n" + "".join(s.line for s in note.signatures if (s.name, s.key_id) in known)


def _conflict(latest: Cosigned | None, event: str = "") -> Answer:
    return Answer(409, f"{latest.size if latest else 0}\n", SIZE, event)


def _evidence_of(asked: Submission) -> str:
    return f"{asked.size}-{hashlib.sha256(asked.text.encode()).hexdigest()[:16]}"


def _about(asked: Submission) -> str:
    return f"size {asked.size} of {shown(asked.origin)}"
