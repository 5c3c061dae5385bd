package org.torchparity.kernel;

/** A plane that was summed in float64 goes to its place among float32 planes. */
final class Planes {
  private Planes() {}

  /** Rounds a plane to the positions from {@code at} on. */
  static void store(double[] plane, float[] y, int at) {
    for (int i = 0; i < plane.length; i++) {
      y[at + i] = (float) plane[i];
    }
  }
}
