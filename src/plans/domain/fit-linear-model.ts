import { choleskyFactor } from './posterior-draws.js';

/** A linear model with normal noise of known size: what was seen is gathered, then solved exactly. */
export class LinearModel {
  private readonly precision: number[][];
  private readonly information: number[];

  /** @param priorSds one per unknown; each is normal about zero before anything was seen */
  constructor(priorSds: readonly number[]) {
    this.precision = priorSds.map((sd, row) => priorSds.map((_, column) => (row === column ? sd ** -2 : 0)));
    this.information = priorSds.map(() => 0);
  }

  /** Takes in that the sum of `coefficient` times unknown was seen as `value`, with noise of `variance`. */
  observe(sum: readonly Term[], value: number, variance: number): void {
    for (const { unknown, coefficient } of sum) {
      this.information[unknown]! += (coefficient * value) / variance;
      for (const other of sum) {
        this.precision[unknown]![other.unknown]! += (coefficient * other.coefficient) / variance;
      }
    }
  }

  solve(): NormalPosterior {
    const factor = choleskyFactor(this.precision);
    const order = this.information.length;
    const covariance = this.information.map((_, column) => {
      const unit = Float64Array.from({ length: order }, (_, row) => (row === column ? 1 : 0));
      return solved(factor, unit);
    });
    return { mean: solved(factor, Float64Array.from(this.information)), covariance };
  }
}

export interface Term {
  /** Position of the unknown. */
  unknown: number;
  coefficient: number;
}

export interface NormalPosterior {
  mean: Float64Array;
  covariance: Float64Array[];
}

/** x with L L' x = right, by substitution forward and back; `right` becomes x. */
function solved(factor: Float64Array, right: Float64Array): Float64Array {
  const order = right.length;
  const at = (row: number, column: number) => factor[row * order + column]!;
  for (let row = 0; row < order; row += 1) {
    for (let k = 0; k < row; k += 1) right[row]! -= at(row, k) * right[k]!;
    right[row]! /= at(row, row);
  }
  for (let row = order - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < order; k += 1) right[row]! -= at(k, row) * right[k]!;
    right[row]! /= at(row, row);
  }
  return right;
}
