package org.torchparity.nn.loss;

/** log σ(x) and its derivative, without overflow. */
final class LogSigmoids {
  private LogSigmoids() {}

  /** log σ(x) = min(x, 0) − log(1 + exp(−|x|)). */
  static double of(double x) {
    return Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
  }

  /** The derivative of log σ(x): σ(−x) = 1/(1 + exp(x)). */
  static double slope(double x) {
    return 1 / (1 + Math.exp(x));
  }
}
