package org.torchparity.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactLogTest {
  /** {@code float(decimal.Decimal(float.fromhex(x)).ln()).hex()}, with a precision of 50 digits. */
  @ParameterizedTest
  @CsvSource({
    "0x1p0, 0x0p0",
    "0x1p-1, -0x1.62e42fefa39efp-1",
    "0x1p-104, -0x1.205966f2b4f12p6",
    "0x1.fffffffffffffp-1, -0x1p-53",
    "0x1.8p-1, -0x1.269621134db92p-2",
    "0x1.999999999999ap-4, -0x1.26bb1bbb55515p1"
  })
  void logarithm_is_rounded_correctly(String x, String log) {
    assertThat(ExactLog.log(Double.parseDouble(x))).isEqualTo(Double.parseDouble(log));
  }

  @ParameterizedTest
  @CsvSource({
    "0x1.6a09e667f3bccp-1, -0x1.62e42fefa39f1p-2",
    "0x1.6a09e667f3bcdp-1, -0x1.62e42fefa39eep-2"
  })
  void logarithm_is_rounded_correctly_on_both_sides_of_the_border_between_exponents(
      String x, String log) {
    assertThat(ExactLog.log(Double.parseDouble(x))).isEqualTo(Double.parseDouble(log));
  }

  /** Arguments whose logarithm lies so near the middle of two doubles that glibc 2.36 misses it. */
  @ParameterizedTest
  @CsvSource({
    "0x1.4bf3af6482b94p-1, -0x1.bbbc0e20d07c4p-2",
    "0x1.a844408de1665p-1, -0x1.80f2851f2291fp-3",
    "0x1.d23e60bc73582p-2, -0x1.92d2a7d76df5fp-1",
    "0x1.d60fbb6eb242cp-2, -0x1.8ea5c17f9af67p-1"
  })
  void logarithm_near_the_middle_of_two_doubles_is_rounded_correctly(String x, String log) {
    assertThat(ExactLog.log(Double.parseDouble(x))).isEqualTo(Double.parseDouble(log));
  }
}
