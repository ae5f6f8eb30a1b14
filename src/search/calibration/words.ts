import type { EncodedCatalogue } from "../../catalogue/build/calibrate.js";
import { quantile, rounded } from "../../catalogue/calibration/thresholds.js";
import { FACET_ROLES, type FacetRole } from "../../catalogue/catalogue.js";
import type { WordsCalibration } from "../../catalogue/manifest.js";
import { spread } from "../../catalogue/spread.js";
import type { Neighbour } from "../../index/vector-index.js";
import { similarity } from "../../index/vectors.js";
import type { Evidence } from "../belonging.js";
import { LexicalIndex } from "../lexical/lexical-index.js";
import { lookOf, lookWeight } from "../match.js";
import { valuesByRole } from "./captions.js";
import { type AskedCaption, productThesaurus, type Questions } from "./questions.js";
import { fitRefusal } from "./refusal.js";
import { type TuningQuestion, tuneAlpha } from "./tune-alpha.js";

/** Candidates by look and by words, as in a search. */
const POOL = 100;
/** Products whose cosines tell what chance brings. */
const CHANCE_ROWS = 100;
/** A word that is in no language: what people say of a thing may be unknown to catalogue and thesaurus alike. */
const NO_WORD = "zxqjvk";
/** Every third question has a word that nobody knows; one of fewer words says nothing when one of them is unknown. */
const MASKED = 3;
const MASKED_WORDS = 3;
/** Alpha is tuned on every second question. */
const TUNED = 2;
/** Least distance of a good cosine from a chance one. */
const LEAST_SPAN = 1e-3;
/** Shares of a catalogue's own questions below which their own product is not very close, or not close. */
const VERY_CLOSE = 0.4;
const CLOSE = 0.1;

/** A product that may answer a question. */
interface Candidate {
  readonly row: number;
  readonly cosine: number;
  readonly lexical: number;
}

/** A question, with what it found. The scores of all products are not kept: they would be hundreds of megabytes. */
interface Read extends AskedCaption {
  readonly sort: string;
  readonly known: number;
  readonly namesKind: boolean;
  /** The most that any product covers of the words. */
  readonly covered: number;
  readonly bestCosine: number;
  /** The product that it was made from. */
  readonly own: Candidate;
  /** The best by look and the best by words, of the rows that are not kept for measuring. */
  readonly candidates: readonly Candidate[];
}

/** The text with one of its words, the `at`-th in turn, replaced by one that nobody knows. */
export function masked(text: string, at: number): string {
  const words = text.split(" ");
  words[at % words.length] = NO_WORD;
  return words.join(" ");
}

/** The products as the lexical index and the judging of answers see them, facet by facet. */
function tableOf({ products, roles }: EncodedCatalogue) {
  const facet = valuesByRole(roles);
  const columns = new Map(
    FACET_ROLES.map((role) => [role, products.map((product) => facet(product, role))] as const),
  );
  return {
    size: products.length,
    title: (row: number) => products[row]?.title ?? "",
    value: (row: number, role: FacetRole) => columns.get(role)?.[row],
  };
}

type Products = ReturnType<typeof tableOf>;
type Cosines = WordsCalibration["cosines"];

function isRight(products: Products, { row, roles }: AskedCaption): (other: number) => boolean {
  if (!roles) {
    const title = products.title(row);
    return (other) => products.title(other) === title;
  }
  const wanted = roles.map((role) => ({ role, value: products.value(row, role) }));
  return (other) => wanted.every(({ role, value }) => products.value(other, role) === value);
}

class WordsMeasuring {
  /** Masked questions have the vectors of whole ones. */
  private readonly neighbours = new Map<Float32Array, readonly Neighbour[]>();

  constructor(
    private readonly catalogue: EncodedCatalogue,
    private readonly questions: Questions,
    private readonly products: Products,
    private readonly lexical: LexicalIndex,
  ) {}

