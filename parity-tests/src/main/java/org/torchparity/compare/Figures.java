package org.torchparity.compare;

import java.util.Locale;
import org.torchparity.tensor.Shape;

/** How numbers and indices are written in every message. */
public final class Figures {
  private Figures() {}

  /** A size of a difference or a tolerance, to two significant digits at most: {@code 2.1e-04}. */
  public static String number(double value) {
    if (value == 0) {
      return "0";
    }
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return String.format(Locale.ROOT, "%.1e", value);
  }

  /** An element, with all its digits. */
  public static String element(double value, boolean float32) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    return float32 ? Float.toString((float) value) : Double.toString(value);
  }

  /** An index as Python writes it: {@code (0, 3)}, {@code (1,)}, {@code ()}. */
  static String index(Shape shape, int position) {
    int[] index = shape.indexOf(position);
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < index.length; i++) {
      text.append(i == 0 ? "" : ", ").append(index[i]);
    }
    return text.append(index.length == 1 ? ",)" : ")").toString();
  }
}
