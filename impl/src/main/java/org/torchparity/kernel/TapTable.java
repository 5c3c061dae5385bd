package org.torchparity.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Taps} or their transpose with as many taps for each result, tap by tap: result j is Σ
 * weights[t·outputs + j]·x[indices[t·outputs + j]]. The index {@code inputs} stands for a zero.
 * Results that are the same sum of elements further and further on are computed as one line.
 */
final class TapTable {
  /** Rows that are mapped at a time. */
  static final int ROWS = 4;

  /** Results that are worth a line. */
  private static final int LINE = 8;

  final int inputs;
  final int outputs;
  final int taps;
  final int[] indices;
  final double[] weights;
  private final List<Stretch> stretches = new ArrayList<>();

  /**
   * The results [first, end).
   *
   * @param line whether each is Σ weights[t]·x[at[t] + j − first]; otherwise both are empty
   */
  private record Stretch(int first, int end, boolean line, int[] at, double[] weights) {}

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
    taps = Arrays.stream(counts).max().orElse(0);
    indices = new int[taps * outputs];
    weights = new double[taps * outputs];
    Arrays.fill(indices, inputs);
    Arrays.fill(counts, 0);
    for (int i = 0; i < target.length; i++) {
      int at = counts[target[i]]++ * outputs + target[i];
      indices[at] = source[i];
      weights[at] = weight[i];
    }
    addStretches();
  }

  /** Short lines that follow each other are one stretch of results by themselves. */
  private void addStretches() {
    int done = 0;
    for (int first = 0, end; first < outputs; first = end) {
      end = first + 1;
      while (end < outputs && continues(end)) {
        end++;
      }
      if (end - first >= LINE) {
        addSingles(done, first);
        int[] at = new int[taps];
        double[] weight = new double[taps];
        int count = terms(first, 1, at, weight, 0);
        stretches.add(
            new Stretch(first, end, true, Arrays.copyOf(at, count), Arrays.copyOf(weight, count)));
        done = end;
      }
    }
    addSingles(done, outputs);
  }

  private void addSingles(int first, int end) {
    if (first < end) {
      stretches.add(new Stretch(first, end, false, new int[0], new double[0]));
    }
  }

  /** Whether a result is that before it of elements one further on. */
  private boolean continues(int j) {
    for (int tap = j; tap < indices.length; tap += outputs) {
      int before = indices[tap] == inputs ? inputs : indices[tap] - 1;
      if (indices[tap - 1] != before || weights[tap - 1] != weights[tap]) {
        return false;
      }
    }
    return true;
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

  /** Elements from one row that is mapped to the next: a zero stands behind each. */
  int across() {
    return inputs + 1;
  }

  /** Maps {@link #ROWS} rows to as many one behind the other, from {@code to} on. */
  void apply(double[] x, double[] y, int to) {
    for (int r = 0; r < ROWS; r++) {
      x[r * across() + inputs] = 0;
    }
    for (Stretch some : stretches) {
      if (some.line) {
        applyLines(some, x, y, to + some.first);
      } else {
        applySingly(some.first, some.end, x, y, to);
      }
    }
  }

  private void applyLines(Stretch of, double[] x, double[] y, int to) {
    int count = of.end - of.first;
    for (int r = 0; r < ROWS; r++) {
      Kernels.planes()
          .mix(x, r * across(), of.at, of.weights, 0, of.at.length, y, to + r * outputs, count);
    }
  }

  /**
   * The results [first, end), in all rows at a time: indices and weights are loaded once. A loop
   * over numbers: the Vector API's loads by index are slow in JDK 17 once two widths of them are
   * used.
   */
  private void applySingly(int first, int end, double[] x, double[] y, int to) {
    int row1 = across();
    int row2 = 2 * row1;
    int row3 = 3 * row1;
    for (int j = first; j < end; j++) {
      double sum0 = 0;
      double sum1 = 0;
      double sum2 = 0;
      double sum3 = 0;
      for (int tap = j; tap < indices.length; tap += outputs) {
        double weight = weights[tap];
        int at = indices[tap];
        sum0 = Math.fma(weight, x[at], sum0);
        sum1 = Math.fma(weight, x[at + row1], sum1);
        sum2 = Math.fma(weight, x[at + row2], sum2);
        sum3 = Math.fma(weight, x[at + row3], sum3);
      }
      y[to + j] = sum0;
      y[to + j + outputs] = sum1;
      y[to + j + 2 * outputs] = sum2;
      y[to + j + 3 * outputs] = sum3;
    }
  }
}
