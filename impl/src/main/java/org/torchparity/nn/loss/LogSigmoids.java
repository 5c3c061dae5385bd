package org.torchparity.nn.loss;

/** log σ(x) without overflow. */
final class LogSigmoids {
  private LogSigmoids() {}

  /** log σ(x) = min(x, 0) − l, given l = log(1 + exp(−|x|)), which is that of −x too. */
  static double of(double x, double l) {
    return Math.min(x, 0) - l;
  }
}
