package org.torchparity.compare;

import java.math.BigDecimal;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The figures of a comparison as their definitions read, slowly; what the fast one is held to. */
record NaiveComparison(Tensor actual, Tensor expected, Tolerance tolerance) {

  private IntStream elements() {
    return IntStream.range(0, actual.elements());
  }

  private boolean finite(int i) {
    return Double.isFinite(actual.get(i)) && Double.isFinite(expected.get(i));
  }

  private boolean agrees(int i) {
    double a = actual.get(i);
    double e = expected.get(i);
    if (finite(i)) {
      return Math.abs(a - e) <= tolerance.atol() + tolerance.rtol() * Math.abs(e);
    }
    return String.valueOf(a).equals(String.valueOf(e));
  }

  int mismatched() {
    return (int) elements().filter(((IntPredicate) this::agrees).negate()).count();
  }

  int firstMismatch() {
    return elements().filter(i -> !agrees(i)).findFirst().orElse(-1);
  }

  private double greatest(IntToDoubleFunction figure) {
    boolean apart = elements().anyMatch(i -> !finite(i) && !agrees(i));
    return apart
        ? Double.POSITIVE_INFINITY
        : elements().filter(this::finite).mapToDouble(figure).max().orElse(0);
  }

  double maxAbsolute() {
    return greatest(i -> Math.abs(actual.get(i) - expected.get(i)));
  }

  double maxRelative() {
    return greatest(
        i ->
            expected.get(i) == 0
                ? 0
                : Math.abs(actual.get(i) - expected.get(i)) / Math.abs(expected.get(i)));
  }

  double maxUlp() {
    return greatest(i -> steps(actual.get(i)).subtract(steps(expected.get(i))).abs().doubleValue());
  }

  /** Steps from zero: those of all lower exponents, and those within the value's own. */
  private BigDecimal steps(double value) {
    BigDecimal size = new BigDecimal(Math.abs(value));
    if (actual.dtype() == DType.INT64) {
      return new BigDecimal(value);
    }
    boolean narrow = actual.dtype() == DType.FLOAT32;
    int mantissa = narrow ? 23 : 52;
    int lowest = narrow ? Float.MIN_EXPONENT : Double.MIN_EXPONENT;
    int exponent = Math.max(Math.getExponent(value), lowest);
    BigDecimal step = new BigDecimal(2).pow(Math.abs(exponent - mantissa));
    BigDecimal within = exponent > mantissa ? size.divide(step) : size.multiply(step);
    BigDecimal before =
        new BigDecimal(2).pow(mantissa).multiply(BigDecimal.valueOf(exponent - lowest));
    BigDecimal steps = within.add(before);
    return value < 0 ? steps.negate() : steps;
  }
}
