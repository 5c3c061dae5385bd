package org.torchparity.kernel;

import java.util.Arrays;

/**
 * The forward-backward algorithm of connectionist temporal classification on one sequence, in
 * logarithms. A label sequence l of length S is extended by blanks to l' of length 2S + 1.
 *
 * <pre>
 * α[t, s] = log Σ exp(α[t−1, s], α[t−1, s−1], α[t−1, s−2] if l'[s] is no blank and not l'[s−2]) + y[t, l'[s]]
 * </pre>
 *
 * β runs the same way from the end. In the first step only the first two places have a score, in
 * the last only the last two, so that what is not finite elsewhere does not show. Source: Graves et
 * al., "Connectionist Temporal Classification" (2006), equations (6) to (16).
 */
public final class CtcAlignments {
  private static final double IMPOSSIBLE = Double.NEGATIVE_INFINITY;

  private final double[] scores;
  private final int offset;
  private final int stride;
  private final int steps;
  private final int[] extended;
  private final double[][] alpha;

  /**
   * Runs forward.
   *
   * @param scores log-probabilities, those of step t and class c at {@code offset + t·stride + c}
   * @param steps the number of steps
   * @param labels the label sequence
   * @param blank the blank's class
   */
  public CtcAlignments(
      double[] scores, int offset, int stride, int steps, int[] labels, int blank) {
    this.scores = scores;
    this.offset = offset;
    this.stride = stride;
    this.steps = steps;
    extended = new int[2 * labels.length + 1];
    Arrays.fill(extended, blank);
    for (int i = 0; i < labels.length; i++) {
      extended[2 * i + 1] = labels[i];
    }
    alpha = new double[steps][extended.length];
    for (int t = 0; t < steps; t++) {
      for (int s = 0; s < extended.length; s++) {
        alpha[t][s] =
            t > 0 ? preceding(alpha[t - 1], s) + score(t, s) : s < 2 ? score(0, s) : IMPOSSIBLE;
      }
    }
  }

  private double score(int t, int s) {
    return scores[offset + t * stride + extended[s]];
  }

  /** Whether the blank between s and s + 2 may be left out: never between equal labels. */
  private boolean skips(int s) {
    return extended[s] != extended[s + 2];
  }

  /** −log p(l | y), infinite where no alignment fits. */
  public double loss() {
    int last = extended.length - 1;
    if (steps == 0) {
      return last == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    double[] ends = alpha[steps - 1];
    return last == 0 ? -ends[0] : -logSum(ends[last], ends[last - 1], IMPOSSIBLE);
  }

  /**
   * Writes the gradient, times g, to the positions of the scores: exp(y) − exp(log Σ exp(α + β) −
   * log p − y), the sum over the places of a class in l'. That is the derivative through a log
   * softmax too.
   */
  public void gradient(double g, double[] gradient, int classes) {
    double loss = loss();
    double[] later = new double[0];
    for (int t = steps - 1; t >= 0; t--) {
      double[] beta = new double[extended.length];
      double[] collected = new double[classes];
      Arrays.fill(collected, IMPOSSIBLE);
      boolean ends = t == steps - 1;
      int first = ends ? Math.max(0, beta.length - 2) : 0;
      Arrays.fill(beta, 0, first, IMPOSSIBLE);
      for (int s = first; s < beta.length; s++) {
        beta[s] = ends ? score(t, s) : following(later, s) + score(t, s);
        int label = extended[s];
        double both = alpha[t][s] + beta[s];
        collected[label] =
            collected[label] == IMPOSSIBLE ? both : logSum(collected[label], both, IMPOSSIBLE);
      }
      for (int c = 0; c < classes; c++) {
        int i = offset + t * stride + c;
        gradient[i] = g * (Math.exp(scores[i]) - Math.exp(collected[c] + loss - scores[i]));
      }
      later = beta;
    }
  }

  private double preceding(double[] earlier, int s) {
    return logSum(
        earlier[s],
        s > 0 ? earlier[s - 1] : IMPOSSIBLE,
        s > 1 && skips(s - 2) ? earlier[s - 2] : IMPOSSIBLE);
  }

  private double following(double[] later, int s) {
    int last = later.length - 1;
    return logSum(
        later[s],
        s < last ? later[s + 1] : IMPOSSIBLE,
        s < last - 1 && skips(s) ? later[s + 2] : IMPOSSIBLE);
  }

  private static double logSum(double a, double b, double c) {
    double greatest = Math.max(a, Math.max(b, c));
    if (greatest == IMPOSSIBLE) {
      return IMPOSSIBLE;
    }
    return greatest
        + Math.log(Math.exp(a - greatest) + Math.exp(b - greatest) + Math.exp(c - greatest));
  }
}
