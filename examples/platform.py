"""All that a platform does to be moderated by Answerable: a small messenger, with httpx and standardwebhooks.
answerable platform add messenger
answerable key add --platform messenger --scope items:write --scope reports:write     # prints KEY
answerable webhook set messenger http://localhost:9000/answerable                     # prints SECRET
KEY=ans_... SECRET=whsec_... python examples/platform.py     # it listens on port 9000"""

import json
import os
import sqlite3
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
from standardwebhooks import Webhook, WebhookVerificationError

from answerable.stream.rule import conversations_most, what_slows

TABLES = """create table if not exists messages (id primary key, author, chat, said, at, handed_over, removed, depth);
create table if not exists banned (account primary key); create table if not exists done (webhook_id primary key);
create table if not exists told (account, words); create table if not exists slowed (action primary key, said);"""
FIELDS = ("id", "author", "container", "text", "created_at")  # a message's columns, in Answerable's words
KNOWN = {"service": "messenger", "kind": "message", "language": "my"}
STATES = {
    "remove_item": "update messages set removed = 1 where 'item:' || id = :target",
    "restore_item": "update messages set removed = 0 where 'item:' || id = :target",
    **dict.fromkeys(("ban", "temporary_ban"), "insert or ignore into banned values (substr(:target, 9))"),
    "author": "insert into told values (:account, :text || x'0a' || :how_to_object)",
    "lift_ban": "delete from banned where 'account:' || account = :target",  # comes when a temporary one is over
}
SLOW, AS_BEFORE = (
    "replace into slowed values (:action, :order)",
    "delete from slowed where action = :reverses",
)
STATES |= dict.fromkeys(("limit_forwarding", "label", "hold_for_review"), SLOW)  # anew where its rule changed
STATES |= dict.fromkeys(("lift_limit", "remove_label", "release"), AS_BEFORE)


class Messenger:
    def __init__(self, store: str, answerable: str, key: str, secret: str) -> None:
        self.db, self.webhook = sqlite3.connect(store, check_same_thread=False), Webhook(secret)
        self.db.executescript(TABLES)
        self.alone = threading.Lock()  # webhooks come side by side, each about another subject
        self.http = httpx.Client(base_url=answerable, headers={"Authorization": f"Bearer {key}"}, timeout=30)

    def post(self, message: str, author: str, chat: str, said: str, depth: int = 0) -> None:
        """A user posts. It is stored first; Answerable is told in the background, and never in anybody's way."""
        row = (message, author, chat, said, datetime.now(UTC).isoformat(), depth)
        with self.alone, self.db:
            self.db.execute("insert into messages values (?, ?, ?, ?, ?, 0, 0, ?)", row)

    def forward(self, message: str, user: str, chats: list[str]) -> None:
        """A user passes a message on, to as many chats as may be. A real one tells them why: an order's `words`."""
        with self.alone:
            [(said, depth)] = self.db.execute("select said, depth from messages where id = ?", [message])
            orders = [json.loads(order)["data"] for (order,) in self.db.execute("select said from slowed")]
        for chat in chats[: conversations_most(what_slows(orders, said, datetime.now(UTC)), depth)]:
            self.post(f"{message}>{chat}", user, chat, said, depth + 1)

    def hand_over(self) -> None:
        """Hand over what is new, up to 1,000 at a time. Handing something over twice does no harm: ids are the same."""
        with self.alone:
            rows = self.db.execute("select * from messages where not handed_over limit 1000").fetchall()
        if items := [dict(zip(FIELDS, row, strict=False)) | KNOWN for row in rows]:
            self.http.post("/api/v1/items", json=items).raise_for_status()
            with self.alone, self.db:
                self.db.executemany("update messages set handed_over = 1 where id = :id", items)

    def report(self, number: str, user: str, message: str, area: str, note: str = "") -> dict[str, str]:
        """The report button. The number is ours: after a 503 we try it again. The receipt is the user's alone."""
        report = {"id": number, "reporter": user, "subject": f"item:{message}", "area": area, "note": note}
        return self.http.post("/api/v1/reports", json=report).raise_for_status().json()

    def take(self, body: bytes, headers: dict[str, str]) -> int:
        """An order, or words for a user, done in the commit that notes its id: a repeat changes nothing."""
        try:
            message = self.webhook.verify(body, headers)  # signed by Answerable, within the last five minutes
        except WebhookVerificationError:
            return 401
        kind, data = message["type"].partition(".")[2], message["data"]
        with self.alone, self.db:
            new = self.db.execute("insert or ignore into done values (?)", [headers["webhook-id"]]).rowcount
            if new and kind in STATES:  # a kind that we do not know is taken, and left
                self.db.execute(STATES[kind], data | {"order": body})
        return 204


class Orders(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(self.take(body, self.headers))
        self.end_headers()


if __name__ == "__main__":
    app = Messenger("messenger.db", "http://localhost:8470", os.environ["KEY"], os.environ["SECRET"])
    app.hand_over()  # every few seconds, in a real one
    Orders.take = app.take
    ThreadingHTTPServer(("127.0.0.1", 9000), Orders).serve_forever()
