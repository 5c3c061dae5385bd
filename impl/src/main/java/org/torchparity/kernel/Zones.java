package org.torchparity.kernel;

/**
 * y on a line below, between and above two bounds; a NaN stays NaN. Backward g·slope, 0 where the
 * line is level. All numbers are of the dtype of x, so that a line rounds once at most.
 *
 * @param low x ≤ low is below
 * @param high x ≥ high is above
 * @param below line of x ≤ low
 * @param between line of others
 * @param above line of x ≥ high
 * @param ofNaN line whose slope is the gradient's where x is NaN
 */
public record Zones(double low, double high, Line below, Line between, Line above, Line ofNaN)
    implements ElementFunction {

  /**
   * A line over a zone: slope·x + shift, where one of the two changes nothing; or, where it is
   * level, the same of x = 0.
   *
   * @param level whether it is
   * @param slope of the line
   * @param shift of the product; −0 leaves even −0 as it is
   */
  public record Line(boolean level, double slope, double shift) {
    /** y = x. */
    public static Line identity() {
      return through(1);
    }

    /** y = slope·x. */
    public static Line through(double slope) {
      return new Line(false, slope, -0.0);
    }

    /** y = x + shift. */
    public static Line shifted(double shift) {
      return new Line(false, 1, shift);
    }

    /** y = value, even if that is −0. */
    public static Line at(double value) {
      return new Line(true, Math.copySign(1, value), value);
    }

    double value(double x) {
      return (level ? 0 : x) * slope + shift;
    }

    /** What is left of the upstream gradient: 0 where the line is level, even of infinity. */
    Line backward() {
      return level ? at(0) : through(slope);
    }
  }

  /** The lines of x itself: what is NaN stays so. */
  Zones forward() {
    return new Zones(low, high, below, between, above, Line.identity());
  }

  /** The lines of the upstream gradient, picked by x. */
  Zones backward() {
    return new Zones(
        low, high, below.backward(), between.backward(), above.backward(), ofNaN.backward());
  }

  /** The line that x picks. */
  Line of(double x) {
    return Double.isNaN(x) ? ofNaN : x <= low ? below : x >= high ? above : between;
  }
}
