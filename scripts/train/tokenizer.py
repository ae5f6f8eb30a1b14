"""Byte-pair tokenizer in CLIP's manner: every text can be spelt, words end in ``</w>``, and the ids are exactly those that
``CLIPTokenizer`` of @xenova/transformers gives for the ``tokenizer.json`` written here (a test compares them)."""
from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

PAD, START, END = "<|pad|>", "<|startoftext|>", "<|endoftext|>"
WORD_END = "</w>"
MAX_LENGTH = 32

# JavaScript's \s; Python's differs by a few control characters.
_SPACE = set("\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff") | {chr(c) for c in range(0x2000, 0x200B)}
_SPECIAL = re.compile("(" + "|".join(re.escape(t) for t in (PAD, START, END)) + ")")
_ACCENTS = re.compile("[\u0300-\u036f]")
_PATTERN = r"'s|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


def _bytes_to_unicode() -> list[str]:
    """GPT-2's printable stand-in for each of the 256 bytes."""
    plain = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    table = {b: chr(b) for b in plain}
    for b in range(256):
        if b not in table:
            table[b] = chr(256 + len(table) - len(plain))
    return [table[b] for b in range(256)]


BYTES = _bytes_to_unicode()


def split_words(text: str) -> list[str]:
    """Normalises (NFKD, no accents, lower case) and splits as the regular expression of tokenizer.json does."""
    text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower()
    words: list[str] = []
    last = ""
    i = 0
    while i < len(text):
        char = text[i]
        kind = "S" if char in _SPACE else unicodedata.category(char)[0]
        if kind not in "SLN" or (kind == "S" and char not in _SPACE):
            kind = "P"
        if char == "'" and text[i + 1 : i + 2] == "s" and last != "P":
            words.append("'s")
            last = ""
            i += 2
            continue
        if kind in "LP" and kind == last:
            words[-1] += char
        elif kind != "S":
            words.append(char)
        last = kind
        i += 1
    return words


def to_symbols(word: str) -> list[str]:
    symbols = [BYTES[b] for b in word.encode("utf-8")]
    symbols[-1] += WORD_END
    return symbols


class Tokenizer:
    def __init__(self, merges: list[tuple[str, str]]) -> None:
        self.merges = merges
        tokens = [PAD, START, END, *BYTES, *(b + WORD_END for b in BYTES), *(a + b for a, b in merges)]
        self.ids = {token: i for i, token in enumerate(dict.fromkeys(tokens))}
        self.ranks = {pair: i for i, pair in enumerate(merges)}
        self._words: dict[str, list[int]] = {}
        self._texts: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def _word(self, word: str) -> list[int]:
        found = self._words.get(word)
        if found is None:
            symbols = to_symbols(word)
            while len(symbols) > 1:
                rank, at = min((self.ranks.get(pair, len(self.ranks)), i) for i, pair in enumerate(zip(symbols, symbols[1:])))
                if rank == len(self.ranks):
                    break
                symbols[at : at + 2] = [symbols[at] + symbols[at + 1]]
            found = [self.ids[s] for s in symbols]
            if len(self._words) < 200_000:
                self._words[word] = found
        return found

    def encode(self, text: str) -> list[int]:
        """Ids with start and end, cut at MAX_LENGTH (the end goes first, as in @xenova/transformers)."""
        ids = [self.ids[START]]
        for part in _SPECIAL.split(text):
            if part in (PAD, START, END):
                ids.append(self.ids[part])
            else:
                for word in split_words(part):
                    ids += self._word(word)
        return [*ids, self.ids[END]][:MAX_LENGTH]

    def batch(self, texts: list[str]) -> list[list[int]]:
        """Rows of equal length, padded on the right."""
        rows = []
        for text in texts:
            ids = self._texts.get(text)
            if ids is None:
                ids = self.encode(text)
                if len(self._texts) < 300_000:
                    self._texts[text] = ids
            rows.append(ids)
        longest = max(len(row) for row in rows)
        return [row + [0] * (longest - len(row)) for row in rows]

    def to_json(self) -> dict[str, object]:
        """The ``tokenizer.json`` of Hugging Face's tokenizers."""
        special = [{"id": self.ids[t], "content": t, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False,
                    "special": True} for t in (PAD, START, END)]
        return {
            "version": "1.0", "truncation": None, "padding": None, "added_tokens": special,
            "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKD"}, {"type": "StripAccents"}, {"type": "Lowercase"}]},
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": _PATTERN}, "behavior": "Removed", "invert": True},
                {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}]},
            "post_processor": {"type": "RobertaProcessing", "sep": [END, self.ids[END]], "cls": [START, self.ids[START]],
                               "trim_offsets": False, "add_prefix_space": False},
            "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
            "model": {"type": "BPE", "dropout": None, "unk_token": END, "continuing_subword_prefix": "",
                      "end_of_word_suffix": WORD_END, "fuse_unk": False, "byte_fallback": False, "vocab": self.ids,
                      "merges": [f"{a} {b}" for a, b in self.merges]},
        }

    @staticmethod
    def config() -> dict[str, object]:
        """The ``tokenizer_config.json``."""
        return {"tokenizer_class": "CLIPTokenizer", "model_max_length": MAX_LENGTH, "bos_token": START, "eos_token": END,
                "unk_token": END, "pad_token": PAD, "do_lower_case": True, "clean_up_tokenization_spaces": True}

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(self.to_json(), ensure_ascii=False), encoding="utf-8")

    @staticmethod
    def load(path: Path) -> "Tokenizer":
        merges = json.loads(path.read_text(encoding="utf-8"))["model"]["merges"]
        return Tokenizer([(a, b) for a, b in (merge.split(" ") for merge in merges)])


def train(texts: Iterable[str], size: int, least: int = 3) -> Tokenizer:
    """Learns merges until the vocabulary has ``size`` tokens or no pair is seen ``least`` times."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(split_words(text))
    words = [to_symbols(word) for word in counts]
    weights = list(counts.values())
    pairs: Counter[tuple[str, str]] = Counter()
    where: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for i, symbols in enumerate(words):
        for pair in zip(symbols, symbols[1:]):
            pairs[pair] += weights[i]
            where[pair].add(i)
    merges: list[tuple[str, str]] = []
    while 3 + 512 + len(merges) < size:
        best = max(pairs, key=lambda pair: (pairs[pair], pair), default=None)
        if best is None or pairs[best] < least:
            break
        merges.append(best)
        for i in list(where[best]):
            symbols = words[i]
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] -= weights[i]
                where[pair].discard(i)
            at = 0
            while at < len(symbols) - 1:
                if (symbols[at], symbols[at + 1]) == best:
                    symbols[at : at + 2] = [symbols[at] + symbols[at + 1]]
                at += 1
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += weights[i]
                where[pair].add(i)
        del pairs[best]
    return Tokenizer(merges)
