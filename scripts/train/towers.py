"""The two towers: a small residual network for pictures, a small transformer for texts, one learnt temperature."""
from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval

from readout import Extent, PictureReadout, TextReadout
from tokenizer import MAX_LENGTH

MAX_SCALE = 100.0
DROPOUT = 0.1  # of the text tower while it learns: 38,000 titles are soon known by heart
DROP_PATH = 0.1  # share of a batch's pictures that skip a residual block while the tower learns (stochastic depth, arXiv 1603.09382)
BATCH_NORM_EPS = 1e-5  # PyTorch's own default


@dataclass
class Shape:
    """Sizes of the towers. ``widths`` and ``blocks`` are per stage; each stage after the first halves the picture."""

    vocabulary: int
    dimension: int = 256
    size: int = 96
    widths: tuple[int, ...] = (64, 128, 256, 512)
    blocks: tuple[int, ...] = (2, 3, 5, 1)
    text_width: int = 256
    text_layers: int = 2
    text_heads: int = 4
    readout: Extent | None = None  # of a model that has learnt

    def __post_init__(self) -> None:
        if isinstance(self.readout, dict):  # as checkpoints and configs hold it
            self.readout = Extent(**self.readout)

    @property
    def shared(self) -> int:
        """Numbers of a vector in which pictures and texts meet."""
        return self.dimension - (self.readout.width if self.readout else 0)


def conv_bn(i: int, o: int, kernel: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(nn.Conv2d(i, o, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(o, eps=BATCH_NORM_EPS))


class Block(nn.Module):
    """ResNet's basic block."""

    def __init__(self, i: int, o: int, stride: int) -> None:
        super().__init__()
        self.first = conv_bn(i, o, 3, stride)
        self.second = conv_bn(o, o, 3)
        self.short = conv_bn(i, o, 1, stride) if stride > 1 or i != o else nn.Identity()
        nn.init.zeros_(self.second[1].weight)  # starts as the identity: deeper towers train from the first step

    def forward(self, x: Tensor) -> Tensor:
        change = self.second(torch.relu(self.first(x)))
        if self.training and DROP_PATH:
            change = change * (torch.rand(len(x), 1, 1, 1, device=x.device) >= DROP_PATH) / (1 - DROP_PATH)
        return torch.relu(self.short(x) + change)


class PictureTower(nn.Module):
    """(B, 3, S, S) pixels, 0 for white down to -2 for black → (B, dimension), not normalised."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        w = shape.widths
        layers: list[nn.Module] = [conv_bn(3, 32, 3, 2), nn.ReLU(), conv_bn(32, w[0], 3, 2), nn.ReLU()]
        i = w[0]
        for stage, (o, count) in enumerate(zip(w, shape.blocks)):
            for block in range(count):
                layers.append(Block(i, o, 2 if stage > 0 and block == 0 else 1))
                i = o
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(i, shape.shared)
        self.readout = PictureReadout(shape.shared, shape.readout) if shape.readout else nn.Identity()

    def forward(self, pixels: Tensor) -> Tensor:
        return self.readout(self.head(self.body(pixels).mean((2, 3))))


class Layer(nn.Module):
    """Pre-norm transformer layer."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, length, width = x.shape
        qkv = self.qkv(self.norm1(x)).reshape(b, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(qkv[0] @ qkv[1].transpose(-1, -2) / math.sqrt(width // self.heads) + bias, dim=-1)
        x = x + F.dropout(self.out((weights @ qkv[2]).transpose(1, 2).reshape(b, length, width)), DROPOUT, self.training)
        return x + F.dropout(self.down(F.gelu(self.up(self.norm2(x)))), DROPOUT, self.training)


class TextTower(nn.Module):
    """(B, L) token ids, 0 is padding → (B, dimension), not normalised. Mean over the tokens that are there."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.tokens = nn.Embedding(shape.vocabulary, shape.text_width)
        self.positions = nn.Parameter(torch.randn(MAX_LENGTH, shape.text_width) * 0.01)
        self.layers = nn.ModuleList(Layer(shape.text_width, shape.text_heads) for _ in range(shape.text_layers))
        self.norm = nn.LayerNorm(shape.text_width)
        self.head = nn.Linear(shape.text_width, shape.shared)
        self.readout = TextReadout(shape.shared, shape.readout) if shape.readout else nn.Identity()
        nn.init.normal_(self.tokens.weight, std=0.02)

    def forward(self, ids: Tensor) -> Tensor:
        real = (ids != 0).float()
        x = F.dropout(self.tokens(ids) + self.positions[: ids.shape[1]], DROPOUT, self.training)
        bias = ((real - 1.0) * 1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        x = self.norm(x) * real[:, :, None]
        return self.readout(self.head(x.sum(1) / real.sum(1, keepdim=True).clamp(min=1.0)))


class Clip(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.pictures = PictureTower(shape)
        self.texts = TextTower(shape)
        self.log_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))

    def scale(self) -> Tensor:
        """The multiplier of cosine similarities before softmax; learnt, at most 100 as in CLIP."""
        return self.log_scale.exp().clamp(max=MAX_SCALE)


def conv_bns(tower: nn.Module) -> list[nn.Sequential]:
    """Every (convolution, normalisation) of a tower, in a fixed order: the normalisation is nn.Identity where it is folded away."""
    pairs: list[nn.Sequential] = []
    for module in tower.modules():
        if isinstance(module, nn.Sequential):
            pairs += [module[i : i + 2] for i in range(len(module) - 1)
                      if isinstance(module[i], nn.Conv2d) and isinstance(module[i + 1], (nn.BatchNorm2d, nn.Identity))]
    return pairs


def fuse(tower: PictureTower) -> PictureTower:
    """The same tower with batch normalisation folded into the convolutions, for use and not for training. Changes ``tower``."""
    for module in list(tower.modules()):
        if isinstance(module, nn.Sequential):
            for i in range(len(module) - 1):
                conv, norm = module[i], module[i + 1]
                if isinstance(conv, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
                    module[i], module[i + 1] = fuse_conv_bn_eval(conv, norm), nn.Identity()
    return tower
