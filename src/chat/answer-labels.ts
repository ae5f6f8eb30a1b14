import { FACET_ROLES } from "../catalogue/catalogue.js";
import { HaberdasherError } from "../errors.js";
import type { Picture } from "../images/picture.js";
import { NONE } from "../labels/fit.js";
import { coarserByName, inLevels } from "../labels/hierarchy.js";
import type { Description, LabelProbability, PicturePart } from "../labels/labeller.js";
import { readOwnLabels } from "../labels/own-labels.js";
import { LIMITS } from "../limits.js";
import type { CommandContext } from "./command.js";
import { capitalised, listed, ROLE_NAMES } from "./phrases.js";
import type { LabelGroup, Reply } from "./reply.js";
import type { Asker } from "./request.js";

/** A picture that somebody wants labelled. */
export interface LabelsQuestion {
  readonly asker: Asker;
  readonly picture: Picture | undefined;
  /** How many more came along: several pictures are several questions. */
  readonly picturesLeftOut: number;
  /** The asker's own labels, separated by commas; empty for the catalogue's facets. */
  readonly labels: string;
  readonly private: boolean;
}

const TOP = 5;

/** Labels the vector of a picture: with the asker's own labels, or with the catalogue's facets. */
export async function labelGroups(
  vector: Float32Array,
  own: readonly string[] | undefined,
  { shop }: Pick<CommandContext, "shop">,
  signal: AbortSignal,
): Promise<LabelGroup[]> {
  if (own) return inSteps("Your labels", await shop.labeller.classify(vector, own, signal));
  return facetGroups(await shop.labeller.describe(vector, signal));
}

/** What the catalogue's facets say, a group each. */
export function facetGroups(facets: Description): LabelGroup[] {
  return FACET_ROLES.flatMap((role) => {
    const found = facets[role];
    return found ? inSteps(ROLE_NAMES[role], found, role) : [];
  });
}

/** Labels of which some are kinds of others ("jacket", "rain jacket") as two questions, one after the other. */
export function inSteps(
  name: string,
  labels: readonly LabelProbability[],
  role?: LabelGroup["role"],
): LabelGroup[] {
  const group = (heading: string, list: readonly LabelProbability[]): LabelGroup => ({
    name: heading,
    ...(role === undefined ? {} : { role }),
    labels: list.slice(0, TOP),
  });
  const levels = inLevels(labels, coarserByName(labels.map(({ label }) => label)));
  return levels
    ? [group(name, levels.coarse), group(`${name}, more closely`, levels.fine)]
    : [group(name, labels)];
}

/**
 * "Rain jacket, Navy Blue, Women": the best of each question, for those who read no bars. Asked in two steps, a question's
 * second answer says it all; what a kind says its category need not say again; a facet of which nothing fits is not told.
 */
export function labelsText(groups: readonly LabelGroup[]): string {
  if (groups.length === 0) return "This catalogue has no facets to choose from; give labels of your own.";
  const best = new Map<LabelGroup["role"], string>();
  for (const { role, labels } of groups) {
    const label = labels[0]?.label;
    if (label !== undefined && (role === undefined || label !== NONE)) best.set(role, label);
  }
  if (best.has("kind")) best.delete("category");
  return best.size === 0 ? NONE : [...best.values()].join(", ");
}

/** "It seems to show several things: sneakers at the top left and a handbag …", or undefined for one thing. */
export function partsText(parts: readonly PicturePart[]): string | undefined {
  if (parts.length === 0) return undefined;
  const told = parts.map(({ label, place }) => {
    const where = place === "middle" ? "in the middle" : `at the ${place}`;
    return `${label} ${where}`;
  });
  return `It seems to show several things: ${listed(told)}. Send a part of it to learn more.`;
}

/** Says what the picture shows, and keeps its vector for "Find lookalikes". */
export async function answerLabels(
  question: LabelsQuestion,
  { shop, sessions }: Pick<CommandContext, "shop" | "sessions">,
  signal: AbortSignal,
): Promise<Reply> {
  const { picture } = question;
  if (!picture) throw new HaberdasherError("bad-request", "Attach a picture to classify.");
  const known = { facets: shop.catalogue.facets, labelSets: shop.labelSets };
  const own = question.labels.trim() === "" ? undefined : readOwnLabels(question.labels, known);
  const [vector] = await shop.engine.encodeImages([picture], { signal });
  if (!vector) throw new Error("The engine returned no vector for a picture");
  const [labels, parts] = await Promise.all([
    labelGroups(vector, own, { shop }, signal),
    own ? [] : shop.labeller.partsOf(picture, vector, signal),
  ]);
  const several = partsText(parts);
  const session = await sessions.create({
    command: "classify",
    title: "Lookalikes",
    question: { vector: [...vector] },
    fingerprint: shop.engine.fingerprint,
    shown: [],
    folded: [],
    count: LIMITS.hits.default,
    private: question.private,
    userId: question.asker.userId,
    platform: question.asker.platform,
  });
  return {
    kind: "answer",
    session,
    title: capitalised(labelsText(labels)),
    ...(several === undefined ? {} : { text: several }),
    ...(question.picturesLeftOut > 0 ? { notice: "Only the first picture was looked at." } : {}),
    labels,
    actions: [{ label: "Find lookalikes", action: { verb: "more", session } }],
    private: question.private,
  };
}
