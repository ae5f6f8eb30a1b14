"""Captions: what somebody could say of a picture, drawn anew each time, with the concepts that the words claim."""
from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable

import numpy as np

import words as w
from concepts import FACETS, YES, Concepts, Facet

PROMPTS = ["{}", "{}", "{}", "{}", "a photo of {a}", "a photo of {a}", "a picture of {a}", "{a}", "photo of {}", "an image of {a}", "this is {a}",
           "show me {}", "i am looking for {a}", "looking for {}", "find me {a}", "do you have {}", "i want {a}", "the {}", "a product photo of {a}"]
PHOTO_PROMPTS = [*PROMPTS, "a photo of my {}", "my {}", "{a} on the floor", "{a} on a hanger", "{} lying on a bed", "a used {}", "a photo of a person's {}"]
COLOUR_PROMPTS = ["{}", "{}", "a photo of {a} product", "a {} item", "something {}", "{} colour", "a photo of a {} item", "a {} product", "{} clothes",
                  "in {}", "the colour {}", "{} coloured", "a photo of something {}", "a photo of a {}", "a photo of {}"]
GENDER_PROMPTS = ["{}", "{}", "a photo of something {}", "a product {}", "clothes {}", "a photo of a product {}", "fashion {}", "an item {}"]
SEASON_PROMPTS = ["{}", "{} clothes", "{} wear", "for {}", "a photo of {} clothing", "something for {}", "a product for {}", "{} fashion", "a photo of {}",
                  "{} season", "a photo of something to wear in {}", "clothes for the {}"]
USAGE_PROMPTS = ["{}", "{} wear", "{} clothes", "for {}", "a photo of {} wear", "something {}", "a {} product", "{} style", "a photo of {}", "{} use"]
PLAIN_PROMPTS = ["{}", "{} clothes", "a {} garment", "a photo of something {}", "{} fabric", "a photo of a {} item", "made of {}", "a photo of {}", "something {}"]
BRAND_PROMPTS = ["{}", "{}", "something by {}", "{} products", "made by {}", "from {}", "a photo of something by {}"]
FACET_PROMPTS = {"kind": PROMPTS, "colour": COLOUR_PROMPTS, "gender": GENDER_PROMPTS, "season": SEASON_PROMPTS, "usage": USAGE_PROMPTS,
                 "pattern": PLAIN_PROMPTS, "material": PLAIN_PROMPTS, "brand": BRAND_PROMPTS}


# A word that few titles bear tells them apart without a look at the picture: what is learnt by it holds for no other title. So it is left out the
# more often the fewer bear it, up to half the time for a word of FEW titles or less; of no title more than a third.
LEFT_OUT, FEW, MOST_LEFT_OUT = 0.5, 10, 1 / 3


Phrase = tuple[str, list[int]]  # a caption and the numbers of the concepts it claims


def article(noun: str) -> str:
    """ "a jacket", "an umbrella", and nothing before a plural. """
    last = noun.split(" ")[-1]
    if last.endswith("s") and not last.endswith("ss") or last in ("jewellery", "jewelry", "makeup", "clothing", "underwear", "outerwear"):
        return noun
    return ("an " if noun[0] in "aeio" else "a ") + noun


def fill(prompt: str, noun: str) -> str:
    return prompt.replace("{a}", article(noun)).replace("{}", noun)


