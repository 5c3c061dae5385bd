package org.torchparity.kernel;

import static org.torchparity.kernel.VectorSpeciesOf.DOUBLES;
import static org.torchparity.kernel.VectorSpeciesOf.FLOATS;
import static org.torchparity.kernel.VectorSpeciesOf.bits;
import static org.torchparity.kernel.VectorSpeciesOf.doubles;
import static org.torchparity.kernel.VectorSpeciesOf.floats;
import static org.torchparity.kernel.VectorSpeciesOf.load;
import static org.torchparity.kernel.VectorSpeciesOf.ofBits;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.torchparity.kernel.Zones.Line;

/**
 * {@link Zones} over whole vectors of the elements in {@code [from, to)}: all four lines, of which
 * x picks one. What the lines are made of is told before the loop, in which the compiler would else
 * ask for it each time.
 */
final class VectorZones {
  private VectorZones() {}

  /** The bits of u that count: none of them where the line is level. */
  private static long counted(Line line) {
    return line.level() ? 0 : -1;
  }

  /** The greatest float32 that is not greater. */
  private static float atMost(double bound) {
    float rounded = (float) bound;
    return rounded > bound ? Math.nextDown(rounded) : rounded;
  }

  /** y = the line that x picks, of u. */
  static void pick(Zones f, float[] u, float[] x, float[] y, int from, int to) {
    FloatVector low = floats(atMost(f.low()));
    FloatVector high = floats(-atMost(-f.high()));
    int below = (int) counted(f.below());
    int between = (int) counted(f.between());
    int above = (int) counted(f.above());
    int ofNaN = (int) counted(f.ofNaN());
    FloatVector belowSlope = floats((float) f.below().slope());
    FloatVector betweenSlope = floats((float) f.between().slope());
    FloatVector aboveSlope = floats((float) f.above().slope());
    FloatVector ofNaNSlope = floats((float) f.ofNaN().slope());
    FloatVector belowShift = floats((float) f.below().shift());
    FloatVector betweenShift = floats((float) f.between().shift());
    FloatVector aboveShift = floats((float) f.above().shift());
    FloatVector ofNaNShift = floats((float) f.ofNaN().shift());
    for (int i = from; i < to; i += FLOATS.length()) {
      FloatVector v = load(x, i);
      IntVector w = bits(load(u, i));
      FloatVector line = ofBits(w.and(between)).fma(betweenSlope, betweenShift);
      FloatVector other = ofBits(w.and(above)).fma(aboveSlope, aboveShift);
      line = line.blend(other, v.compare(VectorOperators.GE, high));
      other = ofBits(w.and(below)).fma(belowSlope, belowShift);
      line = line.blend(other, v.compare(VectorOperators.LE, low));
      other = ofBits(w.and(ofNaN)).fma(ofNaNSlope, ofNaNShift);
      line.blend(other, v.compare(VectorOperators.NE, v)).intoArray(y, i);
    }
  }

  /** y = the line that x picks, of u. */
  static void pick(Zones f, double[] u, double[] x, double[] y, int from, int to) {
    DoubleVector low = doubles(f.low());
    DoubleVector high = doubles(f.high());
    long below = counted(f.below());
    long between = counted(f.between());
    long above = counted(f.above());
    long ofNaN = counted(f.ofNaN());
    DoubleVector belowSlope = doubles(f.below().slope());
    DoubleVector betweenSlope = doubles(f.between().slope());
    DoubleVector aboveSlope = doubles(f.above().slope());
    DoubleVector ofNaNSlope = doubles(f.ofNaN().slope());
    DoubleVector belowShift = doubles(f.below().shift());
    DoubleVector betweenShift = doubles(f.between().shift());
    DoubleVector aboveShift = doubles(f.above().shift());
    DoubleVector ofNaNShift = doubles(f.ofNaN().shift());
    for (int i = from; i < to; i += DOUBLES.length()) {
      DoubleVector v = load(x, i);
      LongVector w = bits(load(u, i));
      DoubleVector line = ofBits(w.and(between)).fma(betweenSlope, betweenShift);
      DoubleVector other = ofBits(w.and(above)).fma(aboveSlope, aboveShift);
      line = line.blend(other, v.compare(VectorOperators.GE, high));
      other = ofBits(w.and(below)).fma(belowSlope, belowShift);
      line = line.blend(other, v.compare(VectorOperators.LE, low));
      other = ofBits(w.and(ofNaN)).fma(ofNaNSlope, ofNaNShift);
      line.blend(other, v.compare(VectorOperators.NE, v)).intoArray(y, i);
    }
  }
}
