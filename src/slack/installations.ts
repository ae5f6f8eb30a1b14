import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Installation, InstallationQuery, InstallationStore } from "@slack/bolt";
import { z } from "zod";

/** What must be there for an installation to be of use; the rest is kept as it came. */
const installationSchema = z.looseObject({
  team: z.looseObject({ id: z.string() }).nullish(),
  enterprise: z.looseObject({ id: z.string() }).nullish(),
  user: z.looseObject({ id: z.string() }),
  bot: z.looseObject({ token: z.string(), id: z.string(), userId: z.string() }),
});

const SAFE_ID = /^[A-Z0-9]{2,32}$/;

/**
 * Installed workspaces, one JSON file each, named by the workspace's or organisation's id. Files can be read by the
 * bot's own user alone (600) in a folder of the same kind (700), and are replaced whole or not at all.
 */
export class InstallationsOnDisk implements InstallationStore {
  constructor(private readonly folder: string) {}

  async storeInstallation(installation: Installation): Promise<void> {
    const id = installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id;
    const path = this.pathOf(id);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await chmod(this.folder, 0o700);
    const draft = `${path}.${randomBytes(6).toString("hex")}.tmp`;
    const file = await open(draft, "wx", 0o600);
    try {
      await file.writeFile(JSON.stringify(installation));
      await file.sync();
      await file.close();
      await rename(draft, path);
    } catch (thrown) {
      await file.close().catch(() => {});
      await rm(draft, { force: true });
      throw thrown;
    }
  }

  async fetchInstallation(query: InstallationQuery<boolean>): Promise<Installation> {
    const ids = query.isEnterpriseInstall ? [query.enterpriseId] : [query.teamId, query.enterpriseId];
    for (const id of ids) {
      const found = id === undefined ? undefined : await this.read(id);
      if (found) return found;
    }
    throw new Error("This workspace has not installed the app");
  }

  async deleteInstallation(query: InstallationQuery<boolean>): Promise<void> {
    const id = query.isEnterpriseInstall ? query.enterpriseId : (query.teamId ?? query.enterpriseId);
    await rm(this.pathOf(id), { force: true });
  }

  /** How many workspaces have installed the app. */
  async count(): Promise<number> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => name.endsWith(".json")).length;
  }

  private pathOf(id: string | undefined): string {
    if (id === undefined || !SAFE_ID.test(id))
      throw new Error("An installation without a proper workspace id");
    return join(this.folder, `${id}.json`);
  }

  private async read(id: string): Promise<Installation | undefined> {
    const text = await readFile(this.pathOf(id), "utf8").catch((thrown: NodeJS.ErrnoException) => {
      if (thrown.code === "ENOENT") return undefined;
      throw thrown;
    });
    return text === undefined ? undefined : readInstallation(text);
  }
}

function isInstallation(value: unknown): value is Installation {
  return installationSchema.safeParse(value).success;
}

function readInstallation(text: string): Installation {
  const value: unknown = JSON.parse(text);
  if (!isInstallation(value)) throw new Error("An installation file is damaged");
  return value;
}
