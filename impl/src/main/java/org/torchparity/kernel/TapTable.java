package org.torchparity.kernel;

import java.util.Arrays;

/**
 * {@link Taps} or their transpose with as many taps for each result, tap by tap: result j is Σ
 * weights[t·outputs + j]·x[indices[t·outputs + j]]. The index {@code inputs} stands for a zero.
 */
final class TapTable {
  final int inputs;
  final int outputs;
  final int taps;
  final int[] indices;
  final double[] weights;

  /**
   * Makes a table of the terms weight[i]·x[source[i]] of result target[i]; those of one result keep
   * their order.
   */
  TapTable(int inputs, int outputs, int[] target, int[] source, double[] weight) {
    this.inputs = inputs;
    this.outputs = outputs;
    int[] counts = new int[outputs];
    for (int j : target) {
      counts[j]++;
    }
    // An even number: they are applied in pairs.
    taps = (Arrays.stream(counts).max().orElse(0) + 1) / 2 * 2;
    indices = new int[taps * outputs];
    weights = new double[taps * outputs];
    Arrays.fill(indices, inputs);
    Arrays.fill(counts, 0);
    for (int i = 0; i < target.length; i++) {
      int at = counts[target[i]]++ * outputs + target[i];
      indices[at] = source[i];
      weights[at] = weight[i];
    }
  }

  /**
   * Stores the taps of one result from a position on, the indices times a stride, and returns the
   * position behind them.
   */
  int terms(int j, int stride, int[] at, double[] weight, int from) {
    int to = from;
    for (int tap = j; tap < indices.length; tap += outputs) {
      if (indices[tap] != inputs) {
        at[to] = indices[tap] * stride;
        weight[to++] = weights[tap];
      }
    }
    return to;
  }

  /**
   * Maps a row, behind which a zero stands, to the positions from {@code at} on. A loop over
   * numbers: the Vector API's loads by index are slow in JDK 17 once two widths of them are used.
   */
  void apply(double[] row, double[] y, int at) {
    for (int tap = 0; tap < indices.length; tap += 2 * outputs) {
      for (int j = tap, end = tap + outputs, out = at; j < end; j++, out++) {
        double sum = tap == 0 ? 0 : y[out];
        sum = Math.fma(weights[j], row[indices[j]], sum);
        y[out] = Math.fma(weights[j + outputs], row[indices[j + outputs]], sum);
      }
    }
  }
}
