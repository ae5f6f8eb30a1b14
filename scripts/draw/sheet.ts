import { type Tones, tonesOf } from "./colour.js";
import { clothFilter, type Material, type MaterialName, materialOf } from "./fabric/material.js";
import { type Print, printPaint } from "./fabric/print.js";
import { type WeaveName, weave } from "./fabric/weave.js";
import type { Random } from "./random.js";
import { line, n, type Point, taper } from "./svg.js";

/** What a product is made of; the form comes from the garment's own file. */
export interface Look {
  readonly material: MaterialName;
  readonly print: Print;
  /** Buttons, buckles and zips in brass rather than steel. */
  readonly brass: boolean;
  readonly random: Random;
}

/** A band of shade or light along a line, thinning out at its ends. */
export interface Fold {
  readonly path: readonly Point[];
  /** Pixels at the thickest. */
  readonly width: number;
  readonly tone: "shade" | "light";
  /** 0 to 1. */
  readonly strength: number;
}

export interface PieceOptions {
  /** Another cloth than the look's own; it is then unprinted. */
  readonly tones?: Tones;
  readonly plain?: boolean;
  /** The print and the weave turn with the piece, in degrees. */
  readonly angle?: number;
  readonly weave?: WeaveName | "none";
  readonly weaveScale?: number;
  readonly folds?: readonly Fold[];
  /** Darkness of the two sides, 0 to 1: how round the piece is. */
  readonly round?: number;
  /** Everything darkens by this much, for what lies behind. */
  readonly dim?: number;
  /** Pixels of shade along the edge inside. */
  readonly rim?: number;
  readonly outline?: number;
  /** Left out, it is the look's. */
  readonly material?: MaterialName;
  /** Seen from above, light falls down the piece instead of across it. */
  readonly lying?: boolean;
}

/** One drawing in the making: it hands out ids and keeps definitions, so that everything else stays a function to text. */
export class Sheet {
  readonly look: Look;
  readonly tones: Tones;
  readonly accent: Tones;
  readonly material: Material;
  private readonly definitions: string[] = [];
  private readonly known = new Map<string, string>();
  private count = 0;

  constructor(look: Look) {
    this.look = look;
    this.tones = tonesOf(look.print.base);
    this.accent = tonesOf(look.print.accent);
    this.material = materialOf(look.material);
  }

  get defs(): string {
    return this.definitions.join("");
  }

  /** Defines something once for each key and gives its id. */
  define(key: string, make: (id: string) => string): string {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    this.count += 1;
    const id = `d${this.count}`;
    this.known.set(key, id);
    this.definitions.push(make(id));
    return id;
  }

  blur(deviation: number): string {
    return this.define(
      `blur ${n(deviation)}`,
      (id) =>
        `<filter id="${id}" x="-15%" y="-15%" width="130%" height="130%"><feGaussianBlur stdDeviation="${n(deviation)}"/></filter>`,
    );
  }

  /** Gives a group of pieces the surface of a cloth. */
  cloth(content: string, name: MaterialName = this.look.material): string {
    const material = materialOf(name);
    if (material.grain === undefined) return `<g>${content}</g>`;
    const seed = Math.floor(this.look.random.between(1, 900));
    const id = this.define(`cloth ${name}`, (fresh) => clothFilter(fresh, material, seed));
    return `<g filter="url(#${id})">${content}</g>`;
  }

  /** One piece of cloth with print, weave, volume, folds and an outline. */
  piece(d: string, options: PieceOptions = {}): string {
    const material = options.material === undefined ? this.material : materialOf(options.material);
    const tones = options.tones ?? this.tones;
    const own = options.tones === undefined && options.plain !== true && this.look.print.pattern !== "solid";
    const angle = options.angle ?? 0;
    const fill = own
      ? `url(#${this.define(`print ${n(angle)}`, (id) => printPaint(id, this.look.print, angle))})`
      : tones.base;
    const over = options.weave === "none" ? undefined : (options.weave ?? material.weave);
    const scale = options.weaveScale ?? 1;
    const parts = [`<path d="${d}" fill="${fill}"/>`];
    if (over !== undefined) {
      const id = this.define(`weave ${over} ${n(angle)} ${scale}`, (fresh) =>
        weave(fresh, over, angle, scale),
      );
      parts.push(`<path d="${d}" fill="url(#${id})"/>`);
    }
    const round = options.round ?? 0.3;
    if (round > 0)
      parts.push(
        `<path d="${d}" fill="url(#${this.volume(tones, round, material, options.lying === true)})"/>`,
      );
    const soft = this.blurred(d, tones, material, options);
    if (soft !== "") parts.push(soft);
    if (options.dim !== undefined)
      parts.push(`<path d="${d}" fill="${tones.deep}" fill-opacity="${options.dim}"/>`);
    const clip = this.define(`clip ${d}`, (id) => `<clipPath id="${id}"><path d="${d}"/></clipPath>`);
    const outline = options.outline ?? 0.9;
    const edge =
      outline > 0
        ? `<path d="${d}" fill="none" stroke="${tones.line}" stroke-width="${outline}" stroke-linejoin="round" stroke-opacity=".85"/>`
        : "";
    return `<g clip-path="url(#${clip})">${parts.join("")}</g>${edge}`;
  }

