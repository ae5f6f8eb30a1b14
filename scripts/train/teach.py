"""Learning from finished runs instead of from labels (distillation, arXiv 1503.02531): what independent runs agree on holds more often than what one says.

The teachers' vectors stand side by side and are turned into as many numbers as the student has; nothing of their rank is lost thereby. Teachers and
student see the same views (arXiv 2106.05237), also such as no label would fit: pictures with a piece of another, titles that go on as another
does. There it shows what the teachers make of the unknown and not what they know by heart.
"""
from __future__ import annotations

import copy
import math
import random
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

import augment
from captions import Captions
from data import read
from evaluate import encode_pictures, text_encoder
from export import load
from feed import Batch, Feed
from fit_readout import bare
from loss import TITLE_SHARPNESS
from precision import mixed
from tokenizer import Tokenizer
from towers import Clip, fuse

TITLE_WEIGHT = 2.0  # of what pictures make of titles, and of what titles make of pictures
COSINE_WEIGHT = 10.0  # of the distance to the teachers' vector, beside the divergences in nats
WORDINGS = 4  # of each concept, that pictures are asked for
PHRASES = 8000
CROSSED = 0.5  # of the texts and of the pictures


def crossed(ids: Tensor, generator: torch.Generator) -> Tensor:
    """(B, L) token ids, half of them going on from some token as another text does."""
    other = ids[torch.randperm(len(ids), generator=generator, device=ids.device)]
    longest = torch.minimum((ids != 0).sum(1), (other != 0).sum(1)) - 1
    kept = 1 + (augment.random(generator, len(ids)) * longest).long()
    kept[augment.chance(generator, len(ids), 1 - CROSSED)] = ids.shape[1]
    return torch.where(torch.arange(ids.shape[1], device=ids.device) < kept[:, None], ids, other)


def together(ids: list[Tensor]) -> Tensor:
    """Texts of several lengths as one batch."""
    longest = max(some.shape[1] for some in ids)
    return torch.cat([F.pad(some, (0, longest - some.shape[1])) for some in ids])


def divergence(student: Tensor, teacher: Tensor) -> Tensor:
    """Mean Kullback-Leibler divergence, in nats, of what each row of the student's logits chooses from what the teachers' does."""
    return F.kl_div(torch.log_softmax(student, 1), torch.log_softmax(teacher, 1), reduction="batchmean", log_target=True)


def rotation(told: Tensor, shown: Tensor, own_told: Tensor, own_shown: Tensor) -> Tensor:
    """(teachers' numbers, student's) orthonormal columns: those directions along which the teachers' vectors of titles and pictures lie, and of all
    turns of these the one that brings them nearest to what the student says already."""
    moments = told.t() @ told / len(told) + shown.t() @ shown / len(shown)
    kept = torch.linalg.eigh(moments)[1][:, -own_told.shape[1] :]
    alike = (told @ kept).t() @ own_told / len(told) + (shown @ kept).t() @ own_shown / len(shown)
    u, _, v = torch.linalg.svd(alike)
    return kept @ (u @ v)


class Ensemble:
    """Finished runs side by side: the product of two vectors is the mean of the runs' cosines."""

    def __init__(self, models: list[Clip], tokenizer: Tokenizer) -> None:
        self.models, self.encoders = models, [text_encoder(model, tokenizer) for model in models]

    def _joined(self, vectors: list[Tensor]) -> Tensor:
        return torch.cat([F.normalize(some.float(), dim=1) for some in vectors], 1) / len(vectors) ** 0.5

    def pictures(self, pixels: Tensor) -> Tensor:
        """(B, 3, S, S) → (B, runs x dimension)"""
        with torch.no_grad(), mixed(pixels.device):
            return self._joined([model.pictures(pixels.contiguous(memory_format=torch.channels_last)) for model in self.models])

    def texts(self, ids: Tensor) -> Tensor:
        """(B, L) → (B, runs x dimension)"""
        with torch.no_grad(), mixed(ids.device):
            return self._joined([model.texts(ids) for model in self.models])

    def look(self, sets: list[np.ndarray]) -> Tensor:
        """Sets of (N, S, S, 3) bytes → (all their pictures, runs x dimension)"""
        return torch.cat([self._joined([self._here(encode_pictures(model, pixels, True)) for model in self.models]) for pixels in sets])

    def read(self, texts: list[str]) -> Tensor:
        """→ (texts, runs x dimension)"""
        return self._joined([self._here(encode(texts)) for encode in self.encoders])

    def _here(self, vectors: np.ndarray) -> Tensor:
        return torch.from_numpy(vectors).to(self.models[0].log_scale.device)


