"""What people say around the thing that they ask for: a caption as somebody types it into a chat, and what of that a picture can answer."""
from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import words as w

OPENINGS = ["i need {}", "i want to buy {}", "i would like {}", "i'd like {}", "can you show me {}", "could you find {}", "please show me {}", "have you got {}",
            "got any {}", "is there {}", "are there any {}", "where can i find {}", "where can i buy {}", "search for {}", "searching for {}", "help me find {}",
            "help me choose {}", "what about {}", "how about {}", "let me see {}", "let's see {}", "i'm after {}", "in search of {}", "trying to find {}",
            "recommend me {}", "suggest {}", "any {}", "some {}", "more {}", "another {}", "give me {}", "buy {}", "order {}", "shop {}", "need {}", "want {}",
            "wanted: {}", "do you sell {}", "please find {}", "can i get {}", "i really want {}", "i am trying to find {}", "i have been looking for {}",
            "looking to buy {}", "which {}", "what {} do you have", "show {}", "pictures of {}", "the best {}", "only {}", "just {}", "maybe {}", "the {} that i saw",
            "photo of {} on a white background", "{} in front of a grey wall", "one of those {}", "my friend wants {}", "we need {} for a shoot", "{} or something like it"]
GREETINGS = ["hi", "hello", "hey", "hey there", "good evening", "hi bot", "excuse me", "ok", "so", "well", "um", "please", "hi all", "dear team", "yo", "thanks,",
             "hmm", "actually", "alright", "right", "sorry", "no,", "quick question:", "dear shop,"]
CLOSINGS = ["please", "thanks", "thank you", "thx", "for me", "for someone", "asap", "today", "now", "if you have it", "if possible", "in stock", "on sale",
            "with free delivery", "online", "near me", "under {n} euros", "below {n}", "for less than {n} dollars", "up to {n}", "under ${n}", "between {n} and {n}",
            "{n} eur", "in size l", "size {n}", "in my size", "xl", "xxl", "size s", "as a gift", "as a present", "for my birthday", "for a friend", "for myself",
            "like this", "like this one", "similar to that", "or something similar", "or so", "to buy", "to order", "to try on", "of good quality",
            "from a good brand", "which is not too expensive", "that fits well", "that looks good", "that will last", "with good reviews", "with fast shipping",
            "do you have any", "any ideas", "what do you have", "can you help me", "i need it tomorrow", "before the weekend", "the cheaper the better", "budget {n}",
            "price below {n}", "for sale", "2023", "in the shop", "what would you suggest", "that i could wear often", "i love it", "ones", "please help", "!", "?",
            ":)", "lol", "...", "this one is too small", "mine is broken", "on a white background", "in the picture", "from the last catalogue", "he said", "isn't it"]
PRAISE = ("nice good great best cheap affordable inexpensive expensive beautiful pretty lovely cute cool awesome amazing perfect fancy trendy fashionable popular new "
          "latest modern quality premium original genuine branded decent comfortable comfy really very super quite cheapest nicest newest favourite different "
          "similar other certain").split()
# For whom: what the asker calls them and what a caption says (words.GENDER_WORDS).
PEOPLE = {"for women": "wife girlfriend mum mom mother aunt grandmother grandma sister".split(),
          "for men": "husband boyfriend dad father uncle grandfather grandpa brother".split(),
          "for boys": "son nephew grandson".split(), "for girls": "daughter niece granddaughter".split()}
_FOR_WHOM = re.compile(r"\b(" + "|".join(sorted({re.escape(word) for adjectives, phrases in w.GENDER_WORDS.values() for said in (*adjectives, *phrases)
                                                 for word in said.split() if word != "for"} | {"kid", "kids", "baby", "his"})) + r")\b")

# Files of WordNet's lexicographers whose nouns may be products or what these are made of: such words are not to be passed over.
_ARTIFACT, _SUBSTANCE = 6, 27


def words_at_large(counts: Path, known: Iterable[str]) -> list[str]:
    """Words of general English that none of the ``known`` texts says. ``counts`` is WordNet's cntlist.rev: senses that occur in its tagged texts."""
    said = {word for text in known for word in re.findall(r"[a-z]+", text.lower())}
    found: dict[str, bool] = {}
    for line in counts.read_text(encoding="ascii").splitlines():
        lemma, sense = line.split(" ")[0].split("%")
        plain = int(sense.split(":")[1]) not in (_ARTIFACT, _SUBSTANCE)
        found[lemma] = found.get(lemma, True) and plain
    return sorted(word for word, plain in found.items() if plain and word.isalpha() and len(word) > 2 and word not in said)


class Talk:
    """``colours`` are what captions call colours, ``words`` such as nobody says of a product."""

    def __init__(self, rng: random.Random, colours: Iterable[str], words: Sequence[str] = ()) -> None:
        self.rng, self.words = rng, words
        longest_first = sorted(map(re.escape, colours), key=len, reverse=True)
        self._colours = re.compile(r"\b(" + "|".join(longest_first) + r")\b")

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _closing(self) -> str:
        return re.sub(r"\{n\}", lambda _: str(self.rng.randrange(10, 200)), self.rng.choice(CLOSINGS))

    def around(self, caption: str) -> tuple[str, str]:
        """The caption with talk around it and in it, and what was meant: the caption itself, or with whom it is for."""
        rng, said, meant = self.rng, caption, caption
        if self._chance(0.12):
            said = self._colours.sub(lambda found: f"{found[0]} {rng.choice(['color', 'colour', 'colored', 'coloured'])}", said, 1)
        words = said.split()
        more = rng.choices(PRAISE, k=rng.choice([0, 0, 1, 1, 2]))
        if self.words and self._chance(0.4):
            more += rng.choices(self.words, k=rng.choice([1, 1, 2, 3]))
        for word in more:
            words.insert(rng.randrange(len(words) + 1), word)
        said = " ".join(words)
        if self._chance(0.5):
            said = rng.choice(OPENINGS).replace("{}", rng.choice(["", "", "a ", "some "]) + said)
        if self._chance(0.15) and not _FOR_WHOM.search(caption.lower()):
            whom = rng.choice(list(PEOPLE))
            said, meant = f"{said} for my {rng.choice(PEOPLE[whom])}", f"{meant} {whom}"
        if self._chance(0.25):
            said = rng.choice(GREETINGS) + rng.choice([" ", ", ", "! "]) + said
        for share in (0.55, 0.2):
            if self._chance(share):
                said += rng.choice([" ", " ", ", "]) + self._closing()
        return said, meant

    def alone(self) -> str:
        """Talk of nothing that a shop sells."""
        rng = self.rng
        if self.words and self._chance(0.7):
            return " ".join(rng.choices(self.words, k=rng.choice([1, 1, 2, 3, 5])))
        return " ".join(rng.choice([rng.choice(GREETINGS), self._closing(), rng.choice(OPENINGS).replace("{}", "").strip()]) for _ in range(rng.choice([1, 2])))
