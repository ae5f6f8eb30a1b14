"""Trains the towers. Goes on where it stopped when its folder holds a checkpoint.

The learning rate warms up, stays, and falls linearly to nothing (warm-up, stable, decay). The schedule runs over ``--steps``, or over ``--minutes`` of the clock on a machine that is shared; the log says how many steps that was.
"""
from __future__ import annotations

import argparse
import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, astuple
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from ahead import ahead
from captions import vocabulary_texts
from darkroom import Darkroom
from feed import Batch, Draft, Feed, Mix
from loss import TITLE_SHARPNESS, alike_values, pair_values, soft_cross_entropy, symmetric, title_values
from precision import mixed
from tokenizer import Tokenizer, train as train_tokenizer
from restore import restore, unfuse
from teach import Teachers
from towers import Clip, Shape

PHRASE_WEIGHT = 0.8

# People ask with words for pictures: a picture that comes near to every title (a hub) is told off by texts → pictures alone.
TITLE_WEIGHT, TITLE_ASKED = 1.8, 0.67

# Pictures of one kind attract each other, and those of one kind and colour (SupCon, arXiv 2004.11362, temperature 0.1), so that lookalikes are of a
# kind and of a colour. Weighed lightly: pulled together all the way they could not be told apart by their titles.
KIND_WEIGHT, LOOK_WEIGHT, ALIKE_SCALE = 0.25, 0.25, 10.0


def among(pictures: Tensor, labels: Tensor) -> Tensor:
    """How badly pictures of one label find one another, counted once for every picture."""
    return len(pictures) * soft_cross_entropy(ALIKE_SCALE * pictures @ pictures.t(), alike_values(labels))


def losses(model: Clip, batch: Batch) -> dict[str, Tensor]:
    """Every part of the loss, weighted. The towers compute in bfloat16 where the processor can, the losses in float32."""
    draft = batch.draft
    with mixed(batch.pixels.device):
        encoded = (model.pictures(batch.pixels.contiguous(memory_format=torch.channels_last)),
                   model.texts(draft.title_ids), model.texts(draft.phrase_ids), model.texts(draft.prompt_ids))
    scale = model.scale()
    pictures, titles, phrases, prompts = (F.normalize(vectors.float(), dim=-1) for vectors in encoded)
    out = {"title": TITLE_WEIGHT * symmetric(scale * TITLE_SHARPNESS * pictures[: len(titles)] @ titles.t(), title_values(draft.words), TITLE_ASKED),
           "phrase": PHRASE_WEIGHT * symmetric(scale * pictures @ phrases.t(), pair_values(batch.values, draft.stated))}
    own = list(zip(pictures.split([len(origin.kinds) for origin in batch.origins]), batch.origins))
    out["alike kinds"] = KIND_WEIGHT * sum(among(some, origin.kinds) for some, origin in own) / len(pictures)
    out["alike looks"] = LOOK_WEIGHT * sum(among(some, origin.looks) for some, origin in own) / len(pictures)
    for group, columns, prompt in zip(draft.classes, draft.columns, prompts.split([len(group.concepts) for group in draft.classes])):
        logits = scale * pictures @ prompt.t()
        values = batch.values[:, columns]
        both = symmetric(logits, values) if group.name in ("kind", "ten", "drawn", "colour", "pattern") else soft_cross_entropy(logits, values)
        out[group.name] = group.weight * both
    return out


def optimiser(model: torch.nn.Module, rate: float) -> torch.optim.Optimizer:
    decay = [p for n, p in model.named_parameters() if p.ndim > 1 and "tokens" not in n and "positions" not in n]
    plain = [p for n, p in model.named_parameters() if not (p.ndim > 1 and "tokens" not in n and "positions" not in n)]
    return torch.optim.AdamW([{"params": decay, "weight_decay": 0.05}, {"params": plain, "weight_decay": 0.0}], rate, betas=(0.9, 0.98), eps=1e-6)


def rate_factor(step: int, progress: float, warmup: int, decay_from: float) -> float:
    fall = 1.0 if progress < decay_from else max(0.005, (1 - progress) / (1 - decay_from))
    return min(1.0, (step + 1) / warmup) * fall


