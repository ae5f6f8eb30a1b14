import { CholeskyDecomposition, Matrix } from "ml-matrix";

/**
 * Added to the variance of every direction, as a share of the mean variance: of two small sets of vectors most directions are
 * hardly known. Told by subjects that had no part in the fit, .01 to .3 do about as well, 3 and no weighing worse (docs/search.md).
 */
const SHRINKAGE = 0.1;

/** Vectors as rows, less their mean. */
function centred(vectors: readonly Float32Array[]): { rows: Matrix; mean: Matrix } {
  const rows = new Matrix(vectors.map((vector) => Array.from(vector)));
  const mean = Matrix.rowVector(rows.mean("column"));
  return { rows: rows.subRowVector(mean), mean };
}

/**
 * Fisher's linear discriminant: the direction in which two sets of vectors lie furthest apart, measured in how far each of
 * them spreads along it. What every vector has much of, in both sets, counts little.
 * @param towards @param from vectors of one length
 * @returns a vector along which the means of the two sets lie 1 apart
 */
export function discriminant(towards: readonly Float32Array[], from: readonly Float32Array[]): Float32Array {
  const [to, off] = [centred(towards), centred(from)];
  const count = towards.length + from.length;
  const spread = to.rows.transpose().mmul(to.rows).add(off.rows.transpose().mmul(off.rows)).div(count);
  const least = (SHRINKAGE * spread.trace()) / spread.rows;
  const apart = Matrix.sub(to.mean, off.mean).transpose();
  const solved = new CholeskyDecomposition(Matrix.eye(spread.rows, spread.rows, least).add(spread)).solve(
    apart,
  );
  const distance = solved.dot(apart);
  return Float32Array.from(solved.to1DArray(), (value) => value / distance);
}
