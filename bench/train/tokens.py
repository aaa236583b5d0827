"""WordPiece as BERT uncased does it: lower case, accents off, punctuation apart, longest piece first."""

import json
import unicodedata
from functools import lru_cache


def _splits(char: str) -> bool:
    code = ord(char)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    ideograph = 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F
    return ascii_mark or ideograph or unicodedata.category(char).startswith("P")


def words(text: str) -> list[str]:
    kept = []
    for char in unicodedata.normalize("NFD", text.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or (category.startswith("C") and not char.isspace()):
            continue
        kept.append(f" {char} " if _splits(char) else char)
    return "".join(kept).split()


class Tokens:
    """Token ids of texts and of pairs; `path` is a tokenizer.json with a WordPiece vocabulary."""

    def __init__(self, path: str):
        with open(path, encoding="utf8") as file:
            self.vocab = json.load(file)["model"]["vocab"]
        self.cls, self.sep, self.unk = (self.vocab[name] for name in ("[CLS]", "[SEP]", "[UNK]"))
        self.pieces = lru_cache(maxsize=200_000)(self._pieces)

    def _pieces(self, word: str) -> tuple[int, ...]:
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in self.vocab:
                    found.append(self.vocab[piece])
                    start = end
                    break
            else:
                return (self.unk,)
        return tuple(found)

    def ids(self, text: str) -> list[int]:
        return [piece for word in words(text) for piece in (self.pieces(word) if len(word) <= 100 else (self.unk,))]

    def pair(self, first: str, second: str, limit: int = 160) -> tuple[list[int], list[int]]:
        """Ids and segment ids (0 and 1) of `[CLS] first [SEP] second [SEP]`, the second cut to fit."""
        head = [self.cls, *self.ids(first)[: limit // 3], self.sep]
        tail = [*self.ids(second)[: limit - len(head) - 1], self.sep]
        return head + tail, [0] * len(head) + [1] * len(tail)

    def single(self, text: str, limit: int = 128) -> tuple[list[int], list[int]]:
        ids = [self.cls, *self.ids(text)[: limit - 2], self.sep]
        return ids, [0] * len(ids)
