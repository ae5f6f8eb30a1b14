import type { Kind } from "../kind.js";
import { ACCESSORIES } from "./accessories.js";
import { BAGS } from "./bags.js";
import { BLOUSES } from "./blouses.js";
import { BOOTS } from "./boots.js";
import { BOTTOMS } from "./bottoms.js";
import { COATS } from "./coats.js";
import { DRESS_SHOES } from "./dress-shoes.js";
import { DRESSES } from "./dresses.js";
import { EYEWEAR } from "./eyewear.js";
import { HEADWEAR } from "./headwear.js";
import { HEELS } from "./heels.js";
import { JACKETS } from "./jackets.js";
import { JUMPSUITS } from "./jumpsuits.js";
import { KNITWEAR } from "./knitwear.js";
import { LEISURE } from "./leisure.js";
import { SKIRTS } from "./skirts.js";
import { SNEAKERS } from "./sneakers.js";
import { TOPS } from "./tops.js";

/** Every kind that can be drawn, in the order of the catalogue. */
export const KINDS: readonly Kind[] = [
  ...COATS,
  ...JACKETS,
  ...KNITWEAR,
  ...TOPS,
  ...BLOUSES,
  ...DRESSES,
  ...JUMPSUITS,
  ...SKIRTS,
  ...BOTTOMS,
  ...LEISURE,
  ...SNEAKERS,
  ...BOOTS,
  ...DRESS_SHOES,
  ...HEELS,
  ...BAGS,
  ...HEADWEAR,
  ...ACCESSORIES,
  ...EYEWEAR,
];
