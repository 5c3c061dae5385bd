package org.torchparity.gradcheck;

import java.util.List;
import java.util.SplittableRandom;
import org.torchparity.fixtures.Case;

/**
 * How far rounding throws the outputs of a forward pass, measured rather than assumed: a small
 * output may be the difference of large numbers.
 *
 * <p>All variables move together in equal steps of some thousand ulp. Over steps so small the
 * fourth differences of an exact function vanish; those of rounding noise of deviation σ have the
 * variance {@code 8!/(4!)²·σ² = 70 σ²}.
 *
 * <p>Source: Hamming, "Introduction to Applied Numerical Analysis" (1971), chapter 6; Moré and
 * Wild, "Estimating computational noise" (2011).
 */
final class OutputNoise {
  private static final int ORDER = 4;
  private static final double VARIANCE_FACTOR = 70;
  private static final int STEPS = 8;

  /** Deviations that count as the greatest error. */
  private static final double DEVIATIONS = 4;

  private OutputNoise() {}

  /** A bound of each output's rounding error: an ulp of the output at least. */
  static double[] measure(Forward forward, List<Variable> variables, double[] outputs) {
    double[][] nearby = nearby(forward, variables, outputs);
    double[] bound = new double[outputs.length];
    double[] samples = new double[STEPS + 1];
    for (int i = 0; i < bound.length; i++) {
      for (int step = 0; step <= STEPS; step++) {
        samples[step] = nearby[step][i] - outputs[i];
      }
      double measured = DEVIATIONS * deviation(samples);
      double ulp = Math.ulp(1.0) * Math.abs(outputs[i]);
      bound[i] = measured > ulp && Double.isFinite(measured) ? measured : ulp;
    }
    return bound;
  }

  private static double[][] nearby(Forward forward, List<Variable> variables, double[] outputs) {
    double[][] nearby = new double[STEPS + 1][];
    nearby[0] = outputs;
    for (int step = 1; step <= STEPS; step++) {
      SplittableRandom sameEveryStep = new SplittableRandom(0);
      Case moved = forward.undisturbed();
      for (Variable variable : variables) {
        double[] elements = variable.value().doubles().clone();
        for (int i = 0; i < elements.length; i++) {
          int ulps = sameEveryStep.nextInt(1 << 10, 1 << 12);
          elements[i] += step * ulps * (elements[i] == 0 ? Math.ulp(1.0) : Math.ulp(elements[i]));
        }
        moved = variable.in(moved, elements);
      }
      nearby[step] = forward.outputs(moved);
    }
    return nearby;
  }

  private static double deviation(double[] samples) {
    int length = samples.length;
    for (int order = 0; order < ORDER; order++) {
      length--;
      for (int i = 0; i < length; i++) {
        samples[i] = samples[i + 1] - samples[i];
      }
    }
    double squares = 0;
    for (int i = 0; i < length; i++) {
      squares += samples[i] * samples[i];
    }
    return Math.sqrt(squares / length / VARIANCE_FACTOR);
  }
}
