package org.torchparity.nn.loss;

/** The hinge max(0, z) and where a gradient passes it. */
final class Margins {
  private Margins() {}

  /** max(0, z). */
  static double clamp(double z) {
    return Math.max(0, z);
  }

  /** Whether a gradient passes: also at z = 0, as ATen's {@code clamp_min} has it. */
  static boolean passes(double z) {
    return z >= 0;
  }
}
