import { DefaultRestOptions, type RESTOptions } from "discord.js";

/**
 * Sends forms as bytes. discord.js hands a form as it is to the process's global HTTP dispatcher, which whichever
 * undici was loaded first has set; another major version of it does not know the form for one, and the upload fails.
 */
export const makeRequest: RESTOptions["makeRequest"] = async (url, init) => {
  if (!(init.body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  const form = new Response(init.body);
  return DefaultRestOptions.makeRequest(url, {
    ...init,
    headers: { ...init.headers, "content-type": form.headers.get("content-type") ?? "multipart/form-data" },
    body: new Uint8Array(await form.arrayBuffer()),
  });
};
