import type { LabelGroup } from "../../chat/reply.js";
import { codeLine, cut, escapeLine } from "./escape.js";

const BAR = 10;
/** Narrow enough for a phone: 16 + 1 + 10 + 1 + 4 characters. */
const LABEL = 16;
const BLOCKS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

/** A bar of up to ten full blocks, in eighths, padded to ten characters. */
export function bar(probability: number): string {
  const eighths = Math.round(Math.min(1, Math.max(0, probability)) * BAR * 8);
  return ("█".repeat(Math.floor(eighths / 8)) + (BLOCKS[eighths % 8] ?? "")).padEnd(BAR);
}

/** "82%", and "<1%" rather than a zero that is none. */
export function percent(probability: number): string {
  const rounded = Math.round(probability * 100);
  return rounded === 0 && probability > 0 ? "<1%" : `${rounded}%`;
}

/** One group as a block of fixed-width lines under its name: a bar chart that a screen reader can still read out. */
function barChart({ name, labels }: LabelGroup): string {
  const names = labels.map(({ label }) => cut(codeLine(label), LABEL));
  const width = Math.max(...names.map((label) => label.length));
  const lines = labels.map(({ probability }, index) =>
    `${(names[index] ?? "").padEnd(width)} ${bar(probability)} ${percent(probability).padStart(4)}`.trimEnd(),
  );
  return `**${escapeLine(name)}**\n\`\`\`\n${lines.join("\n")}\n\`\`\``;
}

/** The groups' charts, as many as fit into `room` characters; a chart is never cut. */
export function barCharts(groups: readonly LabelGroup[], room: number): string {
  let charts = "";
  for (const group of groups.filter(({ labels }) => labels.length > 0)) {
    const longer = [charts, barChart(group)].filter(Boolean).join("\n");
    if (longer.length > room) break;
    charts = longer;
  }
  return charts;
}
