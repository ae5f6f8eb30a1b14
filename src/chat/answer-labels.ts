import { FACET_ROLES } from "../catalogue/catalogue.js";
import { HaberdasherError } from "../errors.js";
import type { Picture } from "../images/picture.js";
import { readOwnLabels } from "../labels/own-labels.js";
import { LIMITS } from "../limits.js";
import type { CommandContext } from "./command.js";
import { capitalised, ROLE_NAMES } from "./phrases.js";
import type { LabelGroup, Reply } from "./reply.js";
import type { Asker } from "./request.js";

/** A picture that somebody wants labelled. */
export interface LabelsQuestion {
  readonly asker: Asker;
  /** The first is labelled; several pictures are several questions. */
  readonly pictures: readonly Picture[];
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
  if (own) {
    const chosen = await shop.labeller.classify(vector, own, signal);
    return [{ name: "Your labels", labels: chosen.slice(0, TOP) }];
  }
  const facets = await shop.labeller.describe(vector, signal);
  return FACET_ROLES.flatMap((role) => {
    const found = facets[role];
    return found ? [{ name: ROLE_NAMES[role], role, labels: found.slice(0, TOP) }] : [];
  });
}

/** "Jackets, Navy Blue, Women" or "No labels fit": the best of each group, for those who read no bars. */
export function labelsText(groups: readonly LabelGroup[]): string {
  const best = groups.flatMap(({ labels }) => labels.slice(0, 1).map(({ label }) => label));
  return best.length === 0
    ? "This catalogue has no facets to choose from; give labels of your own."
    : best.join(", ");
}

/** Says what the first picture shows, and keeps its vector for "Find lookalikes". */
export async function answerLabels(
  question: LabelsQuestion,
  { shop, sessions }: Pick<CommandContext, "shop" | "sessions">,
  signal: AbortSignal,
): Promise<Reply> {
  const [picture] = question.pictures;
  if (!picture) throw new HaberdasherError("bad-request", "Attach a picture to classify.");
  const own = question.labels.trim() === "" ? undefined : readOwnLabels(question.labels, shop.catalogue);
  const [vector] = await shop.engine.encodeImages([picture], { signal });
  if (!vector) throw new Error("The engine returned no vector for a picture");
  const labels = await labelGroups(vector, own, { shop }, signal);
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
    title: capitalised(labelsText(labels)),
    ...(question.pictures.length > 1 ? { notice: "Only the first picture was looked at." } : {}),
    labels,
    actions: [{ label: "Find lookalikes", action: { verb: "more", session } }],
    private: question.private,
  };
}