class Captions:
    def __init__(self, concepts: Concepts, rng: random.Random, titles: Iterable[str] = ()) -> None:
        self.concepts = concepts
        self.rng = rng
        self.bearing = Counter(word for title in titles for word in set(title.lower().split()))  # word → number of titles with it
        self._true: dict[tuple[str, int], list[int]] = {}

    def _facet(self, name: str) -> Facet:
        return self.concepts.facets[name]

    def _holding(self, name: str, label: int) -> list[int]:
        """Concepts of a facet that hold for a label."""
        key = (name, label)
        if key not in self._true:
            self._true[key] = np.flatnonzero(self._facet(name).table[label] == YES).tolist() if label else []
        return self._true[key]

    def say(self, name: str, concept: int) -> str:
        wordings = self._facet(name).wordings[concept]
        return wordings[0] if self.rng.random() < 0.45 else self.rng.choice(wordings)

    def prompt(self, name: str, concept: int) -> str:
        """One class of a zero-shot choice in words."""
        said = self.say(name, concept)
        return fill(self.rng.choice(FACET_PROMPTS.get(name, PLAIN_PROMPTS)), said)

    def _kind(self, label: int) -> int:
        """The kind itself mostly, else a group or category it belongs to."""
        holding = self._holding("kind", label)
        if self.rng.random() < 0.68 or len(holding) == 1:
            return self._facet("kind").primary[label]
        return self.rng.choice(holding)

    def phrase(self, labels: np.ndarray, photo: bool) -> Phrase:
        """A caption for the picture with these labels."""
        rng = self.rng
        holding = {f: self._holding(f, int(labels[i])) for i, f in enumerate(self.concepts.names)}
        said: list[int] = []

        def take(name: str, chance: float) -> str | None:
            if not holding[name] or rng.random() >= chance:
                return None
            concept = holding[name][0]
            said.append(self._facet(name).offset + concept)
            return self.say(name, concept)

        alone = rng.random()
        for name, limit in (("colour", 0.06), ("gender", 0.075), ("season", 0.085), ("usage", 0.1), ("pattern", 0.13), ("material", 0.15)):
            if alone < limit and holding[name]:
                word = take(name, 1.0)
                return fill(rng.choice(FACET_PROMPTS[name]), word or ""), said
        concept = self._kind(int(labels[0]))
        said.append(self._facet("kind").offset + concept)
        noun = self.say("kind", concept)
        colour, pattern, material = take("colour", 0.65), take("pattern", 0.45), take("material", 0.35)
        usage, season = take("usage", 0.18), take("season", 0.12)
        after = ""
        before: list[str] = [x for x in (season, usage) if x]
        if holding["gender"] and rng.random() < 0.45:
            gender = holding["gender"][0]
            said.append(self._facet("gender").offset + gender)
            adjectives, phrases = w.GENDER_WORDS.get(self._facet("gender").concepts[gender], (["kids"], ["for kids"]))
            if rng.random() < 0.5:
                before.insert(rng.randrange(len(before) + 1), rng.choice(adjectives))
            else:
                after = " " + rng.choice(phrases)
        for name in self.concepts.names[len(FACETS):]:  # what only this shop records
            word = take(name, 0.25)
            if word and name == "brand":
                before.insert(0, word)
            elif word:
                after += f", {word}"
        middle = [x for x in (colour, pattern, material) if x]
        if len(middle) > 1 and rng.random() < 0.3:
            rng.shuffle(middle)
        if colour and len(middle) == 1 and rng.random() < 0.08:
            body = " ".join([*before, noun]) + f" in {colour}"
        elif rng.random() < 0.15:
            body = " ".join([*middle, *before, noun])
        else:
            body = " ".join([*before, *middle, noun])
        return fill(rng.choice(PHOTO_PROMPTS if photo else PROMPTS), body + after), said

    def anything(self) -> str:
        """A phrase of some kind and of whatever else, as no row need bear them together."""
        labels = [self.rng.randrange(1, len(facet.labels)) if len(facet.labels) > 1 and (name == "kind" or self.rng.random() < 0.7) else 0
                  for name, facet in ((name, self._facet(name)) for name in self.concepts.names)]
        return self.phrase(np.array(labels), photo=self.rng.random() < 0.4)[0]

    def title(self, title: str) -> str:
        """The title, at times without some of its words."""
        words = title.split()
        going = [i for i, word in enumerate(words) if self.rng.random() < LEFT_OUT * min(1.0, FEW / max(1, self.bearing[word.lower()])) ** 0.5]
        out = set(self.rng.sample(going, min(len(going), int(MOST_LEFT_OUT * len(words)))))
        return " ".join(word for i, word in enumerate(words) if i not in out)


def vocabulary_texts(titles: list[str], captions: Captions, seed: int = 1) -> list[str]:
    """The texts that the byte pairs are learnt from: titles, every wording in several prompts, words for drawn products."""
    rng = random.Random(seed)
    texts = list(titles)
    for name in FACETS:
        for wordings in captions.concepts.facets[name].wordings:
            texts += [fill(rng.choice(FACET_PROMPTS[name]), word) for word in wordings for _ in range(30)]
    for prompts in (*FACET_PROMPTS.values(), PHOTO_PROMPTS):
        texts += [p.replace("{a}", "a").replace("{}", "") for p in prompts for _ in range(50)]
    for adjectives, phrases in w.GENDER_WORDS.values():
        texts += [x for x in (*adjectives, *phrases) for _ in range(50)]
    more = ("solid plain striped stripes pinstripe checked checks plaid tartan gingham polka dots dotted floral flowers paisley camouflage camo leopard "
            "animal zebra geometric houndstooth herringbone argyle chevron colour block tie dye printed print graphic embroidered quilted cable knit "
            "ribbed cotton denim leather suede wool linen silk satin velvet nylon polyester canvas fleece corduroy tweed cashmere mesh rubber metal "
            "plastic straw fur lace chiffon jersey knit gold silver wood glass raincoat trench parka puffer down cardigan turtleneck hoodie boots "
            "sneakers loafers beanie fedora bucket beret tank crop midi maxi mini pleated pencil cargo chino bomber trench overalls dungarees "
            "warm cold cosy elegant stylish cheap new old big small long short sleeve sleeves sleeveless collar button buttons zip pocket pockets hood "
            "beach wedding gym running hiking rain snow school birthday gift red orange yellow green blue turquoise cat dog galaxy car tree house").split()
    return texts + more * 40
