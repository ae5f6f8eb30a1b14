"""What both towers say beside the vector that they share, once they have learnt (fit_readout.py measures it).

A vector is [shared | crowd | look]. Pictures and texts meet in ``shared``.

``crowd``: a picture that was learnt by heart, or that fits every text, comes near to a text that another picture should answer. Training holds
that against it (a softmax over texts has a denominator), a search by cosine forgets it. So a picture says how near it comes to all that was
ever said, and a text takes that off: what is compared is how sure the picture is of this text and not how near it is to it. The denominators are
of the titles that were learnt and of phrases such as "red dress" (querybank normalisation, arXiv 2112.12777); a text knows which it is like.

``look``: what the tower answers when it is asked for kind and colour of the picture by words, as directions. No text speaks here, so that
it changes nothing between texts and pictures; between pictures it brings those together that are of one kind and one colour.
"""
from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

BANK_WIDTH = 32  # numbers of the shared vector, which stand in the order of what they tell of titles, that titles are kept by
KIND_WEIGHT, COLOUR_WEIGHT = 0.6, 0.1  # of the look's squared length, where that of the shared vector is 1
TEXT_SHARE = 0.5  # length of what a text says of crowds, where its shared vector has 1: a picture's part may be small then
TITLE_SLOPE, PHRASE_SLOPE = 1.0, 0.75  # how much of each denominator is taken off
CROWDS = 2  # titles and phrases

PICTURE_LENGTH = (1 + KIND_WEIGHT + COLOUR_WEIGHT) ** 0.5  # of a whole picture vector, but for the crowd's part of about a thousandth
TEXT_LENGTH = (1 + TEXT_SHARE**2) ** 0.5


@dataclass
class Extent:
    """How much is kept of what."""

    titles: int
    phrases: int
    kinds: int
    colours: int
    kind_width: int = 50  # numbers that the kind takes in the vector
    colour_width: int = 12

    @property
    def width(self) -> int:
        """Numbers of a vector that are not shared."""
        return CROWDS + self.kind_width + self.colour_width


class PictureReadout(nn.Module):
    """(B, shared) → (B, shared + extent.width). What is measured stands in buffers: no gradient moves it."""

    def __init__(self, shared: int, extent: Extent) -> None:
        super().__init__()
        sizes = {"titles": (min(BANK_WIDTH, shared), extent.titles), "phrases": (shared, extent.phrases),
                 "kinds": (shared, extent.kinds), "kind_values": (extent.kinds, extent.kind_width),
                 "colours": (shared, extent.colours), "colour_values": (extent.colours, extent.colour_width),
                 "middle": (CROWDS,), "slope": (CROWDS,), "bound": (CROWDS,)}
        for name, size in sizes.items():
            self.register_buffer(name, torch.zeros(size))

    def denominators(self, shared: Tensor) -> Tensor:
        """(B, 2) logarithms, of unit vectors, over titles and over phrases."""
        near = shared[:, : self.titles.shape[0]] @ self.titles, shared @ self.phrases
        return torch.stack([torch.logsumexp(logits, 1) for logits in near], 1)

    def forward(self, vectors: Tensor) -> Tensor:
        with torch.autocast(vectors.device.type, enabled=False):  # logits reach a hundred
            shared = F.normalize(vectors.float(), dim=1)
            crowd = self.slope * torch.minimum(torch.maximum(self.denominators(shared) - self.middle, -self.bound), self.bound)
            kind = F.normalize(torch.softmax(shared @ self.kinds, 1) @ self.kind_values, dim=1)
            colour = F.normalize(torch.softmax(shared @ self.colours, 1) @ self.colour_values, dim=1)
            return torch.cat([shared, crowd, KIND_WEIGHT**0.5 * kind, COLOUR_WEIGHT**0.5 * colour], 1)


class TextReadout(nn.Module):
    """(B, shared) → (B, shared + extent.width)."""

    def __init__(self, shared: int, extent: Extent) -> None:
        super().__init__()
        self.silent = extent.width - CROWDS
        self.register_buffer("title_like", torch.zeros(shared, 1))
        self.register_buffer("lean", torch.zeros(1))

    def forward(self, vectors: Tensor) -> Tensor:
        with torch.autocast(vectors.device.type, enabled=False):
            shared = F.normalize(vectors.float(), dim=1)
            title = torch.sigmoid(shared @ self.title_like + self.lean)
            crowd = F.normalize(torch.cat([title, 1 - title], 1), dim=1)
            return F.pad(torch.cat([shared, TEXT_SHARE * crowd], 1), (0, self.silent))
