package org.torchparity.notebook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.torchparity.tensor.Tensor;

/**
 * Arrays printed as NumPy and torch print them, to lay beside the notebook: so many decimals, in
 * scientific notation where the magnitudes lie too far apart or too low.
 */
enum ArrayPrint {
  /** 8 decimals, zeros at the end dropped; rows of as many figures as fit into 75 columns. */
  NUMPY(8, true),
  /** 4 decimals. */
  TORCH(4, false);

  private static final int LINE = 75;
  private static final double FARTHEST_APART = 1000;
  private static final double LOWEST = 1e-4;
  private static final double HIGHEST = 1e8;

  private final int decimals;
  private final boolean dropsZeros;

  ArrayPrint(int decimals, boolean dropsZeros) {
    this.decimals = decimals;
    this.dropsZeros = dropsZeros;
  }

  /** A vector or matrix in brackets. */
  String print(Tensor tensor) {
    List<String> figures = aligned(figures(tensor));
    if (tensor.rank() < 2) {
      return "[" + wrapped(figures, 1) + "]";
    }
    StringBuilder text = new StringBuilder("[");
    int columns = tensor.size(1);
    for (int row = 0; row < tensor.size(0); row++) {
      List<String> cells = figures.subList(row * columns, (row + 1) * columns);
      text.append(row == 0 ? "[" : ",\n [").append(wrapped(cells, 2)).append(']');
    }
    return text.append(']').toString();
  }

  /** The figures one by one, as they are printed. */
  List<String> figures(Tensor tensor) {
    double least = Double.MAX_VALUE;
    double greatest = 0;
    for (double value : tensor.toDoubles()) {
      if (value != 0) {
        least = Math.min(least, Math.abs(value));
        greatest = Math.max(greatest, Math.abs(value));
      }
    }
    boolean scientific = greatest >= HIGHEST || least < LOWEST || greatest / least > FARTHEST_APART;
    List<String> figures = new ArrayList<>();
    for (double value : tensor.toDoubles()) {
      figures.add(figure(value, scientific));
    }
    return figures;
  }

  private String figure(double value, boolean scientific) {
    String text = String.format(Locale.ROOT, "%." + decimals + (scientific ? "e" : "f"), value);
    return dropsZeros && !scientific ? text.replaceAll("(\\.\\d+?)0+$", "$1") : text;
  }

  /** Points below each other: blanks before, and behind where zeros were dropped. */
  private static List<String> aligned(List<String> figures) {
    int before = 0;
    int behind = 0;
    for (String figure : figures) {
      int point = figure.indexOf('.');
      before = Math.max(before, point);
      behind = Math.max(behind, figure.length() - point);
    }
    List<String> aligned = new ArrayList<>();
    for (String figure : figures) {
      int point = figure.indexOf('.');
      aligned.add(
          " ".repeat(before - point) + figure + " ".repeat(behind - (figure.length() - point)));
    }
    return Collections.unmodifiableList(aligned);
  }

  private static String wrapped(List<String> figures, int indent) {
    StringBuilder text = new StringBuilder();
    int column = indent;
    for (int i = 0; i < figures.size(); i++) {
      if (i > 0 && column + 2 + figures.get(i).length() > LINE) {
        text.append(",\n").append(" ".repeat(indent));
        column = indent;
      } else if (i > 0) {
        text.append(", ");
        column += 2;
      }
      text.append(figures.get(i));
      column += figures.get(i).length();
    }
    return text.toString();
  }
}