  /** A line of the pattern cutter: a dark seam with a lit edge beside it. */
  seam(path: readonly Point[] | string, width = 1, tones: Tones = this.tones): string {
    const d = typeof path === "string" ? path : line(path);
    return (
      `<path d="${d}" fill="none" stroke="${tones.light}" stroke-width="${width}" stroke-opacity="${n(0.35 * tones.lightStrength)}" transform="translate(1 .8)"/>` +
      `<path d="${d}" fill="none" stroke="${tones.line}" stroke-width="${width}" stroke-opacity=".8" stroke-linecap="round"/>`
    );
  }

  /** Top-stitching, in the material's own thread where it has one. */
  stitch(path: readonly Point[] | string, tones: Tones = this.tones): string {
    const d = typeof path === "string" ? path : line(path);
    const thread = this.material.thread;
    const ink = thread ?? (tones.lightStrength < 0.6 ? tones.light : tones.line);
    return `<path d="${d}" fill="none" stroke="${ink}" stroke-width="${thread ? 1.1 : 0.8}" stroke-dasharray="${thread ? "3 1.6" : "2.4 1.8"}" stroke-opacity="${thread ? 0.95 : 0.55}"/>`;
  }

  /** Soft shade that one piece throws on those below it; drawn before the piece, slightly lower. */
  cast(d: string, blur = 3, dx = 1.5, dy = 3, strength = 0.38): string {
    return `<path d="${d}" fill="#120c14" fill-opacity="${strength}" filter="url(#${this.blur(blur)})" transform="translate(${dx} ${dy})"/>`;
  }

  private volume(tones: Tones, round: number, material: Material, lying: boolean): string {
    const gloss = material.gloss;
    const shade = (at: number, strength: number) =>
      `<stop offset="${at}" stop-color="${tones.shade}" stop-opacity="${(strength * tones.shadeStrength).toFixed(2)}"/>`;
    const light = (at: number, strength: number) =>
      `<stop offset="${at}" stop-color="${tones.light}" stop-opacity="${(strength * tones.lightStrength).toFixed(2)}"/>`;
    const direction = lying ? 'x1="0" y1="0" x2="0" y2="1"' : 'x1="0" x2="1" y1="0" y2=".08"';
    return this.define(
      `volume ${tones.base} ${round} ${gloss} ${lying}`,
      (id) =>
        `<linearGradient id="${id}" ${direction}>${shade(0, round * 0.9)}${shade(0.14, round * 0.2)}${light(0.3, 0.14 * round + 0.4 * gloss * round)}` +
        `${light(0.46, 0)}${shade(0.62, round * 0.14)}${shade(0.82, round * 0.5)}${shade(1, round * 1.25)}</linearGradient>`,
    );
  }

  private blurred(d: string, tones: Tones, material: Material, options: PieceOptions): string {
    const folds = (options.folds ?? []).map((fold) => {
      const strength =
        fold.tone === "shade"
          ? fold.strength * tones.shadeStrength * material.fold
          : fold.strength * tones.lightStrength * (0.6 * material.fold + material.gloss * 0.6);
      return `<path d="${taper(fold.path, fold.width)}" fill="${tones[fold.tone]}" fill-opacity="${Math.min(0.95, strength).toFixed(2)}"/>`;
    });
    const rim = options.rim ?? 5;
    if (rim > 0)
      folds.push(
        `<path d="${d}" fill="none" stroke="${tones.shade}" stroke-width="${rim}" stroke-opacity="${(0.42 * tones.shadeStrength).toFixed(2)}"/>`,
      );
    if (folds.length === 0) return "";
    return `<g filter="url(#${this.blur(material.soft)})">${folds.join("")}</g>`;
  }
}
