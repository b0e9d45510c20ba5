"""All that a platform does to be moderated by Answerable: it hands over what people post, does what was decided, and
lets them report from a button of its own. Here a small messenger on SQLite; it needs httpx and standardwebhooks.

    answerable platform add messenger
    answerable key add --platform messenger --scope items:write --scope reports:write     # prints KEY
    answerable webhook set messenger http://localhost:9000/answerable                     # prints SECRET
    KEY=ans_... SECRET=whsec_... python examples/platform.py http://localhost:8470 9000
"""

import os
import sqlite3
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
from standardwebhooks import Webhook, WebhookVerificationError

TABLES = """
create table if not exists messages (id primary key, author, chat, said, at, handed_over, removed);
create table if not exists banned (account primary key);
create table if not exists told (account, words);  -- what the app shows a user in its own inbox
create table if not exists done (webhook_id primary key);  -- orders that were carried out
"""
FIELDS = ("id", "author", "container", "text", "created_at")  # a message's columns, in Answerable's words
KNOWN = {"service": "messenger", "kind": "message", "language": "my"}
STATES = {
    "remove_item": "update messages set removed = 1 where id = ?",
    "restore_item": "update messages set removed = 0 where id = ?",
    "ban": "insert or ignore into banned values (?)",
    "lift_ban": "delete from banned where account = ?",
}
STATES["temporary_ban"] = STATES["ban"]  # a lift_ban comes when its time is over


class Messenger:
    def __init__(self, store: str, answerable: str, key: str, secret: str) -> None:
        self.db = sqlite3.connect(store, check_same_thread=False)
        self.db.executescript(TABLES)
        self.alone = threading.Lock()  # webhooks come side by side, each about another subject
        self.webhook = Webhook(secret)
        self.http = httpx.Client(base_url=answerable, headers={"Authorization": f"Bearer {key}"}, timeout=30)

    def post(self, message: str, author: str, chat: str, said: str) -> None:
        """A user posts. It is stored first; Answerable is told in the background, and never in anybody's way."""
        with self.alone, self.db:
            row = (message, author, chat, said, datetime.now(UTC).isoformat())
            self.db.execute("insert into messages values (?, ?, ?, ?, ?, 0, 0)", row)

    def hand_over(self) -> None:
        """Hand over what is new, up to 1,000 at a time. Handing something over twice does no harm: ids are the same."""
        with self.alone:
            rows = self.db.execute("select * from messages where not handed_over limit 1000").fetchall()
        items = [dict(zip(FIELDS, row, strict=False)) | KNOWN for row in rows]
        if items:
            self.http.post("/api/v1/items", json=items).raise_for_status()
            with self.alone, self.db:
                self.db.executemany("update messages set handed_over = 1 where id = :id", items)

    def report(self, number: str, user: str, message: str, area: str, note: str = "") -> dict[str, str]:
        """The report button. The number is ours, so that trying again is the same report. The receipt is the user's:
        show them the code, let them save the file, and keep no copy of either."""
        report = {"id": number, "reporter": user, "subject": f"item:{message}", "area": area, "note": note}
        answer = self.http.post("/api/v1/reports", json=report)
        answer.raise_for_status()  # 503: try again later, with the same number; nothing was stored
        return {name: answer.json()[name] for name in ("code", "receipt")}

    def take(self, body: bytes, headers: Mapping[str, str]) -> int:
        """An order, or words for a user. It is done in the commit that notes its id, so a repeat changes nothing;
        orders about one subject come in their order, each once we have answered the one before."""
        try:
            message = self.webhook.verify(body, headers)  # signed by Answerable, within the last five minutes
        except WebhookVerificationError:
            return 401
        kind, data = message["type"].partition(".")[2], message["data"]
        with self.alone, self.db:
            new = self.db.execute("insert or ignore into done values (?)", [headers["webhook-id"]]).rowcount
            if new and message["type"] == "notice.author":
                self.db.execute("insert into told values (:account, :text || x'0a' || :how_to_object)", data)
            elif new and kind in STATES:  # a kind that we do not know is taken, and left
                self.db.execute(STATES[kind], [data["target"].partition(":")[2]])
        return 204


class Orders(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.send_response(self.server.take(body, self.headers))
        self.end_headers()


if __name__ == "__main__":
    app = Messenger("messenger.db", sys.argv[1], os.environ["KEY"], os.environ["SECRET"])
    app.hand_over()  # every few seconds, in a real one
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[2])), Orders)
    server.take = app.take
    server.serve_forever()
