"""The database: reachable, durable, ours, as new as this installation, and of the same ledger as the keys."""

from __future__ import annotations

from answerable.cli.doctor.finding import NOT_LOOKED, About, Finding, mend, note, well
from answerable.db import condition, guard, migrate
from answerable.db.cosignatures import Cosignatures
from answerable.errors import AnswerableError
from answerable.flow.log.checkpoint import published_in
from answerable.flow.runtime import check_keys, witnesses_named
from answerable.keys.key_file import NAME
from answerable.keys.keyring import open_keyring

CLOCK_OFF_MOST_S = 2.0
CONNECTIONS_EACH = 30  # a pool of 20, the worker's own, and room for commands
LONG_S = 3600.0


async def database(about: About) -> Finding:
    """It answers, keeps what it is given (durable), speaks UTF-8, and is new enough."""
    if about.connection is None:
        return about.absent or NOT_LOOKED
    await guard.check(about.connection)
    version = about.connection.info.server_version
    kind = "embedded" if about.settings.database_url is None else "your own"
    return well(f"PostgreSQL {version // 10000}.{version % 10000}, {kind}, durable")


async def schema(about: About) -> Finding:
    """Its schema is that of this installation."""
    if about.connection is None:
        return NOT_LOOKED
    done = await condition.migrations(about.connection)
    todo = migrate.pending(migrate.read(migrate.FOLDER), done)  # raises Refused for a newer or a changed one
    if not done:
        return note("the database is empty: the first start fills it")
    if todo:
        said = f"{len(todo)} migrations wait: {', '.join(one.name for one in todo)}"
        return note(said, "make a backup, then start the new version: it applies them")
    return well(f"all {len(done)} migrations")


async def role(about: About) -> Finding:
    """We connect as a role that may do no more than it must."""
    if about.connection is None:
        return NOT_LOOKED
    name, powers = await condition.role(about.connection)
    if powers:
        how = (
            "create a role with LOGIN alone that owns this database, and name it in ANSWERABLE_DATABASE_URL: "
            "whoever breaks in here would have the whole server"
        )
        return mend(f"{name} is {', '.join(powers)}", how)
    return well(f"{name}, no superuser")


async def connections(about: About) -> Finding:
    """There are connections for one more server process."""
    if about.connection is None:
        return NOT_LOOKED
    free = await condition.free_connections(about.connection)
    if free < CONNECTIONS_EACH:
        return mend(
            f"{free} connections are free, a server needs {CONNECTIONS_EACH}", "raise max_connections"
        )
    return well(f"{free} connections are free")


async def transactions(about: About) -> Finding:
    """Nothing holds a transaction open for hours: it would hold up migrations, and vacuum."""
    if about.connection is None:
        return NOT_LOOKED
    oldest = await condition.oldest_transaction_s(about.connection)
    if oldest > LONG_S:
        how = "look into pg_stat_activity who it is, and end it"
        return mend(f"a transaction has been open for {oldest / 3600:.1f} hours", how)
    return well("no transaction has been open for long")


async def clock(about: About) -> Finding:
    """Our clock and the database's agree, and neither is behind the last checkpoint."""
    if about.connection is None:
        return NOT_LOOKED
    off = await condition.clock_off_s(about.connection)
    if abs(off) > CLOCK_OFF_MOST_S:
        how = "run NTP on both computers (timedatectl set-ntp true)"
        return mend(f"the database's clock and ours are {abs(off):.0f} s apart", how)
    if about.current and (behind := await condition.behind_ledger_s(about.connection)) > CLOCK_OFF_MOST_S:
        how = "set the clock of the database's computer right: until then nothing is signed"
        return mend(f"the database's clock is {behind:.0f} s behind the last checkpoint", how)
    return well(f"the database's clock and ours are {abs(off):.1f} s apart")


