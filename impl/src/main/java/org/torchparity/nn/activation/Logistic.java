package org.torchparity.nn.activation;

/** The logistic function, σ(x) = 1 / (1 + exp(−x)); 1 − σ(x) is σ(−x), without cancellation. */
final class Logistic {
  private Logistic() {}

  static double of(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
