package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Softmax of each line along one axis, and what is made of it. */
public interface AxisSoftmax {

  /**
   * ln Σ exp(x) of each line, as centre + rest: x − centre is rounded once in the type of x.
   *
   * @param centre in float32 all of the logarithm but its rounding, in float64 the greatest x
   * @param rest what is left
   */
  record Logarithms(double[] centre, double[] rest) {
    static Logarithms of(int lines) {
      return new Logarithms(new double[lines], new double[lines]);
    }

    /** Takes the greatest element of a line, and the sum of 2⁶⁴·exp(x − greatest). */
    void set(DType dtype, int line, double greatest, double sum) {
      double logarithm = Math.log(sum * Decay.UNIT);
      if (dtype == DType.FLOAT32) {
        double whole = greatest + logarithm;
        centre[line] = (float) whole;
        rest[line] = Corrected.rest(whole);
      } else {
        centre[line] = greatest;
        rest[line] = logarithm;
      }
    }

    /** Returns x − ln Σ exp(x) of an element of a line. */
    public double subtractFrom(double x, int line) {
      return x - centre[line] - rest[line];
    }
  }

  /**
   * A logarithmic softmax, and what its gradient is made of.
   *
   * @param y the logarithmic softmax
   * @param logarithms ln Σ exp(x) of each line
   */
  record LogSoftmax(Tensor y, Logarithms logarithms) {}

  /** What suits the lines: all of a line at a time, or many lines side by side. */
  static AxisSoftmax of(AxisLines lines) {
    if (lines.inner() == 1) {
      return new SoftmaxRows(lines.outer(), lines.size());
    }
    return lines.inner() < SoftmaxColumns.LEAST
        ? new TurnedSoftmax(lines)
        : new SoftmaxColumns(lines);
  }

  /** Returns exp(x) / Σ exp(x) of each line. */
  Tensor softmax(Tensor x);

  /** Returns p·(g − Σ g·p) of each line: the gradient through a softmax p. */
  Tensor softmaxBackward(Tensor g, Tensor p);

  /** Returns ln Σ exp(x) of each line. */
  Logarithms logarithms(Tensor x);

  /** Returns x − ln Σ exp(x) of each line. */
  LogSoftmax logSoftmax(Tensor x);

  /** Returns g − softmax(x)·Σ g of each line: the gradient through a logarithmic softmax of x. */
  Tensor logSoftmaxBackward(Tensor g, Tensor x, Logarithms logarithms);

  /** Returns factor·softmax(x), with a factor a line. */
  Tensor scaledSoftmax(Tensor x, Logarithms logarithms, double[] factor);
}
