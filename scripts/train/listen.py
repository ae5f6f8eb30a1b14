"""Teaches the text tower of an exported model to hear what is asked for through how it is asked, and writes its weights in place.

"good morning, have you got a red dress? size 38" should come where "red dress" lies; captions and titles, which are what the tower has read so far, do not
say good morning. The tower as it was is the teacher (distillation, arXiv 1503.02531): of a caption with talk around it the student is to make what the
teacher makes of the caption alone, and of captions, titles and talk by themselves what it made before. Pictures are encoded once and never change, so an
index built with the model stays what it is; only the calibration of an index, which asks it texts, does not.
"""
from __future__ import annotations

import argparse
import copy
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from captions import FEW
from data import read
from evaluate import encode_pictures
from export import write_texts
from feed import Feed, Mix, Source
from loss import TITLE_SHARPNESS
from precision import mixed
from restore import restore
from talk import Talk, words_at_large
from teach import COSINE_WEIGHT, divergence
from tokenizer import MAX_LENGTH, Tokenizer
from towers import Clip, TextTower
from train import Average, optimiser, rate_factor

Lesson = tuple[str, str]  # what is said and what is meant

# Of a batch. Whatever is not talk keeps what it means.
SHARES = {"talk": 0.46, "title": 0.2, "crossed": 0.1, "phrase": 0.12, "prompt": 0.07, "alone": 0.05}
TALKED = {"phrase": 0.75, "title": 0.17, "prompt": 0.08}  # what there is talk around
CHUNK = 128  # texts of about one length at a time: a long one pads no short ones


class Lessons:
    def __init__(self, feed: Feed, words: Path, seed: int) -> None:
        self.rng = random.Random(seed)
        self.captions, self.sets, self.sources = feed.captions, feed.sets, feed.sources
        self.captions.rng = self.rng
        self.titles = feed.titles()
        self.photos = feed.photos
        wordings = {name: [said for some in facet.wordings for said in some] for name, facet in feed.concepts.facets.items()}
        known = [*(said for some in wordings.values() for said in some), *(word for word, titles in feed.captions.bearing.items() if titles >= FEW)]
        self.talk = Talk(self.rng, wordings["colour"], words_at_large(words, known))
        self._draw: dict[str, Callable[[], str]] = {"title": lambda: self.rng.choice(self.titles), "crossed": self._crossed, "phrase": self._phrase,
                                                    "prompt": self._prompt, "alone": self.talk.alone}

    def _phrase(self) -> str:
        if self.rng.random() < 0.5:
            return self.captions.anything()
        source: Source = self.rng.choice(self.sources)
        return self.captions.phrase(self.rng.choice(source.labels), source is self.photos)[0]

    def _prompt(self) -> str:
        some = self.rng.choice(self.sets)
        return self.captions.prompt(some.facet, self.rng.choice(some.concepts))

    def _crossed(self) -> str:
        """A title that goes on as another does, as a title does that was never learnt."""
        first, second = (self.rng.choice(self.titles).split() for _ in range(2))
        at = self.rng.randrange(len(first) + 1)
        return " ".join(first[:at] + second[at:])

    def _chosen(self, shares: dict[str, float]) -> str:
        return self.rng.choices(list(shares), list(shares.values()))[0]

    def next(self, count: int) -> list[Lesson]:
        return [self._lesson() for _ in range(count)]

    def _lesson(self) -> Lesson:
        what = self._chosen(SHARES)
        if what == "talk":
            return self.talk.around(self._draw[self._chosen(TALKED)]())
        text = self._draw[what]()
        return text, text


def encoded(tower: TextTower, rows: list[list[int]]) -> Tensor:
    """(B, dimension) unit vectors of token ids, in the order of ``rows``; near in length is near in time."""
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    parts = []
    for start in range(0, len(rows), CHUNK):
        some = [rows[i] for i in order[start : start + CHUNK]]
        ids = torch.tensor([row + [0] * (len(some[-1]) - len(row)) for row in some])
        with mixed(ids.device):
            parts.append(F.normalize(tower(ids).float(), dim=1))
    back = torch.empty(len(rows), dtype=torch.long)
    back[torch.tensor(order)] = torch.arange(len(rows))
    return torch.cat(parts)[back]


