"""Rows of JSON-lines files."""

import json


def read(path: str):
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file]
