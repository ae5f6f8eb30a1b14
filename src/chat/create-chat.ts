import { type ErrorCode, HaberdasherError } from "../errors.js";
import type { PictureSource } from "../images/picture.js";
import { sourceFromUrl } from "../images/sources.js";
import { LIMITS } from "../limits.js";
import type { Logger } from "../log.js";
import type { Shop } from "../shop.js";
import { actOn } from "./act.js";
import { decodeAction, encodeAction } from "./action.js";
import type { About, Chat } from "./chat.js";
import { checkOptions, readFilters } from "./check-options.js";
import type { Command, CommandContext } from "./command.js";
import { completions } from "./complete.js";
import { readFollowUp } from "./conversation/follow-up.js";
import { Places } from "./conversation/places.js";
import { isQuestion, nothingYet, STARTED_OVER } from "./conversation/start-over.js";
import { withDeadline } from "./deadline.js";
import { errorReply } from "./error-reply.js";
import { FairTurns, type Lane, type Load, type TurnLimits } from "./fair-turns.js";
import { checkPictureCount, loadPictures } from "./load-pictures.js";
import { unknownCommand } from "./option-values.js";
import {
  countersInMemory,
  type QuestionCounters,
  type QuestionsPerMinute,
  RateLimits,
} from "./rate-limits.js";
import type { Reply } from "./reply.js";
import type { ActionRequest, Asker, FollowUpRequest, OptionValues, Request } from "./request.js";
import { lastPage, type Sessions } from "./sessions.js";

/** One finished answer, for metrics. */
export interface Answered {
  /** A command's name, the verb of a button, or "unknown". */
  readonly command: string;
  readonly platform: string;
  readonly ms: number;
  /** Absent when it went well. */
  readonly code?: ErrorCode;
}

export type ChatLimits = TurnLimits & {
  readonly questionsPerMinute: QuestionsPerMinute;
  readonly requestMs: number;
};

export interface ChatParts {
  /** The shop as it is now; a request keeps the one it began with. */
  readonly shop: () => Shop;
  readonly commands: readonly Command[];
  readonly sessions: Sessions;
  readonly log: Logger;
  /** How a link that somebody typed becomes a picture. Default: downloaded, from public addresses only. */
  readonly link?: (address: string) => PictureSource;
  /** Other limits than the house's. */
  readonly limits?: Partial<ChatLimits>;
  /** Where questions are counted; default in memory, at `limits.questionsPerMinute`. */
  readonly counters?: QuestionCounters;
  readonly onAnswer?: (answered: Answered) => void;
}

/** The chat as its owner sees it. */
export interface OwnChat extends Chat {
  /** Questions that are being answered, and that wait for their turn. */
  load(): Load;
}

/** The one door for every adapter. */
export function createChat(parts: ChatParts): OwnChat {
  return new TheChat(parts);
}

/** Everybody goes on from answers of their own, also in a channel that many share. */
const placeKey = ({ platform, serverId = "", userId }: Asker, place: string) =>
  [platform, serverId, place, userId].join("\n");

class TheChat implements OwnChat {
  readonly commands: readonly Command[];
  private readonly limits: ChatLimits;
  private readonly rates: RateLimits;
  private readonly turns: FairTurns;
  private readonly places = new Places();

  constructor(private readonly parts: ChatParts) {
    this.commands = parts.commands;
    this.limits = { ...LIMITS, ...parts.limits };
    this.rates = new RateLimits(parts.counters ?? countersInMemory(this.limits.questionsPerMinute));
    this.turns = new FairTurns(this.limits);
  }

  about(): About {
    const { catalogue, engine } = this.parts.shop();
    return { catalogue: catalogue.manifest.name, products: catalogue.size, model: engine.name };
  }

  complete(command: string, option: string, typed: string, limit: number): readonly string[] {
    const known = this.commands.find(({ name }) => name === command);
    return known ? completions(known, option, typed, limit, this.parts.shop()) : [];
  }

  load(): Load {
    return this.turns.load();
  }

  handle(request: Request): Promise<Reply> {
    return this.inPlace(request, () => this.ask(request));
  }

  act(request: ActionRequest): Promise<Reply> {
    return this.inPlace(request, () => this.press(request));
  }

  async follow(request: FollowUpRequest): Promise<Reply | undefined> {
    const { asker, place, session, line } = request;
    const meant = readFollowUp(line);
    if (!meant) return undefined;
    // Whoever names an answer, or a number, means what they see.
    const seen = session !== undefined || (meant.kind === "press" && meant.number !== undefined);
    if (place === undefined || seen) return this.goOn(request);
    return this.places.after(placeKey(asker, place), () => this.goOn(request));
  }

