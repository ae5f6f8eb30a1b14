import { setTimeout as sleep } from "node:timers/promises";
import { eventsOf, form } from "./shop-server.js";

export interface VisitorsReport {
  readonly asked: number;
  /** Answers by kind, and by code where they are errors. */
  readonly answers: Readonly<Record<string, number>>;
  /** Questions whose answer did not come, or came more than once. */
  readonly lost: readonly string[];
}

const LINES = ["red winter coat", "/find dress max:80", "/help", "/find trousers colour:blue count:3", ""];

/** People who use the page at the same time, each with an own cookie; an empty line comes with a picture. */
export async function visitors(
  url: string,
  { people, ms, lookMs, picture }: { people: number; ms: number; lookMs: number; picture: Uint8Array },
): Promise<VisitorsReport> {
  const end = Date.now() + ms;
  const answers: Record<string, number> = {};
  const lost: string[] = [];
  let asked = 0;
  const visitor = async (number: number) => {
    const cookie = `haberdasher_visitor=${String(number).padStart(22, "0")}`;
    for (let turn = number; Date.now() < end; turn++) {
      const line = LINES[turn % LINES.length] ?? "";
      const pictures = line === "" ? [{ bytes: picture, name: "coat.jpg" }] : [];
      asked++;
      try {
        const body = form(line, pictures);
        const events = await eventsOf(
          await fetch(`${url}/api/ask`, { method: "POST", body, headers: { cookie } }),
        );
        const replies = events.flatMap((event) => (event.type === "reply" ? [event.reply] : []));
        if (replies.length !== 1) lost.push(`${line}: ${replies.length} replies`);
        for (const { kind, code } of replies) answers[code ?? kind] = (answers[code ?? kind] ?? 0) + 1;
      } catch (thrown) {
        lost.push(`${line}: ${String(thrown)}`);
      }
      await sleep(lookMs);
    }
  };
  await Promise.all(Array.from({ length: people }, (_, number) => visitor(number)));
  return { asked, answers, lost };
}