def shown(model: Clip, feed: Feed, data: Path, count: int, seed: int) -> Tensor:
    """(count, dimension) unit vectors of pictures that were trained on, a quarter of them drawn where there are any."""
    rng = np.random.default_rng(seed)
    sets = {"catalogue": feed.catalogue, **feed.drawn}
    share = {name: count if name == "catalogue" else count // (3 * len(feed.drawn)) for name in sets}
    picked = {name: rng.permutation(source.at)[: share[name]] for name, source in sets.items()}
    return torch.from_numpy(np.concatenate([encode_pictures(model, read(data, name).pixels[np.sort(at)], True) for name, at in picked.items()]))


def lessons_that_fit(lessons: list[Lesson], tokenizer: Tokenizer) -> Iterator[tuple[list[int], list[int], bool]]:
    """Token ids of what is said and of what is meant, and whether there is talk around it. What is cut off nobody can hear."""
    for said, meant in lessons:
        ids = tokenizer.encode(said)
        if len(ids) < MAX_LENGTH or said == meant:
            yield ids, tokenizer.encode(meant), said != meant


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path(".work/train"))
    ask.add_argument("--model", type=Path, default=Path("data/models/starter"), help="a hub folder written by export.py; its text tower is replaced")
    ask.add_argument("--drawn", nargs="*", default=[], help="names of drawn sets in --data")
    ask.add_argument("--words", type=Path, default=Path("/usr/share/wordnet/cntlist.rev"), help="WordNet's counts, as Debian's package wordnet has them")
    ask.add_argument("--log", type=Path, help="where to write a JSON line every 20 steps")
    ask.add_argument("--steps", type=int, default=1500)
    ask.add_argument("--batch", type=int, default=512)
    ask.add_argument("--pictures", type=int, default=2048, help="that texts choose from at each step, of twice as many")
    ask.add_argument("--rate", type=float, default=5e-4)
    ask.add_argument("--average", type=float, default=0.99)
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--seed", type=int, default=1)
    a = ask.parse_args()
    if not a.words.exists():
        ask.error(f"{a.words} is missing: install Debian's package wordnet, or name WordNet's cntlist.rev with --words")
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    model, tokenizer = restore(a.model)
    feed = Feed(a.data, Mix(), a.drawn)
    lessons = Lessons(feed, a.words, a.seed)
    gallery = shown(model, feed, a.data, 2 * a.pictures, a.seed)
    teacher, student = model.texts, copy.deepcopy(model.texts)
    optimizer, average = optimiser(student, a.rate), Average(student, a.average)
    scale = TITLE_SHARPNESS * model.scale().item()
    sums: dict[str, list[float]] = {}
    for step in range(a.steps):
        said, meant, talked = zip(*lessons_that_fit(lessons.next(a.batch), tokenizer))
        with torch.no_grad():
            wanted = encoded(teacher, list(meant))
        heard = encoded(student, list(said))
        some = gallery[torch.randperm(len(gallery))[: a.pictures]]
        away, around = 1 - (heard * wanted).sum(1), torch.tensor(talked)
        chosen = divergence(scale * heard @ some.t(), scale * wanted @ some.t())
        optimizer.zero_grad(set_to_none=True)
        (COSINE_WEIGHT * away.mean() + chosen).backward()
        torch.nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        for group in optimizer.param_groups:
            group["lr"] = a.rate * rate_factor(step, step / a.steps, 50, 0.1)
        optimizer.step()
        average.update(student, step)
        for name, value in (("kept", away[~around].mean()), ("heard", away[around].mean()), ("chosen", chosen)):
            sums.setdefault(name, []).append(value.item())
        if (step + 1) % 20 == 0 or step + 1 == a.steps:
            line = json.dumps({"step": step + 1, **{name: round(float(np.nanmean(values)), 5) for name, values in sums.items()}})
            print(line, flush=True)
            if a.log:
                with a.log.open("a", encoding="utf-8") as log:
                    log.write(line + "\n")
            sums.clear()
    student.load_state_dict(average.state)
    write_texts(student, a.model)


if __name__ == "__main__":
    main()
