"""One transaction and the aggregates that it reads and writes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Self

from psycopg import AsyncConnection

from answerable.db.accounts import Accounts
from answerable.db.actions import Actions
from answerable.db.admin_events import AdminEvents
from answerable.db.asks import Asks
from answerable.db.cascade_events import CascadeEvents
from answerable.db.cascade_incidents import CascadeIncidents
from answerable.db.cascades import Cascades
from answerable.db.cases import Cases
from answerable.db.cluster_views import ClusterViews
from answerable.db.clusters import Clusters
from answerable.db.cosignatures import Cosignatures
from answerable.db.crises import Crises
from answerable.db.decisions import Decisions
from answerable.db.deliveries import Deliveries
from answerable.db.emergencies import Emergencies
from answerable.db.erasures import Erasures
from answerable.db.escalations import Escalations
from answerable.db.evidence import EvidenceKept
from answerable.db.figures import MonthFigures
from answerable.db.hash_lists import HashLists
from answerable.db.imports import Imports
from answerable.db.incidents import Incidents
from answerable.db.items import Items
from answerable.db.language_tests import LanguageTests
from answerable.db.ledger import Ledger
from answerable.db.media import MediaKept
from answerable.db.media_hashes import MediaHashesKept
from answerable.db.media_texts import MediaTexts
from answerable.db.members import Members
from answerable.db.notices import Notices
from answerable.db.on_call import OnCall
from answerable.db.openings import Openings
from answerable.db.organisations import Organisations
from answerable.db.outbox import Outbox
from answerable.db.pictures import PicturesKnown
from answerable.db.platforms import Platforms
from answerable.db.quarantine import Quarantine
from answerable.db.report_hours import ReportHours
from answerable.db.reports import Reports
from answerable.db.restrictions import Restrictions
from answerable.db.reviewers import Reviewers
from answerable.db.second_factors import SecondFactors
from answerable.db.sessions import Sessions
from answerable.db.texts_kept import TextsKept
from answerable.db.throttles import Throttles


class Tx:
    """`at` is the database's clock when the transaction began (or the replayed time, in a replay)."""

    def __init__(self, connection: AsyncConnection[Any], at: datetime) -> None:
        self.connection = connection
        self.at = at
        self.accounts = Accounts(connection)
        self.actions = Actions(connection)
        self.admin_events = AdminEvents(connection)
        self.asks = Asks(connection)
        self.cascades = Cascades(connection)
        self.cascade_events = CascadeEvents(connection)
        self.cascade_incidents = CascadeIncidents(connection)
        self.cases = Cases(connection)
        self.clusters = Clusters(connection)
        self.cluster_views = ClusterViews(connection)
        self.cosignatures = Cosignatures(connection)
        self.crises = Crises(connection)
        self.decisions = Decisions(connection)
        self.deliveries = Deliveries(connection)
        self.emergencies = Emergencies(connection)
        self.escalations = Escalations(connection)
        self.erasures = Erasures(connection)
        self.evidence = EvidenceKept(connection)
        self.figures = MonthFigures(connection)
        self.hash_lists = HashLists(connection)
        self.imports = Imports(connection)
        self.incidents = Incidents(connection)
        self.items = Items(connection)
        self.language_tests = LanguageTests(connection)
        self.ledger = Ledger(connection)
        self.media = MediaKept(connection)
        self.media_hashes = MediaHashesKept(connection)
        self.media_texts = MediaTexts(connection)
        self.members = Members(connection)
        self.notices = Notices(connection)
        self.on_call = OnCall(connection)
        self.organisations = Organisations(connection)
        self.openings = Openings(connection)
        self.outbox = Outbox(connection)
        self.pictures = PicturesKnown(connection)
        self.platforms = Platforms(connection)
        self.report_hours = ReportHours(connection)
        self.quarantine = Quarantine(connection)
        self.reports = Reports(connection)
        self.restrictions = Restrictions(connection)
        self.reviewers = Reviewers(connection)
        self.second_factors = SecondFactors(connection)
        self.sessions = Sessions(connection)
        self.texts_kept = TextsKept(connection)
        self.throttles = Throttles(connection)

    @asynccontextmanager
    async def at_once(self) -> AsyncIterator[None]:
        """Send the statements of this block without waiting for each one's answer; all are waited for at its end,
        which raises what any of them raised. How many rows one changed is not known inside."""
        async with self.connection.pipeline():
            yield

    @asynccontextmanager
    async def a_part(self) -> AsyncIterator[None]:
        """What this block does is taken back, and nothing else, when it raises."""
        async with self.connection.transaction():  # a savepoint, since a transaction is under way
            yield

    @classmethod
    async def begin(cls, connection: AsyncConnection[Any]) -> Self:
        async with connection.pipeline():  # BEGIN and the question go out together
            cursor = await connection.execute("select answerable_now()")
            row = await cursor.fetchone()
        assert row is not None  # noqa: S101 - a select of one expression has one row
        return cls(connection, row[0])
