import { rounded } from "../../catalogue/calibration/thresholds.js";
import type { PictureRefusal } from "../../catalogue/manifest.js";
import { dot, unitSum } from "../../clip/unit-vectors.js";
import type { VectorIndex } from "../../index/vector-index.js";
import type { PictureEvidence } from "../belonging.js";
import { fitPictureRefusal } from "./refusal.js";

/**
 * The direction from the mean picture of other things to the mean photograph of a product, at length 1. What a picture is of
 * shows in it better than in any cosine with products or kinds, which pictures of other things come by in their own ways.
 */
function directionTo(photos: readonly Float32Array[], others: readonly Float32Array[]): Float32Array {
  return unitSum([
    ...photos.map((vector) => ({ vector, weight: 1 / photos.length })),
    ...others.map((vector) => ({ vector, weight: -1 / others.length })),
  ]);
}

/**
 * Tells when somebody's picture is refused.
 * @param photos unit vectors of photographed products
 * @param others unit vectors of pictures of other things
 * @param loose the cosine below which a picture would be refused without this
 */
export async function calibratePictures(
  exact: VectorIndex,
  photos: readonly Float32Array[],
  others: readonly Float32Array[],
  loose: number,
): Promise<PictureRefusal> {
  // As it will be read again from the manifest.
  const direction = directionTo(photos, others).map(rounded);
  const evidence = async (vectors: readonly Float32Array[]): Promise<PictureEvidence[]> => {
    const found: PictureEvidence[] = [];
    for (const vector of vectors) {
      const [nearest] = await exact.search(vector, 1);
      found.push({ look: nearest?.score ?? -1, topic: dot(vector, direction) });
    }
    return found;
  };
  return {
    ...fitPictureRefusal(await evidence(photos), await evidence(others), loose),
    direction: Array.from(direction, rounded),
  };
}