  private ask(request: Request): Promise<Reply> {
    const command = this.commands.find(({ name }) => name === request.command);
    return this.answer(command?.name ?? "unknown", request.asker, request.signal, async (signal) => {
      if (!command) throw unknownCommand(this.commands, request.command);
      const context = this.context();
      const sources = [...request.pictures, ...this.linkedPictures(command, request.options)];
      checkPictureCount(command, sources.length);
      const options = checkOptions(command, request.options, sources.length);
      const filters = readFilters(command, options, context.shop.catalogue);
      const run = async () => {
        const looked = command.onePicture ? sources.slice(0, 1) : sources;
        const pictures = await loadPictures(looked, signal);
        const picturesLeftOut = sources.length - looked.length;
        const { asker } = request;
        const reply = await command.run(
          { asker, options, pictures, picturesLeftOut, filters, signal },
          context,
        );
        return this.remember(reply, request);
      };
      return command.slow
        ? this.inTurn(request.asker, sources.length > 0 ? "pictures" : "words", signal, run)
        : run();
    });
  }

  private press(request: ActionRequest): Promise<Reply> {
    const action = decodeAction(request.action);
    return this.answer(action?.verb ?? "unknown", request.asker, request.signal, async (signal) => {
      if (!action)
        throw new HaberdasherError("expired", "That button is not known any more; please ask again.");
      const context = this.context();
      return this.inTurn(request.asker, "words", signal, async () =>
        this.remember(await actOn(action, request, context, signal), request),
      );
    });
  }

  /** What a line means that goes on from the answer it names, or from the last one in its place. */
  private async goOn({ asker, place, signal, session, line }: FollowUpRequest): Promise<Reply | undefined> {
    const key = place === undefined ? undefined : placeKey(asker, place);
    const last = session ?? (key === undefined ? undefined : await this.lastIn(key));
    const seen = last === undefined ? undefined : await this.parts.sessions.get(last);
    const meant = readFollowUp(line, seen && lastPage(seen));
    if (!meant) return undefined;
    if (meant.kind === "start-over") {
      if (key !== undefined) await this.parts.sessions.forgetLast(key);
      return STARTED_OVER;
    }
    if (last === undefined) return isQuestion(meant) ? undefined : nothingYet(meant);
    const verb = meant.kind === "press" ? meant.verb : "refine";
    const number = meant.kind === "press" ? meant.number : undefined;
    return this.act({
      action: encodeAction({ verb, session: last, ...(number === undefined ? {} : { number }) }),
      asker,
      signal,
      ...(place === undefined ? {} : { place }),
      ...(meant.words === undefined ? {} : { words: meant.words }),
    });
  }

  /** The session of the last answer in a place, unless it is too old to go on from. */
  private async lastIn(key: string): Promise<string | undefined> {
    const { sessions } = this.parts;
    const last = await sessions.last(key);
    return last !== undefined && (await sessions.get(last)) ? last : undefined;
  }

  private inPlace(
    { asker, place }: Pick<Request, "asker" | "place">,
    work: () => Promise<Reply>,
  ): Promise<Reply> {
    return place === undefined ? work() : this.places.during(placeKey(asker, place), work);
  }

  /** What is typed next in a place goes on from this answer. */
  private async remember(reply: Reply, { asker, place }: Pick<Request, "asker" | "place">): Promise<Reply> {
    if (place === undefined || reply.kind !== "answer") return reply;
    const { sessions } = this.parts;
    if (reply.session !== undefined) await sessions.setLast(placeKey(asker, place), reply.session);
    else if (reply === STARTED_OVER) await sessions.forgetLast(placeKey(asker, place));
    return reply;
  }

  private context(): CommandContext {
    return { shop: this.parts.shop(), sessions: this.parts.sessions, commands: this.commands };
  }

  private inTurn(asker: Asker, lane: Lane, signal: AbortSignal, work: () => Promise<Reply>): Promise<Reply> {
    return this.turns.take(`${asker.platform}:${asker.userId}`, lane, signal, work);
  }

  private linkedPictures(command: Command, options: OptionValues): PictureSource[] {
    return command.options.flatMap((option) => {
      const address = options[option.name];
      if (option.type !== "text" || !option.link || typeof address !== "string" || address.trim() === "")
        return [];
      return [(this.parts.link ?? sourceFromUrl)(address.trim())];
    });
  }

  /** Counts, times and limits one answer, and turns whatever goes wrong into a sentence. */
  private async answer(
    command: string,
    asker: Asker,
    asked: AbortSignal,
    work: (signal: AbortSignal) => Promise<Reply>,
  ): Promise<Reply> {
    const started = performance.now();
    const reply = await withDeadline(asked, this.limits.requestMs, async (signal) => {
      await this.rates.count(asker);
      return work(signal);
    }).catch((thrown: unknown) => this.apology(thrown, command, asker));
    this.parts.onAnswer?.({
      command,
      platform: asker.platform,
      ms: performance.now() - started,
      ...(reply.code === undefined ? {} : { code: reply.code }),
    });
    return reply;
  }

  private apology(thrown: unknown, command: string, { platform, serverId }: Asker): Reply {
    const reply = errorReply(thrown);
    const { code } = reply;
    if (code === "internal" || code === "model" || code === "catalogue") {
      this.parts.log.error({ err: thrown, command, platform, serverId }, "A question could not be answered");
    }
    return reply;
  }
}