async def ledger(about: About) -> Finding:
    """The ledger was signed with these keys, and the database is not older than what was published."""
    if about.connection is None or not about.current:
        return NOT_LOOKED
    head = await condition.head(about.connection)
    latest = max(published_in(about.settings), key=lambda one: one.size, default=None)
    size = head.size if head else 0
    if latest is not None and latest.size > size:
        how = "restore a newer backup (docs/operate.md); never delete the file `checkpoint`"
        return mend(f"{latest.size} leaves were published, the database has {size}: it is an older copy", how)
    keys = about.settings.data / "keys"
    if head is None:
        return well("the ledger is empty")
    if not (keys / NAME).exists():
        return mend(
            f"{keys} has no keys, and the ledger has {size} leaves", "restore the keys from their backup"
        )
    check_keys(about.settings, open_keyring(keys), head)
    return well(f"{size} leaves, signed with these keys (`answerable ledger verify` checks them all)")


async def witnesses(about: About) -> Finding:
    """Others cosign the ledger, and do so now."""
    cosigning = witnesses_named(about.settings)
    if not cosigning.witnesses:
        how = "ask organisations that are not the platform to run witnesses (docs/witness.md)"
        return note(
            "nobody cosigns the ledger: it could be shown to some people otherwise than to others", how
        )
    if about.connection is None or not about.current:
        return NOT_LOOKED
    kept = Cosignatures(about.connection)
    states = {one.name: await kept.state(str(one.key)) for one in cosigning.witnesses}
    if failing := {name: state.fault for name, state in states.items() if state.fault}:
        name, fault = min(failing.items())
        how = "ask who runs them, and look at the addresses in the file of ANSWERABLE_WITNESSES"
        return mend(f"{len(failing)} of {len(states)} witnesses do not cosign ({name}: {fault})", how)
    silent = sorted(name for name, state in states.items() if state.cosigned_at is None)
    if silent:
        return note(f"never cosigned yet: {', '.join(silent)}", "they are asked while the server runs")
    return well(f"{len(states)} witnesses cosign; the quorum is {cosigning.quorum}")


async def reviewers(about: About) -> Finding:
    """Somebody can decide, in every language in which a case waits."""
    if about.connection is None or not about.current:
        return NOT_LOOKED
    if not await condition.readers(about.connection):
        how = (
            "answerable reviewer add NAME --language my --role reviewer, then record a test (docs/operate.md)"
        )
        return mend("nobody can decide: no reviewer holds a language test in force", how)
    if unread := await condition.languages_unread(about.connection):
        how = "record a test of somebody who reads it: answerable reviewer tested NAME --language CODE"
        return mend(f"cases wait in languages that nobody reads: {', '.join(unread)}", how)
    read = ", ".join(
        f"{language}: {count}" for language, count in (await condition.readers(about.connection)).items()
    )
    return well(f"tested readers: {read}")


async def on_call(about: About) -> Finding:
    """Somebody is on call for every language that is read."""
    if about.connection is None or not about.current:
        return NOT_LOOKED
    read = await condition.readers(about.connection)
    without = sorted(set(read) - set(await condition.languages_on_call(about.connection)))
    if without:
        how = "put somebody on call (docs/operate.md): an emergency at night would page nobody"
        return note(f"nobody is on call now for: {', '.join(without)}", how)
    return well("somebody is on call for each language that is read") if read else NOT_LOOKED


async def webhooks(about: About) -> Finding:
    """Every platform is told what was decided."""
    if about.connection is None or not about.current:
        return NOT_LOOKED
    platforms, without = await condition.platforms(about.connection)
    if without:
        return mend(
            f"no webhook, so no decision arrives: {', '.join(without)}",
            f"answerable webhook set {without[0]} URL",
        )
    if not platforms:
        return note("no platform yet", "answerable platform add NAME")
    return well(f"{platforms} platforms with a webhook")


async def leftovers(about: About) -> Finding:
    """Nothing was given up on."""
    if about.connection is None or not about.current:
        return NOT_LOOKED
    deliveries, jobs = await condition.given_up(about.connection)
    if deliveries or jobs:
        how = "answerable deliveries list says why; mend it, then answerable deliveries again NUMBER"
        return mend(f"given up: {deliveries} deliveries, {jobs} jobs", how)
    return well("no delivery and no job was given up")


def told(error: AnswerableError) -> Finding:
    """What an error of ours says, as a finding."""
    faults = getattr(error, "faults", ())
    said = "; ".join(
        f"{fault.where}: {fault.what}" if fault.where else fault.what for fault in faults
    ) or str(error)
    how = "; ".join(fault.mend for fault in faults if fault.mend)
    return mend(said, how or "see docs/operate.md")
