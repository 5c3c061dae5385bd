package org.torchparity.harness;

import java.util.stream.LongStream;

/**
 * Seeds to draw cases from.
 *
 * @param first the first seed
 * @param last the last seed, at least the first
 */
public record SeedRange(long first, long last) {

  /** All of them. */
  public LongStream seeds() {
    return LongStream.rangeClosed(first, last);
  }

  /**
   * Reads {@code 7} or {@code 0-9}.
   *
   * @throws IllegalArgumentException if it is neither, or the first exceeds the last
   */
  public static SeedRange parse(String text) {
    int dash = text.indexOf('-');
    try {
      long first = Long.parseLong(dash < 0 ? text : text.substring(0, dash));
      long last = dash < 0 ? first : Long.parseLong(text.substring(dash + 1));
      if (first <= last) {
        return new SeedRange(first, last);
      }
    } catch (NumberFormatException e) {
      // Reported below, together with an empty range.
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no seed: expected a number such as 7, or a range such as 0-9");
  }

  /** As {@code parse} reads it. */
  @Override
  public String toString() {
    return first == last ? Long.toString(first) : first + "-" + last;
  }
}
