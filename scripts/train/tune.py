"""Goes on training from a shipped model on a shop's own products, and hands the result over only where it is better on what was held out.

The same contrastive training as the starter's, with a low rate and batch normalisation's statistics kept. Two things keep what the model
knew: drawn products and words of every sort must keep the vectors that they had (learning without forgetting, arXiv 1606.09282), and the
weights handed over are a mean of old and new ones (WiSE-FT, arXiv 2109.01903), whose share is chosen on one part of the held-out products
and reported on another. Tells what it does as JSON lines, for scripts/train/tune/python.ts.
"""
from __future__ import annotations

import argparse
import copy
import errno
import io
import json
import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from ahead import ahead
from augment import to_pixels
from before_after import LEAST, Figures, general_figures, score, shop_figures
from data import read
from export import export
from precision import mixed
from restore import restore, unfuse
from shop import Split, read_shop, shop_concepts, split
from shop_feed import General, ShopFeed
from tokenizer import Tokenizer
from towers import Clip
from train import Average, losses, optimiser
from tune_card import card

BATCH = 128
USUAL_EPOCHS, USUAL_STEPS = 12, 120  # whichever is longer, where nothing is asked for: a small shop's epochs are short
PICTURE_RATE = 0.2
REHEARSED_PICTURES, REHEARSED_TEXTS = 24, 64
SHARES = (1.0, 0.75, 0.5, 0.25)
FORGETS = 0.03  # of the general figures' mean that may be lost


class Refused(Exception):
    """What stands against training, as a sentence for whoever asked."""


def tell(event: str, **fields: object) -> None:
    print(json.dumps({"event": event, **fields}), flush=True)


@dataclass
class Old:
    """The model as it was, asked for the vectors that must be kept."""

    model: Clip

    @torch.no_grad()
    def vectors(self, pixels: Tensor, ids: Tensor) -> tuple[Tensor, Tensor]:
        with mixed(pixels.device):
            pictures, texts = self.model.pictures(pixels), self.model.texts(ids)
        return pictures.float(), texts.float()


def rehearsal(model: Clip, old: Old, general: General, tokenizer: Tokenizer) -> Tensor:
    """How far drawn products and general words have moved: mean of 1 - cosine, pictures and texts evenly."""
    pick = general.rehearsed[general.rng.integers(len(general.rehearsed), size=REHEARSED_PICTURES)]
    pixels = to_pixels(torch.from_numpy(general.pictures.pixels[pick])).contiguous(memory_format=torch.channels_last)
    ids = torch.tensor(tokenizer.batch(general.texts(REHEARSED_TEXTS)))
    with mixed(pixels.device):
        pictures, texts = model.pictures(pixels), model.texts(ids)
    old_pictures, old_texts = old.vectors(pixels, ids)
    moved = [1 - F.cosine_similarity(a.float(), b, dim=-1).mean() for a, b in ((pictures, old_pictures), (texts, old_texts))]
    return (moved[0] + moved[1]) / 2


def mild(model: Clip, rate: float) -> torch.optim.Optimizer:
    """The text tower learns new words at ``rate``, the picture tower follows at a fraction of it; the temperature stays, because answers
    are calibrated on it."""
    texts, pictures = optimiser(model.texts, rate), optimiser(model.pictures, rate * PICTURE_RATE)
    for group in pictures.param_groups:
        texts.add_param_group({k: v for k, v in group.items() if k != "initial_lr"})
    for group in texts.param_groups:
        group["peak"] = group["lr"]
    return texts


def rate_factor(progress: float) -> float:
    """Up over the first tenth, down to nothing from there on: however short a training is, it does both."""
    return min((progress + 0.01) / 0.1, 1 - progress, 1.0)


def keep_statistics(model: nn.Module) -> None:
    """A shop's pictures are too alike to measure batch normalisation's statistics on anew."""
    for module in model.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.eval()


