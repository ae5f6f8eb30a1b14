import {
  cutOff,
  lenientCutOff,
  quantile,
  rounded,
  TOLERANCE,
} from "../../catalogue/calibration/thresholds.js";
import type { PictureRefusal, Refusal } from "../../catalogue/manifest.js";
import {
  belonging,
  type Evidence,
  type EvidenceWeights,
  type PictureEvidence,
  type PictureWeights,
  pictureBelonging,
} from "../belonging.js";
import { fitLogistic } from "./fit-logistic.js";

/**
 * Share of the catalogue's own questions that may fall below the cut-off. About a tenth of them have a word that nobody
 * knows; where those look like off-topic ones, as they do to a small model, some of them may pay for it.
 */
const MOST_REFUSED = 0.06;

/**
 * Questions in words that belong here against such that do not. With a small model the known words tell most, with a larger
 * one the look does: the weights say which, and none is set by hand.
 */
export function fitRefusal(onTopic: readonly Evidence[], offTopic: readonly Evidence[]): Refusal {
  const listed = ({ known, lexical, kind, look }: Evidence) => [known, lexical, kind, look];
  const { bias, weights } = fitLogistic(onTopic.map(listed), offTopic.map(listed));
  const [known = 0, lexical = 0, kind = 0, look = 0] = weights;
  const fitted: EvidenceWeights = { bias, known, lexical, kind, look };
  const belongs = (evidence: Evidence) => belonging(evidence, fitted);
  const here = onTopic.map(belongs);
  const least = Math.min(cutOff(here, offTopic.map(belongs)), quantile(here, MOST_REFUSED));
  return {
    bias: rounded(bias),
    known: rounded(known),
    lexical: rounded(lexical),
    kind: rounded(kind),
    look: rounded(look),
    least: rounded(least),
  };
}

/**
 * Photographed products against pictures of other things. People's photos are harder than ours: the cut-off is as low as the
 * other side allows, and what room there is between the two belongs to whoever asks. Of the other side no more is answered
 * than by the cosine alone.
 * @param loose the cosine below which a picture would be refused without this
 */
export function fitPictureRefusal(
  onTopic: readonly PictureEvidence[],
  offTopic: readonly PictureEvidence[],
  loose: number,
): Omit<PictureRefusal, "direction"> {
  const listed = ({ look, topic }: PictureEvidence) => [look, topic];
  const { bias, weights } = fitLogistic(onTopic.map(listed), offTopic.map(listed));
  const [look = 0, topic = 0] = weights;
  const fitted: PictureWeights = { bias, look, topic };
  const belongs = (evidence: PictureEvidence) => pictureBelonging(evidence, fitted);
  const elsewhere = offTopic.map(belongs);
  const byCosine = offTopic.filter((evidence) => evidence.look >= loose).length / offTopic.length;
  const answered = Math.min(byCosine, TOLERANCE.answered);
  const least = Math.min(lenientCutOff(onTopic.map(belongs), elsewhere), quantile(elsewhere, 1 - answered));
  return { bias: rounded(bias), look: rounded(look), topic: rounded(topic), least: rounded(least) };
}
