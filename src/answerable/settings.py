"""Settings, all from environment variables that begin with ANSWERABLE_. Each has a default that works.

| variable | meaning | default |
|---|---|---|
| ANSWERABLE_DATA | folder of the embedded database, keys and latest checkpoint | ./data |
| ANSWERABLE_DATABASE_URL | PostgreSQL 16+ to use instead of the embedded one | (embedded) |
| ANSWERABLE_HOST, ANSWERABLE_PORT | where the server listens | 127.0.0.1, 8470 |
| ANSWERABLE_PROXIES | addresses of proxies whose X-Forwarded-For is believed, separated by commas | (none) |
| ANSWERABLE_PUBLIC_URL | the address that people reach it by, https in production | http://HOST:PORT |
| ANSWERABLE_ORIGIN | the ledger's name, a host and path that never changes | localhost/answerable |
| ANSWERABLE_WITNESSES | file with the witnesses of the ledger and their organisations (docs/witness.md) | (none) |
| ANSWERABLE_MERGE_DELAY_S | seconds within which a promise is in a signed checkpoint | 600 |
| ANSWERABLE_TARGET_HOURS | the promised time to a final answer, hours | 48 |
| ANSWERABLE_TARGETS | exceptions, `LANGUAGE/AREA=HOURS` separated by commas, `*` for any | (none) |
| ANSWERABLE_UNDO_WINDOW_S | seconds before a decision leaves the house, in which undo cancels it | 10 |
| ANSWERABLE_CLAIM_MINUTES | how long a reviewer holds a case that they opened | 15 |
| ANSWERABLE_ESCALATIONS_A_DAY | how often one organisation may escalate within 24 hours | 10 |
| ANSWERABLE_STANDARDS | folder of the community standards | (the ones shipped) |
| ANSWERABLE_LEXICONS | folder of files that add to the lexicon of frames (docs/lexicon.md) | (the ones shipped) |
| ANSWERABLE_ZONE | the zone that months are counted in | Asia/Yangon |
| ANSWERABLE_SMTP | `smtp://[user:password@]host[:port]` for e-mail to reporters | (no e-mail) |
| ANSWERABLE_MAIL_FROM | the sender's address of such mail | answerable@localhost |
| ANSWERABLE_OBJECTIONS | where authors send objections (an e-mail or web address) | (the platform's support) |
| ANSWERABLE_VOICE_SECONDS | how long a voice note with a report may be; 0 takes none | 120 |
| ANSWERABLE_VOICE_MB | how large it may be, in megabytes | 3 |
| ANSWERABLE_MEDIA_MB | how large a file of a reported item may be to be kept, in megabytes; 0 keeps none | 10 |
| ANSWERABLE_ROOM_GB | files and voices are kept only while so much is free at the data folder: reports need it | 2 |
| ANSWERABLE_MEDIA_HOSTS | origins (`https://HOST:PORT`) on your own network that media may be fetched from | (none) |
| ANSWERABLE_LOOK_AT | which unreported media are looked at: `none`, on your `own` hosts, `all` (docs/media.md) | own |
| ANSWERABLE_READ_PICTURES | which pictures are read for text by tesseract: `none`, `reported`, `all` | all |
| ANSWERABLE_PICTURE_BITS | in how many of 256 bits a picture may differ from one of a case to join it | 31 |
| ANSWERABLE_PICTURES_ACT | whether a decision reaches copies with the same files without a person | true |
| ANSWERABLE_QUARANTINE_DAYS | how long media in quarantine is kept before it is destroyed, as the law asks | 365 |
| ANSWERABLE_PRIVATE_WEBHOOKS | whether platforms' webhooks may lead into the network that the server stands in | true |
| ANSWERABLE_SECOND_FACTOR | required, optional or off, see docs/operate.md | required with https, else optional |
| ANSWERABLE_RETENTION | days that rows are kept, `KIND=DAYS` separated by commas (docs/sealing.md) | (see there) |
| ANSWERABLE_EMERGENCY_REPORTERS | people who report incitement or child safety until it is an emergency | 5 |
| ANSWERABLE_EMERGENCY_SURGE | people who report one subject within an hour until it is an emergency | 50 |
| ANSWERABLE_EMERGENCY_FLOOR | reports of a language and area within an hour below which no rise is one | 30 |
| ANSWERABLE_PAGE_MINUTES | minutes without an acknowledgement until the next one on call is paged | 15 |
| ANSWERABLE_PAGE_ROUNDS | how often each person on call is paged to one emergency | 4 |
| ANSWERABLE_EXCHANGE_PYTHON | an interpreter that has the library `threatexchange` (docs/sharing.md) | (ours) |
| ANSWERABLE_STREAM_SINGLES | messages that wait for a copy, a platform; 36 bytes each (docs/cascades.md) | 1048576 |
| ANSWERABLE_STREAM_CLUSTERS | clusters of messages that are known at once, a platform; 300 bytes each | 65536 |
| ANSWERABLE_STREAM_SENDERS | new senders of a text within a day from which on its spread may be an alarm | 50 |
| ANSWERABLE_LOG_LEVEL | debug, info, warning, error | info |
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from answerable.errors import Invalid

PREFIX = "ANSWERABLE_"

OBJECTION_DAYS = 184  # six months (DSA, Article 20): whoever was decided about may object so long

# What is kept for how many days, and at the least (docs/sealing.md says from when, and why).
RETENTION: dict[str, tuple[int, int]] = {
    "items": (30, 7),
    "deleted_items": (7, 1),
    "accounts": (30, 7),
    "sketches": (90, 7),
    "bank_texts": (1096, OBJECTION_DAYS),
    "bank_pictures": (1096, OBJECTION_DAYS),
    "item_pictures": (30, 1),
    "copy_media": (214, OBJECTION_DAYS),
    "evidence": (214, OBJECTION_DAYS),
    "examples": (30, 1),
    "reports": (214, OBJECTION_DAYS),
    "decision_notes": (366, OBJECTION_DAYS),
    "openings": (1096, 366),
    "views": (731, 366),
    "asks": (214, 30),
    "deliveries": (30, 7),
    "idempotency": (7, 1),
    "on_call": (30, 1),
    "sessions": (1, 0),
}


# What a number may be, both ends included.
_WITHIN = {
    "port": (0, 65_535),
    "merge_delay_s": (1, 86_400),
    "target_hours": (1, 24 * 30),
    "voice_seconds": (0, 600),
    "voice_mb": (1, 5),
    "media_mb": (0, 32),
    "room_gb": (0, 1_000_000),
    "picture_bits": (0, 31),
    "quarantine_days": (1, 3_650),
    "escalations_a_day": (1, 1_000),
    "emergency_reporters": (1, 100_000),
    "emergency_surge": (1, 100_000),
    "emergency_floor": (1, 100_000),
    "page_minutes": (1, 24 * 60),
    "page_rounds": (1, 100),
    "stream_singles": (1024, 1 << 26),
    "stream_clusters": (64, 1 << 22),
    "stream_senders": (17, 100_000),
}


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    data: Path = Path("data")
    database_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 8470
    proxies: str = ""
    public_url: str = ""
    origin: str = "localhost/answerable"
    witnesses: Path | None = None
    merge_delay_s: int = 600
    target_hours: int = 48
    targets: str = ""
    undo_window_s: int = 10
    claim_minutes: int = 15
    escalations_a_day: int = 10
    standards: Path | None = None
    lexicons: Path | None = None
    zone: str = "Asia/Yangon"
    smtp: str | None = None
    mail_from: str = "answerable@localhost"
    objections: str = ""
    voice_seconds: int = 120
    voice_mb: int = 3
    media_mb: int = 10
    room_gb: int = 2
    media_hosts: str = ""
    look_at: Literal["none", "own", "all"] = "own"
    read_pictures: Literal["none", "reported", "all"] = "all"
    picture_bits: int = 31
    pictures_act: bool = True
    quarantine_days: int = 365
    private_webhooks: bool = True
    second_factor: Literal["", "required", "optional", "off"] = ""
    retention: str = ""
    emergency_reporters: int = 5
    emergency_surge: int = 50
    emergency_floor: int = 30
    page_minutes: int = 15
    page_rounds: int = 4
    exchange_python: str = ""
    stream_singles: int = 1 << 20
    stream_clusters: int = 1 << 16
    stream_senders: int = 50
    log_level: str = "info"

    def __post_init__(self) -> None:
        for name, (least, most) in _WITHIN.items():
            if not least <= getattr(self, name) <= most:
                raise Invalid(f"must be {least} to {most}", where=PREFIX + name.upper())
        _ = self.month_zone
        if self.second_factor == "off" and self.is_https:
            mend = "write required or optional"
            raise Invalid(
                "people sign in over https with more than a password",
                where="ANSWERABLE_SECOND_FACTOR",
                mend=mend,
            )
        for key, hours in _pairs(self.targets).items():
            if key.count("/") != 1 or not hours.isdecimal() or not 1 <= int(hours) <= 24 * 30:
                mend = "write LANGUAGE/AREA=HOURS, such as my/threat=24, separated by commas"
                raise Invalid(f"{key}={hours} is no target", where="ANSWERABLE_TARGETS", mend=mend)

        _ = self.retention_days

    @property
    def retention_days(self) -> dict[str, int]:
        """For how many days each kind of rows is kept."""
        given = _pairs(self.retention)
        for kind, days in given.items():
            default, least = RETENTION.get(kind, (0, 0))
            if not default or not days.isdecimal() or int(days) < least:
                mend = f"at least {least} days" if default else f"one of: {', '.join(RETENTION)}"
                raise Invalid(f"{kind}={days} cannot be", where="ANSWERABLE_RETENTION", mend=mend)
        return {kind: int(given.get(kind, default)) for kind, (default, _) in RETENTION.items()}

    @property
    def address(self) -> str:
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @property
    def is_https(self) -> bool:
        """Whether people reach this server by https, as in production."""
        return self.address.startswith("https://")

    @property
    def second_factor_wanted(self) -> str:
        return self.second_factor or ("required" if self.is_https else "optional")

    @property
    def month_zone(self) -> ZoneInfo:
        """The zone that months are counted in."""
        try:
            return ZoneInfo(self.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            mend = "write one of the IANA time zone database, such as Asia/Yangon"
            raise Invalid("this zone is not known", where="ANSWERABLE_ZONE", mend=mend) from error

    def target_hours_for(self, language: str, area: str) -> int:
        """The promised hours for a language and a policy area: the most exact line of `targets` wins."""
        lines = _pairs(self.targets)
        for key in (f"{language}/{area}", f"{language}/*", f"*/{area}"):
            if key in lines:
                return int(lines[key])
        return self.target_hours


def _pairs(text: str) -> dict[str, str]:
    """`my/threat=24, */child_safety=12` as `LANGUAGE/AREA` to hours."""
    lines = (line.strip().partition("=") for line in text.split(",") if line.strip())
    return {key.strip(): hours.strip() for key, _, hours in lines}


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment; raises Invalid naming the variable and what is wrong with it."""
    environment = os.environ if environment is None else environment
    given = {
        name: environment[PREFIX + name.upper()]
        for name in Settings.__struct_fields__
        if environment.get(PREFIX + name.upper(), "") != ""
    }
    try:
        return msgspec.convert(given, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        reason, _, place = str(error).partition(" - at `$.")
        name = place.rstrip("`").upper()
        raise Invalid(reason, where=PREFIX + name) from error


def _path(kind: type, value: object) -> object:
    if kind is Path:
        return Path(str(value))
    raise NotImplementedError(kind)
