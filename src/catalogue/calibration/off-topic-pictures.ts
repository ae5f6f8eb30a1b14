import sharp from "sharp";
import type { Picture } from "../../images/picture.js";
import { pictureFromBytes } from "../../images/read-picture.js";

const SIZE = 192;
/** Seeds that stand side by side would begin with nearly the same number: a face would be before the same wall each time. */
const SEEDS_APART = 2_654_435_761;

/** A small generator of repeatable numbers from 0 to 1 (Numerical Recipes' linear congruence). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Draw = (next: () => number) => string;

const hue = (next: () => number, lightness = 55) =>
  `hsl(${Math.floor(next() * 360)} ${Math.floor(35 + next() * 55)}% ${lightness}%)`;
const many = (count: number, draw: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => draw(at)).join("");

/** Things that people post and that are no clothes, drawn roughly: pages, charts, landscapes, screens, plates, faces, maps. */
const SUBJECTS: readonly Draw[] = [
  // A page of text.
  (next) =>
    `<rect width="256" height="256" fill="#fff"/>${many(16, (at) => `<rect x="20" y="${18 + at * 14}" width="${120 + next() * 96}" height="5" fill="#333"/>`)}`,
  // A bar chart.
  (next) =>
    `<rect width="256" height="256" fill="#fafafa"/>${many(7, (at) => {
      const height = 30 + next() * 170;
      return `<rect x="${24 + at * 31}" y="${226 - height}" width="22" height="${height}" fill="${hue(next)}"/>`;
    })}<path d="M18 20V228H244" stroke="#222" fill="none" stroke-width="3"/>`,
  // A landscape.
  (next) =>
    `<rect width="256" height="150" fill="hsl(205 70% ${60 + next() * 20}%)"/><circle cx="${40 + next() * 170}" cy="50" r="22" fill="#ffdf60"/><path d="M0 160L${50 + next() * 40} 70L130 150L${170 + next() * 30} 60L256 165V256H0Z" fill="hsl(${90 + next() * 60} 30% 40%)"/><rect y="190" width="256" height="66" fill="hsl(${100 + next() * 60} 45% 45%)"/>`,
  // A dark screen with code.
  (next) =>
    `<rect width="256" height="256" fill="#1c2026"/>${many(15, (at) => `<rect x="${16 + Math.floor(next() * 4) * 14}" y="${16 + at * 15}" width="${30 + next() * 120}" height="6" fill="${hue(next, 65)}"/>`)}`,
  // A plate of food.
  (next) =>
    `<rect width="256" height="256" fill="hsl(${25 + next() * 20} 40% 45%)"/><circle cx="128" cy="128" r="104" fill="#f6f6f2"/><circle cx="128" cy="128" r="80" fill="#fff"/>${many(24, () => `<circle cx="${80 + next() * 96}" cy="${80 + next() * 96}" r="${6 + next() * 14}" fill="hsl(${next() * 110} 70% ${35 + next() * 25}%)"/>`)}`,
  // A face.
  (next) =>
    `<rect width="256" height="256" fill="${hue(next, 75)}"/><ellipse cx="128" cy="140" rx="70" ry="88" fill="hsl(${18 + next() * 16} 50% ${45 + next() * 35}%)"/><path d="M58 120Q128 ${10 + next() * 40} 198 120Q128 70 58 120" fill="hsl(30 40% ${10 + next() * 40}%)"/><circle cx="102" cy="130" r="8" fill="#222"/><circle cx="154" cy="130" r="8" fill="#222"/><path d="M100 186Q128 ${190 + next() * 25} 156 186" stroke="#822" stroke-width="6" fill="none"/>`,
  // A street map.
  (next) =>
    `<rect width="256" height="256" fill="#e8e4d8"/>${many(10, () => `<path d="M${next() * 256} 0L${next() * 256} 256M0 ${next() * 256}L256 ${next() * 256}" stroke="#fff" stroke-width="${3 + next() * 7}"/>`)}${many(5, () => `<rect x="${next() * 220}" y="${next() * 220}" width="${20 + next() * 40}" height="${20 + next() * 40}" fill="hsl(${100 + next() * 110} 35% 75%)"/>`)}`,
  // A building front.
  (next) =>
    `<rect width="256" height="256" fill="hsl(210 40% 80%)"/><rect x="40" y="30" width="176" height="226" fill="${hue(next, 60)}"/>${many(20, (at) => `<rect x="${56 + (at % 4) * 38}" y="${46 + Math.floor(at / 4) * 40}" width="24" height="28" fill="hsl(50 60% ${next() > 0.5 ? 75 : 25}%)"/>`)}`,
  // Colour that means nothing.
  (next) =>
    `<defs><linearGradient id="g" x2="${next()}" y2="1"><stop stop-color="${hue(next)}"/><stop offset="1" stop-color="${hue(next)}"/></linearGradient></defs><rect width="256" height="256" fill="url(#g)"/>`,
  // A wheeled thing.
  (next) =>
    `<rect width="256" height="256" fill="hsl(200 20% ${70 + next() * 20}%)"/><rect y="180" width="256" height="76" fill="#666"/><path d="M24 170V130L70 122L100 84H180L210 124L236 132V170Z" fill="${hue(next, 45)}"/><path d="M84 120L106 94H138V120ZM146 120V94H176L198 120Z" fill="#cde"/><circle cx="76" cy="174" r="24" fill="#222"/><circle cx="190" cy="174" r="24" fill="#222"/>`,
];

/** Repeatable pictures of what no clothes shop sells. */
export function offTopicPictures(count: number): Promise<Picture[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, at) => {
      const draw = SUBJECTS[at % SUBJECTS.length] ?? (() => "");
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE}" height="${SIZE}" viewBox="0 0 256 256">${draw(numbers(Math.imul(at + 1, SEEDS_APART)))}</svg>`;
      return pictureFromBytes(await sharp(Buffer.from(svg)).jpeg({ quality: 85 }).toBuffer());
    }),
  );
}
