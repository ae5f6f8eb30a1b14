import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { SlackDouble } from "../doubles/slack/double.js";
import { buttonsOf } from "../doubles/slack/forms.js";
import type { KeptMessage } from "../doubles/slack/state.js";
import { picture } from "../fixtures/drawn-products.js";
import { waitFor } from "../fixtures/wait-for.js";

/** A bot that a double of Slack talks to, wherever it runs. */
export interface AskedBot {
  readonly slack: SlackDouble;
  /** Resolves once nothing is being worked on. */
  quiet(ms?: number): Promise<void>;
}

export interface CrowdReport {
  readonly asked: number;
  /** Questions that got no answer, or not in time. */
  readonly lost: number;
  /** Answers beyond one per question. */
  readonly doubled: number;
  /** The longest that Slack waited for an acknowledgement. */
  readonly slowestAckMs: number;
  /** Events that no delivery brought to the bot, retries included. */
  readonly unacknowledged: number;
  /** Commands and presses that reached nobody, which Slack tells the person. */
  readonly undelivered: number;
  readonly answerMs: { readonly median: number; readonly slowest: number };
}

interface Question {
  /** Finds the answers that count for this question. */
  readonly answers: () => readonly KeptMessage[];
  readonly expected: number;
}

const PATIENCE_MS = 70_000;

/** One person, who asks one thing after the other until the time is over. */
class Person {
  readonly questions: Question[] = [];
  readonly waits: number[] = [];
  lost = 0;
  undelivered = 0;
  private readonly user: string;
  private turn: number;
  private last: KeptMessage | undefined;

  constructor(
    private readonly bot: AskedBot,
    private readonly pictures: readonly Uint8Array[],
    number: number,
  ) {
    this.user = `U0C${String(number).padStart(7, "0")}`;
    this.turn = number;
  }

  async askUntil(end: number, lookMs: number): Promise<void> {
    const turns = [() => this.show(), () => this.command(), () => this.mention(), () => this.more()];
    while (performance.now() < end) {
      await turns[this.turn % turns.length]?.();
      this.turn += 1;
      await sleep(lookMs);
    }
  }

  private async wait(question: Question): Promise<readonly KeptMessage[]> {
    this.questions.push(question);
    const started = performance.now();
    try {
      const enough = () => {
        const answers = question.answers();
        return answers.length < question.expected ? undefined : answers;
      };
      const found = await waitFor(enough, "answer", PATIENCE_MS);
      this.waits.push(performance.now() - started);
      return found;
    } catch {
      this.lost += 1;
      return [];
    }
  }

  private inThread(ts: string): readonly KeptMessage[] {
    return this.bot.slack.workspace.answers({ threadTs: ts }).filter(({ via }) => via === "chat.postMessage");
  }

  private async show(): Promise<void> {
    const { slack } = this.bot;
    const bytes = this.pictures[this.turn % this.pictures.length] ?? new Uint8Array();
    const file = slack.upload(bytes, { user: this.user });
    const post = await slack.post({
      user: this.user,
      channel: slack.workspace.direct(this.user),
      text: "count:2",
      files: [file],
      again: this.turn % 2,
    });
    const [cards] = await this.wait({ answers: () => this.inThread(post.ts), expected: 1 });
    // Under an apology stand no buttons.
    this.last = cards && buttonsOf(cards.blocks).length > 0 ? cards : undefined;
  }

  private async command(): Promise<void> {
    const words = `red coat ${this.user}-${this.turn}`;
    // Nobody else tells this person anything in private: what is new there is the answer, or an apology.
    const answers = () => this.bot.slack.workspace.answers({ to: this.user });
    const expected = answers().length + 1;
    const { ackedAfterMs } = await this.bot.slack.command("/find", `${words} count:2`, { user: this.user });
    // Slack tells the person itself when a command reached nobody, and does not try again.
    if (ackedAfterMs === undefined) this.undelivered += 1;
    else await this.wait({ answers, expected });
  }

  private async mention(): Promise<void> {
    const post = await this.bot.slack.post({
      user: this.user,
      channel: "C0LISTED00",
      text: "<@U0BOT00000> find blue dress count:2",
      again: 1,
    });
    await this.wait({ answers: () => this.inThread(post.ts), expected: 1 });
  }

  private async more(): Promise<void> {
    const cards = this.last;
    if (!cards) return;
    const ts = cards.threadTs ?? "";
    this.last = undefined;
    const { ackedAfterMs } = await this.bot.slack.press(cards, "hb:more", { user: this.user });
    const question = { answers: () => this.inThread(ts), expected: 2 };
    if (ackedAfterMs !== undefined) await this.wait(question);
    else {
      // It may have arrived all the same, and only its acknowledgement was lost.
      this.questions.push(question);
      this.undelivered += 1;
    }
  }
}

/** So many people ask at once, for so long; each looks at an answer for `lookMs` before asking the next. */
export async function crowd(bot: AskedBot, people: number, ms: number, lookMs = 0): Promise<CrowdReport> {
  const pictures = await Promise.all([
    picture("Coats", "Red"),
    picture("Dresses", "Blue"),
    picture("Handbags", "Green"),
  ]);
  const end = performance.now() + ms;
  const before = bot.slack.deliveries.length;
  const everybody = Array.from({ length: people }, (_, number) => new Person(bot, pictures, number));
  await Promise.all(everybody.map((person) => person.askUntil(end, lookMs)));
  await bot.quiet(500);
  const questions = everybody.flatMap((person) => person.questions);
  const waits = everybody.flatMap((person) => person.waits).sort((a, b) => a - b);
  const deliveries = bot.slack.deliveries.slice(before);
  const events = deliveries.filter(({ kind }) => kind.startsWith("event:"));
  // The last question about a thread or person tells how many answers there may be in all.
  const most = new Map<string, { found: number; expected: number }>();
  for (const { answers, expected } of questions) {
    const found = answers();
    const key = found[0]?.threadTs ?? found[0]?.ts ?? "";
    most.set(key, { found: found.length, expected: Math.max(expected, most.get(key)?.expected ?? 0) });
  }
  return {
    asked: questions.length,
    lost: everybody.reduce((sum, { lost }) => sum + lost, 0),
    doubled: [...most.values()].reduce((sum, { found, expected }) => sum + Math.max(0, found - expected), 0),
    slowestAckMs: Math.max(0, ...deliveries.map(({ ackedAfterMs }) => ackedAfterMs ?? 0)),
    unacknowledged: events.filter(({ ackedAfterMs }) => ackedAfterMs === undefined).length,
    undelivered: everybody.reduce((sum, { undelivered }) => sum + undelivered, 0),
    answerMs: { median: waits[Math.floor(waits.length / 2)] ?? 0, slowest: waits.at(-1) ?? 0 },
  };
}
