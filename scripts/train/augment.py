"""Augmentation, a whole batch at a time, on the device where the pictures and the generator of chance are. Pixels are 0 for white and -2 for
black, so that padding with zeros is padding with white, as in the running bot."""
from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional as F


MIRRORED = 0.3  # of the canvases, padding and all, so that it does not matter where in its square a picture stands


def to_pixels(u8: Tensor) -> Tensor:
    """(B, h, w, 3) bytes → (B, 3, h, w) from -2 to 0: (v / 255 - 1) / 0.5."""
    return u8.permute(0, 3, 1, 2).float() / 127.5 - 2.0


def random(g: torch.Generator, *shape: int) -> Tensor:
    return torch.rand(*shape, generator=g, device=g.device)


def uniform(g: torch.Generator, count: int, low: float, high: float) -> Tensor:
    return random(g, count) * (high - low) + low


def chance(g: torch.Generator, count: int, p: float) -> Tensor:
    return random(g, count) < p


def _mesh(size: int, device: torch.device) -> tuple[Tensor, Tensor]:
    line = (torch.arange(size, device=device) * 2 + 1) / size - 1
    return line[None, None, :].expand(1, size, size), line[None, :, None].expand(1, size, size)


def _turn(x: Tensor, y: Tensor, angle: Tensor) -> tuple[Tensor, Tensor]:
    c, s = torch.cos(angle)[:, None, None], torch.sin(angle)[:, None, None]
    return c * x - s * y, s * x + c * y


def colour(x: Tensor, g: torch.Generator, strength: float) -> Tensor:
    """Light, contrast, saturation and a slight cast of colour; never so much that navy becomes blue."""
    n = len(x)
    v = x / 2 + 1
    grey = v.mean(1, keepdim=True)
    v = grey + (v - grey) * uniform(g, n, 1 - 0.5 * strength, 1 + 0.4 * strength)[:, None, None, None]
    mean = grey.mean((2, 3), keepdim=True)
    v = mean + (v - mean) * uniform(g, n, 1 - 0.5 * strength, 1 + 0.4 * strength)[:, None, None, None]
    cast = 1 + (random(g, n, 3) - 0.5) * 0.2 * strength
    v = v * (cast * uniform(g, n, 1 - 0.5 * strength, 1 + 0.4 * strength)[:, None])[:, :, None, None]
    return v.clamp(0, 1) * 2 - 2


def mirror(x: Tensor, g: torch.Generator) -> Tensor:
    return torch.where(chance(g, len(x), MIRRORED)[:, None, None, None], x.flip(3), x)


def soften(x: Tensor, g: torch.Generator, p: float) -> Tensor:
    """Blurs some pictures, as small files and moved cameras do."""
    blurred = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, 1)
    return torch.where(chance(g, len(x), p)[:, None, None, None], blurred, x)


def rectangles(count: int, size: int, low: float, high: float, g: torch.Generator) -> Tensor:
    """(count, 1, size, size) True within a rectangle that is ``low`` to ``high`` pixels high and wide."""
    line = torch.arange(size, device=g.device)

    def stretch() -> Tensor:
        long = uniform(g, count, low, high)
        start = random(g, count) * (size - long)
        return (line >= start[:, None]) & (line < (start + long)[:, None])

    return stretch()[:, None, :, None] & stretch()[:, None, None, :]


def erase(x: Tensor, g: torch.Generator, p: float) -> Tensor:
    """Covers a rectangle of some pictures with one colour: an eighth to a third of the edge high and wide."""
    n, size = len(x), x.shape[-1]
    covered = rectangles(n, size, size / 8, size / 3, g) & chance(g, n, p)[:, None, None, None]
    return torch.where(covered, random(g, n, 3, 1, 1) * 2 - 2, x)


def exchanged(x: Tensor, g: torch.Generator, p: float) -> Tensor:
    """Gives some pictures a rectangle of another of the batch (CutMix, arXiv 1905.04899): a quarter of the edge up to all of it."""
    n, size = len(x), x.shape[-1]
    other = x[torch.randperm(n, generator=g, device=g.device)]
    return torch.where(rectangles(n, size, size / 4, size, g) & chance(g, n, p)[:, None, None, None], other, x)


