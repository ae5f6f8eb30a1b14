import type { webApi } from "@slack/bolt";
import type { Chat } from "../chat/chat.js";
import type { InFlight } from "../chat/in-flight.js";
import type { Asker } from "../chat/request.js";
import type { Logger } from "../log.js";
import type { InstallationsOnDisk } from "./installations.js";
import type { Once } from "./once.js";
import type { OwnHosts } from "./own-hosts.js";
import type { WorkingSigns } from "./working-sign.js";

/** What every listener works with. */
export interface Bot {
  readonly chat: Chat;
  readonly log: Logger;
  readonly hosts: OwnHosts;
  readonly once: Once;
  readonly inFlight: InFlight;
  readonly signs: WorkingSigns;
  /** Answers that are being shared with everyone in a channel. */
  readonly sharing: Set<string>;
  readonly lookalikeChannels: ReadonlySet<string>;
  /** The fetch for response URLs. */
  readonly fetch: NonNullable<webApi.WebClientOptions["fetch"]>;
  /** Installed workspaces, where there may be several. */
  readonly installations: InstallationsOnDisk | undefined;
  /** Slack took back the token of the settings: what there is to say of it is found out by connecting anew. */
  readonly tokenRefused: () => void;
  /** Aborted when the process ends, with what those who still wait are told. */
  readonly ending: AbortSignal;
}

/** Who asks, and the workspace's own client and token to answer with. */
export interface Caller {
  readonly client: webApi.WebClient;
  readonly token: string;
  readonly asker: Asker;
}

interface BoltContext {
  readonly botToken?: string | undefined;
  readonly teamId?: string | undefined;
  readonly enterpriseId?: string | undefined;
}

export function callerOf(client: webApi.WebClient, context: BoltContext, userId: string): Caller {
  const serverId = context.teamId ?? context.enterpriseId;
  return {
    client,
    token: context.botToken ?? "",
    asker: { platform: "slack", userId, ...(serverId === undefined ? {} : { serverId }) },
  };
}
