import type { IncomingMessage } from "node:http";
import { isObject, type Json, text } from "./json.js";
import { Refusal } from "./refusal.js";
import type { Sent, Upload } from "./rules/message.js";

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function parseJson(source: string): unknown {
  try {
    return source === "" ? {} : JSON.parse(source);
  } catch {
    throw new Refusal(400, 50109, "The request body contains invalid JSON.");
  }
}

/** JSON, or `multipart/form-data` with `payload_json` and `files[n]`. */
export async function readBody(request: IncomingMessage): Promise<Sent & { readonly list: unknown }> {
  const bytes = await bytesOf(request);
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) {
    const parsed = parseJson(bytes.toString("utf8"));
    return { body: isObject(parsed) ? parsed : {}, uploads: [], list: parsed };
  }
  const form = await new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData();
  const uploads: Upload[] = [];
  let body: Json = {};
  for (const [name, value] of form) {
    if (name === "payload_json") {
      const parsed = parseJson(typeof value === "string" ? value : await value.text());
      if (isObject(parsed)) body = parsed;
      continue;
    }
    const id = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (id === undefined || typeof value === "string")
      throw new Refusal(400, 50035, `Unknown part ${text(name)}`);
    uploads.push({
      id,
      filename: value.name,
      contentType: value.type,
      bytes: new Uint8Array(await value.arrayBuffer()),
    });
  }
  return { body, uploads, list: body };
}
