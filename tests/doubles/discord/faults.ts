import { Refusal, refuse } from "./refusal.js";

/** Something that goes wrong on the way to a route. */
export interface Fault {
  readonly method?: string;
  /** Matched against the path below the API's version. */
  readonly path: RegExp;
  /** How many requests it hits; default 1. */
  readonly times?: number;
  readonly kind: "429" | "5xx" | "drop" | "lost-answer" | "refusal";
  /** For a 429. */
  readonly retryAfterS?: number;
  readonly scope?: "user" | "global" | "shared";
}

/** Faults that a test ordered, used up one by one. */
export class Faults {
  private orders: { fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.orders.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.orders = [];
  }

  /** The fault that hits this request, if one does. */
  next(method: string, path: string): Fault | undefined {
    const order = this.orders.find(
      ({ fault, left }) => left > 0 && (fault.method ?? method) === method && fault.path.test(path),
    );
    if (!order) return undefined;
    order.left--;
    return order.fault;
  }

  static refusal({ kind, retryAfterS, scope }: Fault): Refusal {
    if (kind === "429") return refuse.rateLimited(retryAfterS ?? 1, scope ?? "user");
    if (kind === "refusal")
      return refuse.form("components", "URL_TYPE_INVALID_URL", "Not a well formed URL.");
    return new Refusal(502, 0, "502: Bad Gateway");
  }
}
