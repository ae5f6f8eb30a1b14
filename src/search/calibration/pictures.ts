import { rounded } from "../../catalogue/calibration/thresholds.js";
import type { PictureRefusal } from "../../catalogue/manifest.js";
import { dot } from "../../clip/unit-vectors.js";
import type { VectorIndex } from "../../index/vector-index.js";
import type { PictureEvidence } from "../belonging.js";
import { discriminant } from "./discriminant.js";
import { fitPictureRefusal } from "./refusal.js";

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
  // What a picture is of shows in it better than in any cosine with products or kinds, which pictures of other things come by
  // in their own ways. Rounded as it will be read again from the manifest.
  const direction = discriminant(photos, others).map(rounded);
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
