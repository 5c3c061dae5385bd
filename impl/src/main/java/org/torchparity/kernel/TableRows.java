package org.torchparity.kernel;

import java.util.Arrays;

/** Sums of chosen rows of a table: what embeddings are made of, forward and backward. */
public final class TableRows {
  private TableRows() {}

  /**
   * Returns (targets, width) sums: row {@code rows[i]} of the table times {@code factors[i]} is
   * added to row {@code targets[i]} of the result, in the order of i; a negative row is left out.
   */
  public static double[] sums(
      double[] table, int width, int[] rows, double[] factors, int[] targets, int targetCount) {
    double[] sums = new double[targetCount * width];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] < 0) {
        continue;
      }
      int source = rows[i] * width;
      int target = targets[i] * width;
      for (int d = 0; d < width; d++) {
        sums[target + d] = Math.fma(factors[i], table[source + d], sums[target + d]);
      }
    }
    return sums;
  }

  /** Returns the dot products of row {@code rows[i]} of one table and row {@code others[i]}. */
  public static double[] products(
      double[] table, int[] rows, double[] other, int[] others, int width) {
    double[] products = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] < 0) {
        continue;
      }
      for (int d = 0; d < width; d++) {
        products[i] =
            Math.fma(table[rows[i] * width + d], other[others[i] * width + d], products[i]);
      }
    }
    return products;
  }

  /**
   * Returns, for each target and column, which of the rows added to it holds the greatest value:
   * the first of equal ones, the first of all where that is NaN, −1 where there is none.
   */
  public static int[] greatest(
      double[] table, int width, int[] rows, int[] targets, int targetCount) {
    int[] greatest = new int[targetCount * width];
    Arrays.fill(greatest, -1);
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] < 0) {
        continue;
      }
      for (int d = 0; d < width; d++) {
        int at = targets[i] * width + d;
        if (greatest[at] < 0 || table[rows[i] * width + d] > table[greatest[at] * width + d]) {
          greatest[at] = rows[i];
        }
      }
    }
    return greatest;
  }
}