class Teachers:
    """Finished runs, and the texts and pictures that student and teachers choose from. Gives the student the teachers' temperature."""

    def __init__(self, runs: list[Path], student: Clip, data: Path, feed: Feed, tokenizer: Tokenizer, seed: int) -> None:
        device = student.log_scale.device
        self.generator = torch.Generator(device).manual_seed(seed)
        models = [bare(load(run / "checkpoint.pt")).to(device, memory_format=torch.channels_last) for run in runs]
        for model in models:
            fuse(model.pictures)
        self.ensemble, own = Ensemble(models, tokenizer), Ensemble([copy.deepcopy(student).eval()], tokenizer)
        self.scale = sum(model.scale().item() for model in models) / len(models)
        with torch.no_grad():
            student.log_scale.fill_(math.log(self.scale))
        titles = feed.titles()
        sets = [read(data, name).pixels[source.at] for name, source in {"catalogue": feed.catalogue, **feed.drawn}.items()]
        told, shown = self.ensemble.read(titles), self.ensemble.look(sets)
        self.turn = rotation(told, shown, own.read(titles), own.look(sets))
        self.titles, self.shown = self.turned(told), self.turned(shown)
        captions = Captions(feed.concepts, random.Random(seed))
        labels = [labels for source in feed.sources for labels in source.labels[:: max(1, len(source.rows) * len(feed.sources) // PHRASES)]]
        self.phrases = self.turned(self.ensemble.read(sorted({captions.phrase(some, False)[0] for some in labels})))
        self.classes = {group.name: self.turned(self.ensemble.read([captions.prompt(group.facet, concept) for concept in group.concepts for _ in range(WORDINGS)]))
                        for group in feed.sets}

    def turned(self, vectors: Tensor) -> Tensor:
        return F.normalize(vectors @ self.turn, dim=1)

    def losses(self, model: Clip, batch: Batch) -> dict[str, Tensor]:
        """How far the student is from its teachers, part by part; its temperature is theirs."""
        pixels = augment.exchanged(batch.pixels, self.generator, CROSSED)
        ids = together([crossed(batch.draft.title_ids, self.generator), batch.draft.phrase_ids, batch.draft.prompt_ids])
        wanted, meant = self.turned(self.ensemble.pictures(pixels)), self.turned(self.ensemble.texts(ids))
        with mixed(pixels.device):
            encoded = model.pictures(pixels.contiguous(memory_format=torch.channels_last)), model.texts(ids)
        pictures, texts = (F.normalize(vectors.float(), dim=1) for vectors in encoded)
        sharp = self.scale * TITLE_SHARPNESS
        near, ought = (sharp * some @ self.titles.t() for some in (pictures, wanted))
        out = {"title": TITLE_WEIGHT * divergence(near, ought),
               "asked": TITLE_WEIGHT * divergence(near.t(), ought.t()),
               "phrase": self._chosen(pictures, wanted, self.phrases, self.scale),
               "text": self._chosen(texts, meant, self.shown, sharp),
               "picture cosine": COSINE_WEIGHT * (1 - F.cosine_similarity(pictures, wanted).mean()),
               "text cosine": COSINE_WEIGHT * (1 - F.cosine_similarity(texts, meant).mean())}
        return out | {name: self._chosen(pictures, wanted, bank, self.scale) for name, bank in self.classes.items()}

    def _chosen(self, student: Tensor, teacher: Tensor, bank: Tensor, scale: float) -> Tensor:
        return divergence(scale * student @ bank.t(), scale * teacher @ bank.t())
