/** The double's time: real, plus what a test let pass. */
export class Clock {
  private ahead = 0;

  now(): number {
    return Date.now() + this.ahead;
  }

  /** Lets time pass at once: deadlines of interactions run out, no timer fires. */
  advance(ms: number): void {
    this.ahead += ms;
  }
}

const EPOCH = 1_420_070_400_000n;
let counter = 0n;

/** https://discord.com/developers/docs/reference#snowflakes */
export function snowflake(): string {
  counter = (counter + 1n) & 0x3fffffn;
  return (((BigInt(Date.now()) - EPOCH) << 22n) | counter).toString();
}
