import type { Context, Hono, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { stream } from "hono/streaming";
import { z } from "zod";
import { decodeAction } from "../chat/action.js";
import type { Chat } from "../chat/chat.js";
import { readFollowUp } from "../chat/conversation/follow-up.js";
import { errorReply } from "../chat/error-reply.js";
import { parseCommandLine, pictureCommand } from "../chat/parse.js";
import type { Reply } from "../chat/reply.js";
import { HaberdasherError } from "../errors.js";
import type { PictureSource } from "../images/picture.js";
import { sourceFromBytes, sourceFromUrl } from "../images/sources.js";
import { LIMITS } from "../limits.js";
import type { Logger } from "../log.js";
import type { AnswerEvent } from "./protocol.js";
import { replyMessage } from "./reply-message.js";
import type { ShopWindow } from "./shop-window.js";
import { visitor } from "./visitor.js";

/** Room for the line, the names and the seams of a form beside its pictures. */
const FORM_BYTES = 64 * 1024;
/** Forms with pictures that are read at the same time: each may hold all of them in memory. */
const UPLOADS_AT_ONCE = 8;

export interface QuestionParts {
  readonly chat: Chat;
  readonly window: ShopWindow;
  readonly log: Logger;
  /** Aborted when the server closes and can wait no longer, with what those who still wait are told. */
  readonly closing: AbortSignal;
}

const SESSION = z.string().regex(/^[\w-]{1,32}$/);

type Ask = (signal: AbortSignal) => Promise<Reply>;

const actBody = z.object({
  action: z.string().max(200),
  words: z.string().max(LIMITS.queryCharacters).optional(),
});

/** `POST /api/ask` (a typed line with pictures) and `POST /api/act` (a button): answers stream as JSON lines. */
export function addQuestions(app: Hono, parts: QuestionParts): void {
  app.post(
    "/api/ask",
    fewUploads((c, thrown) => refuse(c, parts, thrown)),
    bodyLimit({
      maxSize: LIMITS.picturesPerRequest * LIMITS.pictureBytes + FORM_BYTES,
      onError: (c) => refuse(c, parts, new HaberdasherError("too-large", TOO_LARGE)),
    }),
    async (c) => {
      try {
        const { line, pictures, session } = await readForm(c);
        const asker = visitor(c);
        const question = () => parse(line, pictures, parts.chat);
        const handle = (signal: AbortSignal, { command, options, sources }: ReturnType<typeof question>) =>
          parts.chat.handle({ command, options, asker, pictures: sources, signal });
        if (pictures.length === 0 && readFollowUp(line)) {
          const after = session === undefined ? {} : { session };
          return answer(c, parts, "refine", async (signal) => {
            const followed = await parts.chat.follow({ line, asker, signal, ...after });
            return followed ?? handle(signal, question());
          });
        }
        const asked = question();
        return answer(c, parts, asked.command, (signal) => handle(signal, asked));
      } catch (thrown) {
        return refuse(c, parts, thrown);
      }
    },
  );
  const noButton = (c: Context) =>
    refuse(c, parts, new HaberdasherError("bad-request", "That is no button of ours."));
  app.post("/api/act", bodyLimit({ maxSize: FORM_BYTES, onError: noButton }), async (c) => {
    const body = actBody.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return noButton(c);
    const { action, words } = body.data;
    const asker = visitor(c);
    return answer(c, parts, decodeAction(action)?.verb ?? "unknown", (signal) =>
      parts.chat.act({ action, asker, signal, ...(words === undefined ? {} : { words }) }),
    );
  });
}

const TOO_LARGE = `That is too much at once: at most ${LIMITS.picturesPerRequest} pictures of ${LIMITS.pictureBytes / 1024 / 1024} MB each.`;

const LINK = /^https?:\/\//i;

/** What was typed for a picture: an address, for the page knows no files but those that are dropped. */
function typedPicture(address: string): PictureSource {
  if (LINK.test(address)) return sourceFromUrl(address);
  throw new HaberdasherError(
    "bad-request",
    "Drop the picture here, paste it, or give its address as image:https://… .",
  );
}

/** A picture without words asks for its lookalikes. */
function parse(line: string, dropped: readonly PictureSource[], chat: Chat) {
  const text = line.trim() === "" && dropped.length > 0 ? pictureCommand(chat.commands).name : line;
  const { command, options, pictures } = parseCommandLine(text, chat.commands);
  return { command, options, sources: [...dropped, ...pictures.map(typedPicture)] };
}

interface Form {
  readonly line: string;
  readonly pictures: readonly PictureSource[];
  readonly session: string | undefined;
}

/** A form that says how short it is; whoever sends more than they said is cut off. */
function isShort(c: Context): boolean {
  return Number(c.req.header("content-length") ?? Number.POSITIVE_INFINITY) <= FORM_BYTES;
}

/**
 * Lets forms with pictures in a few at a time, so that a crowd of them cannot fill the memory, nor hold up words. It stands
 * before all that reads a body: the limit on its size keeps one whose length nobody said in memory, too.
 */
function fewUploads(refused: (c: Context, thrown: HaberdasherError) => Response): MiddlewareHandler {
  let uploads = 0;
  return async (c, next) => {
    if (isShort(c)) return next();
    if (uploads >= UPLOADS_AT_ONCE) {
      // Browsers look for an answer only once everything is sent; one that is cut off tells of a lost connection.
      await c.req.raw.body?.pipeTo(new WritableStream()).catch(() => undefined);
      return refused(c, tooManyUploads());
    }
    uploads += 1;
    try {
      await next();
    } finally {
      uploads -= 1;
    }
  };
}

const tooManyUploads = () =>
  new HaberdasherError("busy", "Too many pictures are arriving at once; try again in 3 s.", {
    retryAfterS: 3,
  });

async function readForm(c: Context): Promise<Form> {
  try {
    const form = await c.req.formData();
    const line = form.get("line");
    const files = form.getAll("picture").filter((value) => value instanceof File);
    const pictures = await Promise.all(
      files.map(async (file) =>
        sourceFromBytes(new Uint8Array(await file.arrayBuffer()), file.name.slice(0, 200)),
      ),
    );
    const session = SESSION.safeParse(form.get("session")).data;
    return { line: typeof line === "string" ? line : "", pictures, session };
  } catch (thrown) {
    throw new HaberdasherError("bad-request", "That message did not arrive whole; please send it again.", {
      cause: thrown,
    });
  }
}

function refuse(c: Context, parts: QuestionParts, thrown: unknown): Response {
  const reply = errorReply(thrown);
  if (reply.code === "internal") parts.log.error({ err: thrown }, "a question could not be read");
  return answer(c, parts, "unknown", async () => reply);
}

/** Says "thinking" at once and the reply when it is there. */
function answer(c: Context, { window, log, closing }: QuestionParts, command: string, ask: Ask): Response {
  c.header("content-type", "application/x-ndjson; charset=utf-8");
  c.header("cache-control", "no-store");
  // A proxy in front must not hold the first line back.
  c.header("x-accel-buffering", "no");
  return stream(
    c,
    async (out) => {
      const send = (event: AnswerEvent) => out.write(`${JSON.stringify(event)}\n`);
      const gone = new AbortController();
      out.onAbort(() => gone.abort());
      await send({ type: "thinking", command });
      const reply = await ask(AbortSignal.any([c.req.raw.signal, gone.signal, closing])).catch(errorReply);
      await send({ type: "reply", reply: replyMessage(reply, window.picturePath) });
    },
    async (thrown) => {
      log.warn({ err: thrown }, "an answer could not be sent to the page");
    },
  );
}
