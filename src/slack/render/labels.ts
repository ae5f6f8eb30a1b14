import type { types } from "@slack/bolt";
import type { LabelGroup } from "../../chat/reply.js";
import type { LabelProbability } from "../../labels/labeller.js";
import { SLACK } from "../limits.js";
import { fit, inert, mrkdwn } from "../text.js";

const CELLS = 8;
/** Longer labels are cut: a field is half a message wide. */
const LABEL = 60;

/** A bar of eight cells; anything above nothing shows at least one. */
export function bar(probability: number): string {
  const share = Math.min(1, Math.max(0, probability));
  const filled = share > 0 ? Math.max(1, Math.round(share * CELLS)) : 0;
  return "█".repeat(filled) + "░".repeat(CELLS - filled);
}

export function percent(probability: number): string {
  const share = Math.min(1, Math.max(0, probability)) * 100;
  if (share > 0 && share < 1) return "<1 %";
  return `${Math.round(share)} %`;
}

function line({ label, probability }: LabelProbability): string {
  return `\`${bar(probability)}\` ${fit(label, LABEL, inert)} ${percent(probability).replace("<", "&lt;")}`;
}

function field({ name, labels }: LabelGroup): types.MrkdwnElement {
  const heading = `*${fit(name, LABEL, inert)}*`;
  return mrkdwn([heading, ...labels.slice(0, 5).map(line)].join("\n"));
}

/** Groups of labels as fields, two beside each other. */
export function labelBlocks(groups: readonly LabelGroup[]): types.SectionBlock[] {
  const fields = groups.filter(({ labels }) => labels.length > 0).map(field);
  const size = SLACK.sectionFields.value;
  return Array.from({ length: Math.ceil(fields.length / size) }, (_, row) => ({
    type: "section",
    fields: fields.slice(row * size, (row + 1) * size),
  }));
}

/** The same for those who read no blocks: "Colour: navy 82 %". */
export function labelsText(groups: readonly LabelGroup[]): string {
  return groups
    .flatMap(({ name, labels: [best] }) =>
      best ? [`${name}: ${best.label} ${percent(best.probability)}`] : [],
    )
    .join(" · ");
}
