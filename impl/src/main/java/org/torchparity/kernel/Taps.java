package org.torchparity.kernel;

import java.util.Arrays;

/**
 * A linear map along one axis in which every result is a weighted sum of a few elements: what
 * interpolation is made of. Result j is Σ weights[j·T + t] · x[indices[j·T + t]] over the T taps.
 * Computed in float64.
 */
public final class Taps {
  private final int inputs;
  private final int outputs;
  private final int[] indices;
  private final double[] weights;

  /** Maps {@code inputs} elements of an axis to {@code outputs}; the taps follow each other. */
  public Taps(int inputs, int outputs, int[] indices, double[] weights) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.indices = indices;
    this.weights = weights;
  }

  /** Maps the middle axis of (outer, inputs, inner), which becomes (outer, outputs, inner). */
  public double[] apply(double[] x, int outer, int inner) {
    double[] y = new double[outer * outputs * inner];
    int taps = indices.length / outputs;
    Parallel.rows(
        outer,
        (long) indices.length * inner,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            for (int tap = 0; tap < indices.length; tap++) {
              int source = (row * inputs + indices[tap]) * inner;
              int target = (row * outputs + tap / taps) * inner;
              for (int i = 0; i < inner; i++) {
                y[target + i] = Math.fma(weights[tap], x[source + i], y[target + i]);
              }
            }
          }
        });
    return y;
  }

  /** The transposed map, of gradients: (outer, outputs, inner) becomes (outer, inputs, inner). */
  public double[] applyTransposed(double[] g, int outer, int inner) {
    double[] gradInput = new double[outer * inputs * inner];
    int taps = indices.length / outputs;
    Parallel.rows(
        outer,
        (long) indices.length * inner,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            for (int tap = 0; tap < indices.length; tap++) {
              int source = (row * outputs + tap / taps) * inner;
              int target = (row * inputs + indices[tap]) * inner;
              for (int i = 0; i < inner; i++) {
                gradInput[target + i] =
                    Math.fma(weights[tap], g[source + i], gradInput[target + i]);
              }
            }
          }
        });
    return gradInput;
  }

  /** Whether there are two results for each element. */
  boolean isDoubling() {
    return outputs == 2 * inputs;
  }

  /** The map, tap by tap. */
  TapTable table() {
    return new TapTable(inputs, outputs, results(), indices, weights);
  }

  /** The transposed map, tap by tap. */
  TapTable transposedTable() {
    return new TapTable(outputs, inputs, indices, results(), weights);
  }

  /** The map, where it doubles, with the even results first, then the odd. */
  TapTable halvesTable() {
    return new TapTable(inputs, outputs, halves(), indices, weights);
  }

  /** Its transpose, of the results in that order. */
  TapTable transposedHalvesTable() {
    return new TapTable(outputs, inputs, indices, halves(), weights);
  }

  /** The result that each tap adds to. */
  private int[] results() {
    int[] results = new int[indices.length];
    Arrays.setAll(results, tap -> tap / (indices.length / outputs));
    return results;
  }

  /** Where it stands among the halves. */
  private int[] halves() {
    return Arrays.stream(results()).map(j -> j % 2 * inputs + j / 2).toArray();
  }
}