  async measure(): Promise<WordsCalibration> {
    const { titles, phrases, rephrased, spoken, offTopicTexts } = this.questions;
    const asked = [
      ...(await this.read("title", titles)),
      ...(await this.read("phrase", phrases)),
      ...(await this.read("rephrased", rephrased)),
      ...(await this.read(
        "masked",
        [...phrases, ...rephrased].filter(
          ({ text }, at) => at % MASKED === 0 && text.split(" ").length >= MASKED_WORDS,
        ),
        masked,
      )),
    ];
    const spokenOf = await this.read("spoken", spoken);
    const offTopic = await this.read(
      "off-topic",
      offTopicTexts.map((question) => ({ ...question, row: 0 })),
    );
    const cosines = this.cosines(asked);
    const tuned = asked.filter((_, at) => at % TUNED === 0);
    const alpha = tuneAlpha(tuned.map((question) => this.tuning(question, cosines)));
    const own = asked.map((question) => ownScore(question, alpha, cosines));
    const evidence = (list: readonly Read[]) => list.map((question) => evidenceOf(question, cosines));
    return {
      alpha,
      cosines,
      veryClose: rounded(quantile(own, VERY_CLOSE)),
      close: rounded(quantile(own, CLOSE)),
      refusal: fitRefusal(evidence([...asked, ...spokenOf]), evidence(offTopic)),
    };
  }

  private async read(
    sort: string,
    list: readonly AskedCaption[],
    change: (text: string, at: number) => string = (text) => text,
  ): Promise<Read[]> {
    const { tunable } = this.questions;
    const read: Read[] = [];
    for (const [at, question] of list.entries()) {
      const { vector } = question;
      const scores = this.lexical.score(change(question.text, at));
      const nearest = await this.nearest(vector);
      const best = scores?.best(POOL, tunable) ?? [];
      const candidate = (row: number): Candidate => ({
        row,
        cosine: this.cosine(vector, row),
        lexical: scores?.of(row) ?? 0,
      });
      read.push({
        ...question,
        sort,
        known: scores?.heard.known ?? 0,
        namesKind: scores?.heard.namesKind ?? false,
        covered: best[0]?.score ?? 0,
        bestCosine: nearest[0]?.score ?? -1,
        own: candidate(question.row),
        candidates: [...new Set([...nearest, ...best].map(({ row }) => row))].map(candidate),
      });
    }
    return read;
  }

  /** Of the rows that are not kept for measuring. */
  private async nearest(vector: Float32Array): Promise<readonly Neighbour[]> {
    const known = this.neighbours.get(vector);
    if (known) return known;
    const k = Math.min(POOL, this.products.size);
    const found = await this.catalogue.exact.search(vector, k, this.questions.tunable);
    this.neighbours.set(vector, found);
    return found;
  }

  private cosine(vector: Float32Array, row: number): number {
    const { values, dimension } = this.catalogue.vectors;
    return similarity(vector, values, row * dimension);
  }

  private cosines(asked: readonly Read[]): Cosines {
    const rows = spread(this.products.size, CHANCE_ROWS);
    const chance = mean(asked.flatMap(({ vector }) => rows.map((row) => this.cosine(vector, row))));
    const good = mean(asked.map(({ bestCosine }) => bestCosine));
    return { chance: rounded(chance), good: rounded(Math.max(good, chance + LEAST_SPAN)) };
  }

  private tuning(question: Read, cosines: Cosines): TuningQuestion {
    const { tunable } = this.questions;
    const right = isRight(this.products, question);
    let relevant = 0;
    for (let row = 0; row < this.products.size; row++) if (tunable[row] === 1 && right(row)) relevant++;
    return {
      sort: question.sort,
      relevant,
      candidates: question.candidates.map(({ row, cosine, lexical }) => ({
        row,
        look: lookOf(cosine, cosines),
        lexical,
        right: right(row),
      })),
    };
  }
}

/** The score of the product that the question was made from. */
function ownScore({ own, covered }: Read, alpha: number, cosines: Cosines): number {
  const weight = lookWeight(alpha, covered);
  return weight * lookOf(own.cosine, cosines) + (1 - weight) * own.lexical;
}

function evidenceOf({ known, namesKind, covered, bestCosine }: Read, cosines: Cosines): Evidence {
  return { known, lexical: covered, kind: Number(namesKind), look: lookOf(bestCosine, cosines) };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
}

/** Tunes how words and look are weighed, and when a question in words is refused. */
export async function calibrateWords(
  catalogue: EncodedCatalogue,
  questions: Questions,
): Promise<WordsCalibration> {
  const products = tableOf(catalogue);
  const lexical = await LexicalIndex.build(products, productThesaurus(catalogue));
  return new WordsMeasuring(catalogue, questions, products, lexical).measure();
}
