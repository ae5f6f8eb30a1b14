import { z } from "zod";
import { decodeAction } from "../chat/action.js";
import { readCustomId } from "./custom-id.js";

/** A component of any type, of which only ids, what it holds and what a menu offers are looked at. */
interface Holder {
  readonly custom_id?: string | undefined;
  readonly options?: readonly { readonly value: string }[] | undefined;
  readonly components?: readonly Holder[] | undefined;
}

const holder: z.ZodType<Holder> = z.lazy(() =>
  z.object({
    custom_id: z.string().optional().catch(undefined),
    options: z
      .array(z.object({ value: z.string() }))
      .optional()
      .catch(undefined),
    components: z.array(holder).optional().catch(undefined),
  }),
);

function idsIn({ custom_id, options = [], components = [] }: Holder): string[] {
  const own = custom_id === undefined ? [] : [custom_id];
  return [...own, ...options.map(({ value }) => value), ...components.flatMap(idsIn)];
}

/** The session of one of our answers, as its buttons and menus name it; undefined for a message without any. */
export function sessionOfMessage(message: unknown): string | undefined {
  const { data } = holder.safeParse(message);
  const actions = (data ? idsIn(data) : []).map((id) => decodeAction(readCustomId(id)?.text ?? ""));
  return actions.find((action) => action !== undefined)?.session;
}
