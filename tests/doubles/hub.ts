import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";

export interface HubRepository {
  /** Folder with the repository's files. */
  readonly folder: string;
  /** Path in the repository → another file on disk, or null for one that is not there. */
  readonly overrides?: Readonly<Record<string, string | null>>;
}

/** A model hub on loopback: GET /{org}/{name}/resolve/main/{file}, with the answers that huggingface.co gives. */
export class HubDouble {
  /** Paths of files that were asked for, in order: "onnx/text_model.onnx". */
  readonly asked: string[] = [];
  /** Sends only so many bytes of a file and hangs up. */
  cutOff: { readonly file: string; readonly bytes: number } | undefined;
  /** Answers everything with this status. */
  status: number | undefined;
  readonly #repositories = new Map<string, HubRepository>();
  readonly #server = createServer((request, response) => {
    void this.#answer(request.url ?? "", response);
  });

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get endpoint(): string {
    const address = this.#server.address();
    if (typeof address !== "object" || address === null) throw new Error("The hub is not open.");
    return `http://127.0.0.1:${address.port}`;
  }

  /** @param id "org/name" */
  serve(id: string, repository: HubRepository): void {
    this.#repositories.set(id, repository);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(url: string, response: ServerResponse): Promise<void> {
    const match = /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(decodeURIComponent(url));
    const [, id = "", file = ""] = match ?? [];
    if (match !== null) this.asked.push(file);
    if (this.status !== undefined) return void response.writeHead(this.status).end();
    const repository = this.#repositories.get(id);
    // The hub does not tell strangers whether a repository is private or missing.
    if (repository === undefined) return void response.writeHead(401).end("Invalid username or password.");
    const override = repository.overrides?.[file];
    const path = override ?? join(repository.folder, file);
    const found = override === null ? undefined : await stat(path).catch(() => undefined);
    if (!found?.isFile()) return void response.writeHead(404).end("Entry not found");
    response.writeHead(200, { "content-length": found.size, etag: `"${found.mtimeMs}"` });
    const cut = this.cutOff?.file === file ? this.cutOff.bytes : undefined;
    if (cut === undefined) return void createReadStream(path).pipe(response);
    createReadStream(path, { end: Math.max(0, cut - 1) })
      .on("data", (chunk) => response.write(chunk))
      .on("end", () => setTimeout(() => response.destroy(), 20));
  }
}