class Tuning:
    def __init__(self, a: argparse.Namespace) -> None:
        self.a = a
        self.stopped = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        self.shop = read(a.data, "shop")
        self.rows = read_shop(a.data)
        self.concepts = shop_concepts(self.rows)
        self.part: Split = split(self.rows)
        self._check()
        fused, self.tokenizer = restore(a.model)
        self.general = General(a.data, a.seed)
        self.old = Old(fused.to(memory_format=torch.channels_last))

    def _stop(self, *_: object) -> None:
        self.stopped = True

    def _check(self) -> None:
        facets = [f for f in self.concepts.names if len(self.concepts.facets[f].concepts) > 1]
        titled = sum(bool(row["title"]) for row in self.rows)
        if not facets and titled < LEAST:
            raise Refused("There is nothing to learn from: the products have neither titles of their own nor attributes such as a kind or a colour; "
                          "name the columns with --title-column and --role, or sort the pictures into folders by kind.")
        held = min(int(self.part.choose.sum()), int(self.part.report.sum()))
        if held < LEAST:
            different = len({row["title"] or row["sha1"] for row in self.rows})
            raise Refused(f"There are {different} different products among {len(self.rows)} rows: too few to hold some out and tell whether training helped "
                          f"({held} where {LEAST} are needed); add some, about 200 different ones are needed.")

    def start(self) -> Clip:
        """The old model with batch normalisation between its layers again."""
        model = copy.deepcopy(self.old.model)
        pick = np.random.default_rng(1).choice(np.flatnonzero(self.part.train), min(192, int(self.part.train.sum())), replace=False)
        pixels = np.concatenate([self.shop.pixels[np.sort(pick)], self.general.pictures.pixels[self.general.rehearsed[:64]]])
        model.pictures = unfuse(self.old.model.pictures, model.shape, to_pixels(torch.from_numpy(pixels)).contiguous(memory_format=torch.channels_last))
        return model.to(memory_format=torch.channels_last)

    def train(self, model: Clip) -> tuple[dict[str, Tensor], int, float]:
        """The averaged weights, steps and minutes. Goes on from its checkpoint."""
        a = self.a
        checkpoint = a.data / "checkpoint.pt"
        begun = torch.load(checkpoint) if checkpoint.exists() else None
        step, spent = (begun["step"], begun["spent"]) if begun else (0, 0.0)
        feed = ShopFeed(self.shop, self.rows, self.concepts, self.part, BATCH, a.seed + step)
        per_epoch = len(feed.source.rows) / BATCH
        asked = max(1, round(a.epochs * per_epoch)) if a.epochs else max(USUAL_STEPS, round(USUAL_EPOCHS * per_epoch))
        steps = None if a.minutes else asked
        optimizer, average = mild(model, a.rate), Average(model, 0.98)
        if begun:
            model.load_state_dict(begun["model"])
            optimizer.load_state_dict(begun["optimizer"])
            average.state = begun["average"]
        since, saved, first = time.time(), time.time(), step

        def seconds() -> float:
            return spent + time.time() - since

        def progress() -> float:
            return step / steps if steps else seconds() / (a.minutes * 60)

        def keep() -> None:
            state = io.BytesIO()  # torch.save to a file hides what the disk said
            torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "average": average.state, "step": step, "spent": seconds()}, state)
            checkpoint.with_suffix(".part").write_bytes(state.getbuffer())
            os.replace(checkpoint.with_suffix(".part"), checkpoint)

        model.train()
        keep_statistics(model)
        coming = ahead(lambda: feed.next(self.tokenizer), torch.device("cpu"))
        while (now := progress()) < 1 and not self.stopped:
            total = torch.stack(list(losses(model, next(coming)).values())).sum() + a.keep * rehearsal(model, self.old, self.general, self.tokenizer)
            if not bool(torch.isfinite(total)):
                raise Refused(f"Training went astray at step {step}: try another --seed.")
            optimizer.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate_factor(now)
            optimizer.step()
            average.update(model, step)
            step += 1
            left = (seconds() / step) * (steps - step) if steps else a.minutes * 60 - seconds()
            tell("progress", step=step, steps=steps, loss=float(total.item()), secondsLeft=max(0.0, left))
            if time.time() - saved > 60 or (a.stop_after and step - first >= a.stop_after):
                keep()
                saved = time.time()
            self.stopped |= bool(a.stop_after and step - first >= a.stop_after)
        coming.close()
        keep()
        return average.state, step, seconds() / 60

    def measure(self, model: Clip, part: np.ndarray) -> Figures:
        return shop_figures(model, self.tokenizer, self.shop, self.rows, np.flatnonzero(part))

    def mixed(self, model: Clip, old: dict[str, Tensor], new: dict[str, Tensor], share: float) -> Clip:
        model.load_state_dict({k: torch.lerp(old[k], v, share) if v.is_floating_point() else v for k, v in new.items()})
        return model.eval()

    def run(self) -> dict[str, object] | None:
        """The report; nothing where it was stopped on the way."""
        model = self.start()
        begin = copy.deepcopy(model.state_dict())
        trained, steps, minutes = self.train(model)
        if self.stopped:
            return None
        for number in (signal.SIGINT, signal.SIGTERM):  # from here on nothing is to be kept that is not kept already
            signal.signal(number, signal.SIG_DFL)
        tell("note", sentence="Measuring before and after.")
        known = general_figures(self.old.model, self.tokenizer, self.general)
        best, best_score = 0.0, score(self.measure(self.old.model, self.part.choose))
        for share in SHARES:
            mixed = self.mixed(model, begin, trained, share)
            if score(general_figures(mixed, self.tokenizer, self.general)) < score(known) - FORGETS:
                continue
            if (reached := score(self.measure(mixed, self.part.choose))) > best_score:
                best, best_score = share, reached
        mixed = self.mixed(model, begin, trained, best or 1.0)
        before, after = self.measure(self.old.model, self.part.report), self.measure(mixed, self.part.report)
        better = best > 0 and score(after) > score(before)
        before.update(known)
        after.update(general_figures(mixed, self.tokenizer, self.general))
        report = {"products": len(self.rows), "trained": int(self.part.train.sum()), "chosenOn": int(self.part.choose.sum()),
                  "measuredOn": int(self.part.report.sum()), "share": best, "steps": steps, "minutes": minutes, "better": better,
                  "figures": [{"measured": k, "over": f.over, "before": f.value, "after": after[k].value} for k, f in before.items()]}
        if better:
            export(mixed, self.tokenizer, self.a.out)
            (self.a.out / "README.md").write_text(card(report, self.a.out.parent.name.removesuffix(".work"), self.a.source, self.a.model.name), encoding="utf-8")
            (self.a.out / "training.json").write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return report


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="the work folder with shop and general")
    ask.add_argument("--model", type=Path, required=True, help="the hub folder to go on from")
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--source", default="a catalogue", help="where the products came from, for the card")
    ask.add_argument("--epochs", type=float, default=0.0)
    ask.add_argument("--minutes", type=float, default=0.0, help="instead of epochs")
    ask.add_argument("--rate", type=float, default=3e-4)
    ask.add_argument("--keep", type=float, default=4.0, help="weight of what must not be forgotten")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--threads", type=int, default=int(os.environ.get("OMP_NUM_THREADS") or os.cpu_count() or 1))
    ask.add_argument("--stop-after", type=int, default=0, help="steps of this call, for tests")
    a = ask.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    try:
        report = Tuning(a).run()
    except Refused as refused:
        tell("refused", sentence=str(refused))
        raise SystemExit(2) from refused
    except OSError as fault:
        if fault.errno is None:
            raise
        tell("disk", code=errno.errorcode.get(fault.errno, "EIO"))
        raise SystemExit(3) from fault
    if report is not None:
        tell("done", report=report)


if __name__ == "__main__":
    main()
