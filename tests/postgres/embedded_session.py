"""Run by `test_embedded.py` in a process of its own: use the embedded server of a folder, as told on stdin.

`python embedded_session.py DATA_FOLDER`; then a line of JSON for each order, answered by one line of JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import psycopg

from answerable.db import embedded
from answerable.errors import AnswerableError


def main() -> None:
    answer({"pid": os.getpid()})
    try:
        server = embedded.start(Path(sys.argv[1]))
    except AnswerableError as error:
        answer({"error": type(error).__name__, "said": str(error)})
        return
    answer({"url": server.url, "cluster": str(server.cluster), "log": str(server.log)})
    for line in sys.stdin:
        order = json.loads(line)
        if order == "release":
            server.release()
            answer("released")
        elif order == "leave":
            os._exit(0)  # without giving anything back
        else:
            answer(ask(server.url, order))


def ask(url: str, statement: str) -> Any:
    """The rows of a statement, on a connection of its own."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []
    except psycopg.Error as error:
        return {"error": type(error).__name__}


def answer(value: Any) -> None:
    print(json.dumps(value, default=str), flush=True)


main()