def photos(u8: Tensor, aspect: Tensor, size: int, g: torch.Generator, area: tuple[float, float] = (0.4, 1.0), turn: float = 25.0,
           far: float = 0.3, covered: float = 0.5) -> Tensor:
    """People's photos, kept squeezed to a square: a random crop, turned, mirrored and relit, fitted into the input as the bot fits it. ``aspect``
    is width / height of each; ``far`` of them are seen from further off, with white around them, ``covered`` of them partly hidden."""
    n = len(u8)
    x = to_pixels(u8)
    wide = aspect  # take the height as 1
    part = uniform(g, n, *area).sqrt()
    stretch = torch.exp(uniform(g, n, -0.25, 0.25))
    hx, hy = (part * stretch).clamp(max=1.0), (part / stretch).clamp(max=1.0)
    cx, cy = uniform(g, n, -1, 1) * (1 - hx), uniform(g, n, -1, 1) * (1 - hy)
    rx, ry = hx * wide, hy
    fx, fy = (rx / ry).clamp(max=1.0), (ry / rx).clamp(max=1.0)  # share of the input that the crop fills
    mx, my = _mesh(size, x.device)
    away = torch.where(chance(g, n, far), uniform(g, n, 1.0, 1.3), 1.0)[:, None, None]
    lx = (mx + 1) * away / fx[:, None, None] - 1
    ly = (my + 1) * away / fy[:, None, None] - 1
    inside = ((lx <= 1) & (ly <= 1)).float()[:, None]
    flip = 1 - 2 * chance(g, n, 0.5).float()
    angle = uniform(g, n, -turn, turn) * math.pi / 180
    vx, vy = _turn(lx * (rx * flip)[:, None, None], ly * ry[:, None, None], angle)
    grid = torch.stack([cx[:, None, None] + vx / wide[:, None, None], cy[:, None, None] + vy], -1)
    out = F.grid_sample(x, grid, mode="bilinear", padding_mode="reflection", align_corners=False)
    return erase(soften(colour(out, g, 0.9), g, 0.2), g, covered) * inside


def backgrounds(u8: Tensor, size: int, g: torch.Generator) -> Tensor:
    """What lies behind a cut-out: a close view of some photo, or soft blots of colour."""
    n = len(u8)
    out = colour(photos(u8, torch.ones(n, device=u8.device), size, g, (0.02, 0.4), 180.0, far=0.0, covered=0.0), g, 1.2)
    blots = F.interpolate(random(g, n, 3, 3, 3) * 0.5 + random(g, n, 3, 1, 1) * 0.5, (size, size), mode="bicubic", align_corners=False).clamp(0, 1) * 2 - 2
    grain = torch.randn(n, 1, size, size, generator=g, device=g.device) * 0.06
    return torch.where(chance(g, n, 0.4)[:, None, None, None], (blots + grain).clamp(-2, 0), out)


def products(u8: Tensor, masks: Tensor, filled: Tensor, behind: Tensor | None, size: int, g: torch.Generator) -> Tensor:
    """Catalogue pictures: mirrored, moved, scaled and slightly turned on white. The first ``len(behind)`` of them are cut out and laid on a
    background, turned and relit harder. ``filled`` is the share (x, y) of the square that the picture fills from the top left corner."""
    n, pasted = len(u8), 0 if behind is None else len(behind)
    hard = torch.arange(n, device=u8.device) < pasted
    x = torch.cat([to_pixels(u8), masks[:, None].float() / 255], 1)
    centre = filled - 1  # of the picture, in -1..1
    scale = torch.where(hard, uniform(g, n, 0.6, 1.25), uniform(g, n, 0.75, 1.12))
    stretch = torch.exp(torch.where(hard, uniform(g, n, -0.2, 0.2), uniform(g, n, -0.08, 0.08)))
    move = (random(g, n, 2) - 0.5) * torch.where(hard, 0.5, 0.16)[:, None]
    middle = (hard | chance(g, n, 0.25))[:, None].float()  # other shops centre their pictures
    move = move - centre * middle
    angle = torch.where(hard, uniform(g, n, -40, 40), uniform(g, n, -7, 7) * chance(g, n, 0.3).float()) * math.pi / 180
    flip = 1 - 2 * chance(g, n, 0.5).float()
    mx, my = _mesh(size, x.device)
    ux = (mx - (centre[:, 0] + move[:, 0])[:, None, None]) / (scale * stretch)[:, None, None]
    uy = (my - (centre[:, 1] + move[:, 1])[:, None, None]) / (scale / stretch)[:, None, None]
    ux, uy = _turn(ux * flip[:, None, None], uy, angle)
    grid = torch.stack([ux + centre[:, 0, None, None], uy + centre[:, 1, None, None]], -1)
    out = F.grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=False)
    pixels, mask = out[:, :3], out[:, 3:]
    easy = chance(g, n, 0.6) & ~hard
    pixels = torch.where(easy[:, None, None, None], colour(pixels, g, 0.25), pixels)
    if behind is not None:
        lit = colour(pixels[:pasted], g, 0.6)
        pixels[:pasted] = lit * mask[:pasted] + behind * (1 - mask[:pasted])
    return erase(soften(pixels, g, 0.12), g, 0.15)
