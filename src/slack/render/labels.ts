import type { types } from "@slack/bolt";
import type { LabelGroup } from "../../chat/reply.js";
import type { LabelProbability } from "../../labels/labeller.js";
import { SLACK } from "../limits.js";
import { fit, inert, mrkdwn } from "../text.js";

const CELLS = 8;
const NOISE = 0.01;
/** Longer labels are cut: a field is half a message wide. */
const LABEL = 60;

/** A bar of eight cells. */
export function bar(probability: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, probability)) * CELLS);
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

/** All of the asker's own labels; of a catalogue's those that are more than noise, and the best in any case. */
function shownLabels({ role, labels }: LabelGroup): readonly LabelProbability[] {
  return labels
    .slice(0, 5)
    .filter(({ probability }, at) => at === 0 || role === undefined || probability >= NOISE);
}

function field(group: LabelGroup): types.MrkdwnElement {
  const heading = `*${fit(group.name, LABEL, inert)}*`;
  return mrkdwn([heading, ...shownLabels(group).map(line)].join("\n"));
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
