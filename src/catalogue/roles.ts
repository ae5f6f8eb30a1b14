import { HaberdasherError } from "../errors.js";
import type { FacetRole } from "./catalogue.js";

/** "Base Colour", "base_colour" and "baseColour" are one name. */
export const plainName = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Names that shops and data sets give to what we know, the most telling first: where two attributes fit a role, the earlier has it. */
const NAMES: Readonly<Record<FacetRole, readonly string[]>> = {
  kind: [
    "articletype",
    "producttypename",
    "producttype",
    "itemtype",
    "garmenttype",
    "garment",
    "kind",
    "type",
    "class",
    "label",
  ],
  category: [
    "mastercategory",
    "productgroupname",
    "productgroup",
    "category",
    "productcategory",
    "categories",
    "maincategory",
    "department",
    "subcategory",
  ],
  colour: [
    "basecolour",
    "basecolor",
    "colour",
    "color",
    "maincolour",
    "maincolor",
    "colourgroupname",
    "colorgroupname",
    "perceivedcolourmastername",
    "colourname",
    "colorname",
    "colourfamily",
    "colorfamily",
  ],
  gender: ["gender", "sex", "forwhom", "targetgender", "audience", "indexgroupname"],
  season: ["season", "seasons"],
  use: ["usage", "use", "occasion", "purpose", "activity"],
  pattern: ["pattern", "graphicalappearancename", "print", "patternname"],
  material: ["material", "fabric", "materials", "composition", "fabrictype"],
  brand: ["brand", "brandname", "manufacturer", "vendor", "label name", "maker"].map(plainName),
};

/** Roles that the operator gave, by the attributes' own names. */
function chosenRoles(
  chosen: Readonly<Record<string, FacetRole>>,
  attributes: readonly string[],
): Record<string, FacetRole> {
  const roles: Record<string, FacetRole> = {};
  for (const [asked, role] of Object.entries(chosen)) {
    const attribute =
      attributes.find((name) => name === asked) ??
      attributes.find((name) => plainName(name) === plainName(asked));
    if (attribute === undefined) {
      throw new HaberdasherError(
        "bad-request",
        `No product has the attribute "${asked}" (--role); the attributes are: ${attributes.join(", ") || "none"}.`,
      );
    }
    roles[attribute] = role;
  }
  return roles;
}

/**
 * Which attribute plays which role, told by its name. A catalogue that has categories but no kinds calls its kinds so.
 * @param chosen roles that the operator gave by hand, attribute → role; they win. Fails with code `bad-request` where no
 * attribute is called so: the role would be taken from the one that has it by its name.
 */
export function rolesOf(
  attributes: Iterable<string>,
  chosen: Readonly<Record<string, FacetRole>> = {},
): Record<string, FacetRole> {
  const all = [...attributes];
  const names = new Map<string, string>();
  for (const attribute of all) {
    const plain = plainName(attribute);
    if (!names.has(plain)) names.set(plain, attribute);
  }
  const roles = chosenRoles(chosen, all);
  const taken = new Set<FacetRole>(Object.values(chosen));
  const give = (role: FacetRole, candidates: readonly string[]) => {
    if (taken.has(role)) return;
    const plain = candidates.find((candidate) => {
      const attribute = names.get(candidate);
      return attribute !== undefined && !(attribute in roles);
    });
    const attribute = plain === undefined ? undefined : names.get(plain);
    if (attribute === undefined) return;
    roles[attribute] = role;
    taken.add(role);
  };
  give("kind", NAMES.kind);
  give("kind", NAMES.category);
  for (const [role, candidates] of Object.entries(NAMES)) {
    if (isRole(role)) give(role, candidates);
  }
  return roles;
}

export const isRole = (name: string): name is FacetRole => Object.hasOwn(NAMES, name);
