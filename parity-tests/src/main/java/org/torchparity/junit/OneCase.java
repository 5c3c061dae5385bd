package org.torchparity.junit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Mode;
import org.torchparity.harness.SeedRange;
import org.torchparity.tensor.DType;

/**
 * The one case that {@code -Dtorchparity.case} asks for.
 *
 * @param module without its package
 * @param sample by its name
 * @param mode to run in
 * @param dtype to run in
 * @param seed it is drawn from
 */
record OneCase(String module, String sample, Mode mode, DType dtype, long seed) {
  private static final Pattern ID =
      Pattern.compile("([^/]+)/([^/]+)/(train|eval)/(float32|float64)/(\\d{1,18})");

  /**
   * Reads the id of a case.
   *
   * @throws IllegalArgumentException if it is none
   */
  static OneCase parse(String id) {
    Matcher parts = ID.matcher(id);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "-Dtorchparity.case="
              + id
              + ": expected the id of a case, such as LayerNorm/rows/train/float32/0");
    }
    return new OneCase(
        parts.group(1),
        parts.group(2),
        Mode.ofKey(parts.group(3)),
        DType.ofTorchName(parts.group(4)),
        Long.parseLong(parts.group(5)));
  }

  Wanted wanted(Args fixed) {
    return new Wanted(sample, mode, fixed);
  }

  /** The tolerance of these settings, for this case alone. */
  Settings settings(Settings others) {
    return new Settings(
        List.of(dtype), new SeedRange(seed, seed), null, others.atol(), others.rtol());
  }
}