class Average:
    """Exponential moving average of weights and of the running statistics."""

    def __init__(self, model: torch.nn.Module, decay: float) -> None:
        self.decay = decay
        self.state = {k: v.clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: torch.nn.Module, step: int) -> None:
        keep = min(self.decay, (1 + step) / (10 + step))
        for key, value in model.state_dict().items():
            if value.is_floating_point():
                self.state[key].lerp_(value, 1 - keep)
            else:
                self.state[key].copy_(value)


def save(path: Path, **state: object) -> None:
    torch.save(state, path.with_suffix(".part"))
    os.replace(path.with_suffix(".part"), path)


def hand_on(run: Path, model: Clip, out: Path) -> None:
    """Writes ``run`` to ``out`` with ``model`` for its average."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(run / "tokenizer.json", out)
    average = {name: value.cpu() for name, value in model.state_dict().items()}
    save(out / "checkpoint.pt", **{**torch.load(run / "checkpoint.pt", map_location="cpu"), "average": average, "shape": asdict(model.shape)})


class Drafts(IterableDataset):
    """Drafts by worker processes, each with a seed of its own."""

    def __init__(self, feed: Feed, tokenizer: Tokenizer, seed: int) -> None:
        self.feed, self.tokenizer, self.seed = feed, tokenizer, seed

    def __iter__(self) -> Iterator[Draft]:
        worker = get_worker_info()
        self.feed.seed(self.seed if worker is None else self.seed + 1009 * worker.id)
        while True:
            yield self.feed.draft(self.tokenizer)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path(".work/train"))
    ask.add_argument("--out", type=Path, default=Path(".work/run"))
    ask.add_argument("--drawn", nargs="*", default=[], help="names of drawn sets in --data")
    ask.add_argument("--start", type=Path, help="what to go on from with a new schedule, when there is no checkpoint yet: a hub folder, or the folder of another run")
    ask.add_argument("--teachers", type=Path, nargs="*", default=[], help="folders of other runs, to learn from instead of from labels; their tokenizer is the student's")
    ask.add_argument("--steps", type=int, default=0)
    ask.add_argument("--minutes", type=float, default=0.0)
    ask.add_argument("--rate", type=float, default=2e-3)
    ask.add_argument("--warmup", type=int, default=300)
    ask.add_argument("--decay-from", type=float, default=0.15)
    ask.add_argument("--vocabulary", type=int, default=4096)
    ask.add_argument("--mix", type=int, nargs=4, default=list(astuple(Mix())), metavar=("CATALOGUE", "PASTED", "PHOTOS", "DRAWN"))
    ask.add_argument("--average", type=float, default=0.999)
    ask.add_argument("--save-every", type=float, default=180.0, help="seconds")
    ask.add_argument("--device", type=torch.device, default=torch.device("cpu"), help="cuda where there is one")
    ask.add_argument("--workers", type=int, default=0, help="processes that draw captions, where an accelerator waits for them")
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--stop-after", type=int, default=0, help="steps of this call, for probes")
    a = ask.parse_args()
    if bool(a.steps) == bool(a.minutes):
        ask.error("say either --steps or --minutes")

    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    torch.backends.cudnn.benchmark = True
    a.out.mkdir(parents=True, exist_ok=True)
    checkpoint = a.out / "checkpoint.pt"
    old = torch.load(checkpoint, map_location=a.device) if checkpoint.exists() else None
    shipped = None
    if a.start and not old:
        if (a.start / "checkpoint.pt").exists():
            other = torch.load(a.start / "checkpoint.pt", map_location=a.device)
            old = {**other, "model": other["average"], "step": 0, "started": None}
            shutil.copy(a.start / "tokenizer.json", a.out)
        else:
            shipped = restore(a.start)
    step = old["step"] if old else 0
    feed = Feed(a.data, Mix(*a.mix), a.drawn)
    if (a.out / "tokenizer.json").exists():
        tokenizer = Tokenizer.load(a.out / "tokenizer.json")
    else:
        if shipped:
            tokenizer = shipped[1]
        elif a.teachers:
            tokenizer = Tokenizer.load(a.teachers[0] / "tokenizer.json")
        else:
            tokenizer = train_tokenizer(vocabulary_texts([str(r["title"]) for r in feed.catalogue.rows], feed.captions), a.vocabulary)
        tokenizer.save(a.out / "tokenizer.json")
    for run in a.teachers:
        if (run / "tokenizer.json").read_bytes() != (a.out / "tokenizer.json").read_bytes():
            ask.error(f"{run} reads texts with another tokenizer than {a.out}: teach with runs that share one")
    drafts = iter(DataLoader(Drafts(feed, tokenizer, a.seed + step), batch_size=None, num_workers=a.workers))  # forks before a device is touched
    darkroom = Darkroom(a.data, feed, a.seed + step, a.device)
    shape = Shape(**old["shape"]) if old else shipped[0].shape if shipped else Shape(vocabulary=len(tokenizer))
    model = Clip(shape)
    if shipped:
        pixels = torch.cat([darkroom.develop(next(drafts), shape.size).pixels.cpu() for _ in range(2)])
        model.pictures = unfuse(shipped[0].pictures, shape, pixels)
        model.texts, model.log_scale = shipped[0].texts, shipped[0].log_scale
    model = model.to(a.device, memory_format=torch.channels_last).train()
    optimizer = optimiser(model, a.rate)
    average = Average(model, a.average)
    started = time.time()
    if old:
        model.load_state_dict(old["model"])
        if "optimizer" in old:  # a run may have been kept without
            optimizer.load_state_dict(old["optimizer"])
        average.state = old["average"]
        started = old["started"] or started
    teachers = Teachers(a.teachers, model, a.data, feed, tokenizer, a.seed + step) if a.teachers else None
    print(f"{sum(p.numel() for p in model.parameters()) / 1e6:.2f} M parameters, vocabulary {len(tokenizer)}, from step {step}", flush=True)

    def progress() -> float:
        return step / a.steps if a.steps else (time.time() - started) / (a.minutes * 60)

    log = (a.out / "log.jsonl").open("a")
    first, saved, since = step, time.time(), time.time()
    sums: dict[str, list[Tensor]] = {}

    def tell() -> None:
        """Logs the mean losses since it was last called: read seldom, because reading waits for the device. No checkpoint is kept of a model gone astray."""
        means = {name: round(torch.stack(values).mean().item(), 4) for name, values in sums.items()}
        if not np.isfinite(list(means.values())).all():
            raise SystemExit(f"the loss is {means} at step {step}")
        line = {"step": step, "progress": round(now, 4), "seconds": round((time.time() - since) / len(sums["title"]), 3), "scale": round(model.scale().item(), 2),
                "loss": means}
        print(json.dumps(line), file=log, flush=True)
        print(json.dumps(line), flush=True)
        sums.clear()

    def keep() -> None:
        save(checkpoint, model=model.state_dict(), average=average.state, optimizer=optimizer.state_dict(), step=step, started=started,
             shape=asdict(shape), settings={k: str(v) for k, v in vars(a).items()})

    coming = ahead(lambda: darkroom.develop(next(drafts), shape.size), a.device)
    while (now := progress()) < 1 and not (a.stop_after and step - first >= a.stop_after):
        batch = next(coming)
        parts = teachers.losses(model, batch) if teachers else losses(model, batch)
        optimizer.zero_grad(set_to_none=True)
        torch.stack(list(parts.values())).sum().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        for group in optimizer.param_groups:
            group["lr"] = a.rate * rate_factor(step, now, a.warmup, a.decay_from)
        optimizer.step()
        average.update(model, step)
        step += 1
        for name, value in parts.items():
            sums.setdefault(name, []).append(value.detach())
        if step % 20 == 0:
            tell()
            since = time.time()
            if time.time() - saved > a.save_every:
                keep()
                saved = time.time()
    if sums:
        tell()
    coming.close()
    keep()
    print(f"stopped at step {step}", flush=True)


if __name__ == "__main__":
    main()
