package org.torchparity.kernel;

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

  int inputs() {
    return inputs;
  }

  int outputs() {
    return outputs;
  }

  /** Adds the rows that result j is made of, times their weights. */
  void mix(float[] x, int plane, int j, double[] row) {
    int taps = indices.length / outputs;
    for (int tap = j * taps; tap < (j + 1) * taps; tap++) {
      int source = plane + indices[tap] * row.length;
      double weight = weights[tap];
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.fma(weight, x[source + i], row[i]);
      }
    }
  }

  /** Maps one row, and rounds it to the positions from {@code at} on. */
  void gather(double[] row, float[] y, int at) {
    int taps = indices.length / outputs;
    for (int j = 0, tap = 0; j < outputs; j++) {
      double sum = 0;
      for (int end = tap + taps; tap < end; tap++) {
        sum = Math.fma(weights[tap], row[indices[tap]], sum);
      }
      y[at + j] = (float) sum;
    }
  }

  /** Adds each row of a plane, times its weights, to the rows that it is made of. */
  void spread(float[] g, int plane, int width, double[] rows) {
    int taps = indices.length / outputs;
    for (int tap = 0; tap < indices.length; tap++) {
      int source = plane + tap / taps * width;
      int target = indices[tap] * width;
      double weight = weights[tap];
      for (int i = 0; i < width; i++) {
        rows[target + i] = Math.fma(weight, g[source + i], rows[target + i]);
      }
    }
  }

  /** Adds one row of gradients, times its weights, to the elements it is made of. */
  void scatter(double[] g, int from, double[] row) {
    int taps = indices.length / outputs;
    for (int j = 0, tap = 0; j < outputs; j++) {
      double value = g[from + j];
      for (int end = tap + taps; tap < end; tap++) {
        row[indices[tap]] = Math.fma(weights[tap], value, row[indices[tap]]);
      }
    }
  }
}
