import { z } from "zod";
import { decodeAction } from "../chat/action.js";
import { readCustomId } from "./custom-id.js";

/** A component of any type, of which only ids and what it holds are looked at. */
interface Holder {
  readonly custom_id?: string | undefined;
  readonly components?: readonly Holder[] | undefined;
}

const holder: z.ZodType<Holder> = z.lazy(() =>
  z.object({
    custom_id: z.string().optional().catch(undefined),
    components: z.array(holder).optional().catch(undefined),
  }),
);

function idsIn({ custom_id, components = [] }: Holder): string[] {
  return [...(custom_id === undefined ? [] : [custom_id]), ...components.flatMap(idsIn)];
}

/** The session of one of our answers, as its buttons name it; undefined for a message without any. */
export function sessionOfMessage(message: unknown): string | undefined {
  const { data } = holder.safeParse(message);
  const actions = (data ? idsIn(data) : []).map((id) => decodeAction(readCustomId(id)?.text ?? ""));
  return actions.find((action) => action !== undefined)?.session;
}
