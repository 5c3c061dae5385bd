package org.torchparity.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** How numbers and indices are written in every message, whatever the locale. */
public final class Figures {
  static final String ORACLE = "float64 oracle";

  private Figures() {}

  /** A size of a difference or a tolerance, to two significant digits: {@code 2.1e-04}. */
  public static String number(double value) {
    if (value == 0) {
      return "0";
    }
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1e", value) : notFinite(value);
  }

  /** {@link #number}, but never below the value: a tolerance that is printed must pass. */
  static String roundedUp(double value) {
    return Double.isFinite(value)
        ? number(
            BigDecimal.valueOf(value).round(new MathContext(2, RoundingMode.CEILING)).doubleValue())
        : notFinite(value);
  }

  /** A difference beside what is allowed; with all its digits where two would look the same. */
  static String beside(double difference, double allowed) {
    String text = number(difference);
    return difference != allowed && text.equals(number(allowed))
        ? lowerCase(Double.toString(difference))
        : text;
  }

  /** An element, with all its digits. */
  public static String element(double value, boolean float32) {
    if (!Double.isFinite(value)) {
      return notFinite(value);
    }
    return lowerCase(float32 ? Float.toString((float) value) : Double.toString(value));
  }

  /** The element at a row-major position, with all its digits. */
  static String element(Tensor tensor, int position) {
    return switch (tensor.dtype()) {
      case FLOAT32 -> element(tensor.get(position), true);
      case FLOAT64 -> element(tensor.get(position), false);
      case INT64 -> Long.toString(tensor.longs()[position]);
    };
  }

  private static String notFinite(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }

  private static String lowerCase(String number) {
    return number.replace('E', 'e');
  }

  /** An index as Python writes it: {@code (0, 3)}, {@code (1,)}, {@code ()}. */
  public static String index(Shape shape, int position) {
    int[] index = shape.indexOf(position);
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < index.length; i++) {
      text.append(i == 0 ? "" : ", ").append(index[i]);
    }
    return text.append(index.length == 1 ? ",)" : ")").toString();
  }
}
