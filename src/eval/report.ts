import { type Evaluation, FAIR_CLASS, type PhotoEvaluation, type RefusalFigures } from "./evaluate.js";
import type { ClassFigures } from "./metrics.js";
import type { SearchEvaluation } from "./search-table.js";

/** One line of the table: what was measured, over what, the figures. */
export type ReportRow = [string, string, string];

const figure = (value: number) => value.toFixed(3);
const figures = (named: Readonly<Record<string, number>>) =>
  Object.entries(named)
    .map(([name, value]) => `${name} ${figure(value)}`)
    .join("  ");
/** A share of nothing would read as a failure. */
const NOTHING = "nothing here to measure it by";
const whole = (value: number) => value.toLocaleString("en");

function classRow(name: string, { items, classes, accuracy, weightedF1 }: ClassFigures): ReportRow {
  const said = items === 0 ? NOTHING : figures({ accuracy, "weighted F1": weightedF1 });
  return [name, `${whole(items)} in ${classes} classes`, said];
}

export function evaluationRows(evaluation: Evaluation): ReportRow[] {
  const { titleToPicture: titles, zeroShot, colourAndKind: named, pictureToPicture: pictures } = evaluation;
  const rows: ReportRow[] = [
    [
      "title → picture",
      `${whole(titles.queries)} among ${whole(evaluation.gallery)}`,
      figures({ "R@1": titles.r1, "R@10": titles.r10, MRR: titles.mrr }),
    ],
    classRow(`kind, zero-shot, classes of ${FAIR_CLASS} and more`, zeroShot.kind.fair),
    classRow("kind, zero-shot, every class", zeroShot.kind.all),
    classRow(`colour, zero-shot, classes of ${FAIR_CLASS} and more`, zeroShot.colour.fair),
    classRow("colour, zero-shot, every class", zeroShot.colour.all),
    ...(zeroShot.pattern ? [classRow("pattern, zero-shot", zeroShot.pattern)] : []),
    [
      "“colour kind” → picture, P@10",
      `${whole(named.queries)} queries`,
      named.queries === 0
        ? NOTHING
        : `${figures({ kind: named.kind, colour: named.colour, both: named.both })}  R-precision ${figure(named.rPrecision)}`,
    ],
    [
      "picture → picture, P@10",
      `${whole(pictures.queries)} among ${whole(evaluation.gallery)}`,
      figures({ kind: pictures.kind, colour: pictures.colour, both: pictures.both }),
    ],
  ];
  const recall = evaluation.indexRecall;
  if (recall) {
    rows.push([
      `index recall@${recall.k}`,
      `against the exact scan, ef ${recall.ef}`,
      figures({ titles: recall.titles, pictures: recall.pictures }),
    ]);
  }
  return rows;
}

export function photoRows(photos: PhotoEvaluation): ReportRow[] {
  const perClass = Object.entries(photos.perClass).map(
    ([name, accuracy]): ReportRow => [`· ${name}`, "", figure(accuracy)],
  );
  return [classRow("photos, zero-shot", photos), ...perClass];
}

export function refusalRows(name: string, { queries, refused }: RefusalFigures): ReportRow {
  return [name, `${whole(queries)} queries`, figure(refused)];
}

/** One line for each way of searching, and what "in COLOUR" beside a product brings. */
export function searchRows(search: SearchEvaluation): ReportRow[] {
  const { gallery, titles, facets, paraphrases, variants, combined } = search;
  const over = `${whole(titles)} titles, ${whole(facets)} phrases, ${whole(paraphrases)} paraphrases among ${whole(gallery)}`;
  const ways = variants.map((way, at): ReportRow => {
    const said = figures({
      ...(titles === 0 ? {} : { "titles R@1": way.titles.r1, MRR: way.titles.mrr }),
      ...(facets === 0 ? {} : { "phrases P@10": way.facets }),
      ...(way.paraphrases === undefined ? {} : { "paraphrases P@10": way.paraphrases }),
    });
    return [`search: ${way.name}`, at === 0 ? over : "", said === "" ? NOTHING : said];
  });
  const beside = ({ queries, ...shares }: SearchEvaluation["combined"]["look"], name: string): ReportRow => [
    name,
    `${whole(queries)} products`,
    queries === 0 ? NOTHING : figures(shares),
  ];
  return [
    ...ways,
    beside(combined.look, "lookalikes, judged by another colour"),
    beside(combined.words, "lookalikes “in COLOUR”, P@10"),
  ];
}
