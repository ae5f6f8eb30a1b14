import type { Reply } from "../reply.js";
import { readChanges } from "./changes.js";
import type { FollowUp } from "./follow-up.js";

/** The answer to "start over". It has no session: nothing goes on from it. */
export const STARTED_OVER: Reply = {
  kind: "answer",
  title: "Starting over",
  text: "Forgotten. What are you looking for?",
  private: false,
};

/** Whether a line that goes on from nothing is a question by itself: "for kids" is, "cheaper" and "like 3" are not. */
export function isQuestion(meant: FollowUp): boolean {
  return (
    meant.kind === "refine" &&
    !meant.explicit &&
    readChanges(meant.words).every(({ kind }) => kind !== "price")
  );
}

/** The sentence for a line that goes on from nothing. */
export function nothingYet(meant: FollowUp): Reply {
  return { kind: "error", code: "bad-request", text: sentenceFor(meant), private: true };
}

function sentenceFor(meant: FollowUp): string {
  if (meant.kind !== "press") return "There is nothing to refine yet; ask for something first.";
  if (meant.verb === "more") return "There is no more to show.";
  if (meant.verb === "back") return "There is no earlier answer to go back to; ask for something first.";
  if (meant.verb === "labels") return "There is no picture to say that of yet; send one first.";
  return "There are no products to choose from yet; ask for something first.";
}
