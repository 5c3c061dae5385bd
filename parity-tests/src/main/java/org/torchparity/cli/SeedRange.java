package org.torchparity.cli;

import java.util.stream.LongStream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Seeds to draw cases from.
 *
 * @param first the first seed
 * @param last the last seed, at least the first
 */
record SeedRange(long first, long last) {

  LongStream seeds() {
    return LongStream.rangeClosed(first, last);
  }

  /** Reads {@code 7} or {@code 0-9}. */
  static final class Converter implements ITypeConverter<SeedRange> {
    @Override
    public SeedRange convert(String text) {
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
      throw new TypeConversionException(
          "'" + text + "' is no seed: expected a number such as 7, or a range such as 0-9");
    }
  }
}
