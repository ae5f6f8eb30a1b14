import type { FacetRole } from "../catalogue/catalogue.js";

/** A direction in which a question is moved, in words: towards some and away from others. */
export interface Leaning {
  /** For people: "more formal". */
  readonly label: string;
  readonly toward: string;
  readonly away?: string;
  /** The same by a facet of the catalogue, where it has that: products of these values say it better than words. */
  readonly facet?: LeaningFacet;
}

export interface LeaningFacet {
  readonly role: FacetRole;
  readonly toward: readonly string[];
  readonly away: readonly string[];
}

interface Axis {
  readonly name: string;
  /** Words and comparatives that mean it. */
  readonly said: readonly string[];
  /** What it is, and its opposite, as products are described. */
  readonly toward: string;
  readonly away: string;
  readonly facet?: LeaningFacet;
}

const FORMAL = ["formal", "work", "party", "smart casual", "office", "business"];
const CASUAL = ["casual", "home", "everyday"];
const SPORTY = ["sports", "outdoor", "active", "sport"];
const COLD = ["winter", "autumn", "fall"];
const HOT = ["summer", "spring"];
const use = (toward: readonly string[], away: readonly string[]): LeaningFacet => ({
  role: "use",
  toward,
  away,
});

/** Pairs of opposites as a shop's words have them; the model knows where they lie. */
const AXES: readonly Axis[] = [
  {
    name: "formal",
    said: ["formal", "elegant", "dressy", "dressier", "smart", "smarter", "classy", "classier"],
    toward: "formal elegant wear",
    away: "casual everyday wear",
    facet: use(FORMAL, [...CASUAL, ...SPORTY]),
  },
  {
    name: "casual",
    said: ["casual", "relaxed", "everyday", "informal"],
    toward: "casual everyday wear",
    away: "formal elegant wear",
    facet: use(CASUAL, FORMAL),
  },
  {
    name: "sporty",
    said: ["sporty", "sportier", "athletic", "active"],
    toward: "sporty athletic sportswear",
    away: "formal elegant wear",
    facet: use(SPORTY, [...FORMAL, ...CASUAL]),
  },
  {
    name: "festive",
    said: ["festive", "glamorous", "fancy", "fancier"],
    toward: "party evening wear",
    away: "plain everyday work wear",
    facet: use(["party", "formal"], [...CASUAL, ...SPORTY, "work"]),
  },
  {
    name: "warm",
    said: ["warm", "warmer", "cosy", "cosier", "cozy", "cozier", "thick", "thicker", "wintry"],
    toward: "warm winter clothes",
    away: "light summer clothes",
    facet: { role: "season", toward: COLD, away: HOT },
  },
  {
    name: "summery",
    said: ["summery", "cool", "cooler", "airy", "airier", "thin", "thinner"],
    toward: "light summer clothes",
    away: "warm winter clothes",
    facet: { role: "season", toward: HOT, away: COLD },
  },
  { name: "dark", said: ["dark", "darker"], toward: "black, a dark colour", away: "white, a light colour" },
  {
    name: "light",
    said: ["light", "lighter", "pale", "paler"],
    toward: "white, a light colour",
    away: "black, a dark colour",
  },
  {
    name: "colourful",
    said: ["colourful", "colorful", "bright", "brighter", "vivid"],
    toward: "bright colourful red yellow pink",
    away: "grey black beige",
  },
  {
    name: "plain",
    said: ["plain", "plainer", "simple", "simpler", "understated"],
    toward: "plain solid",
    away: "printed patterned floral striped",
  },
  { name: "long", said: ["long", "longer"], toward: "long", away: "short cropped" },
  { name: "short", said: ["short", "shorter", "cropped"], toward: "short cropped", away: "long" },
  {
    name: "loose",
    said: ["loose", "looser", "wide", "wider", "baggy", "baggier", "roomy", "roomier"],
    toward: "wide loose",
    away: "slim tight",
  },
  {
    name: "slim",
    said: ["slim", "slimmer", "tight", "tighter", "fitted"],
    toward: "slim tight",
    away: "wide loose",
  },
];

const COMPARATIVES = new Map(
  AXES.flatMap((axis) =>
    axis.said.filter((word) => /(?:er|ier)$/.test(word)).map((word): [string, Axis] => [word, axis]),
  ),
);

const axisOf = (word: string) => AXES.find(({ said }) => said.includes(word));

/** "more formal", "less sporty", "warmer", "not so formal", "too formal"; undefined for other words. */
export function readLeaning(words: string): Leaning | undefined {
  const plain = words.trim().toLocaleLowerCase("en");
  const comparative = COMPARATIVES.get(plain);
  if (comparative) return leaning(plain, comparative);
  const [, sign = "", quality = ""] =
    /^(more|less|not (?:so|too|that)|too) (\p{L}[\p{L} -]{1,40})$/u.exec(plain) ?? [];
  if (quality === "") return undefined;
  const more = sign === "more";
  const label = `${more ? "more" : "less"} ${quality}`;
  const axis = axisOf(quality);
  return axis && (more ? leaning(label, axis) : leaning(label, opposite(axis)));
}

function leaning(label: string, { toward, away, facet }: Omit<Axis, "name" | "said">): Leaning {
  return { label, toward, away, ...(facet ? { facet } : {}) };
}

function opposite({ toward, away, facet }: Axis): Omit<Axis, "name" | "said"> {
  return {
    toward: away,
    away: toward,
    ...(facet ? { facet: { ...facet, toward: facet.away, away: facet.toward } } : {}),
  };
}
