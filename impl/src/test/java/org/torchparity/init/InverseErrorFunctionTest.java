package org.torchparity.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: mpmath 1.2.1 with 40 digits, rounded to float64. */
class InverseErrorFunctionTest {
  @ParameterizedTest
  @CsvSource({
    "0x0.0p+0, 0x0.0p+0",
    "0x1.56e1fc2f8f359p-997, 0x1.2fdf36bf69b9fp-997",
    "0x1.b7cdfd9d7bdbbp-34, 0x1.85c4480205e36p-34",
    "0x1.999999999999ap-4, 0x1.6bf442539fd74p-4",
    "0x1.0000000000000p-1, 0x1.e861fbb24c00ap-2",
    "0x1.999999999999ap-1, 0x1.cff8a2529bab5p-1",
    "0x1.b333333333333p-1, 0x1.04954184f8aa5p+0",
    "0x1.b33333340f1a3p-1, 0x1.049541860b487p+0",
    "0x1.ccccccccccccdp-1, 0x1.29c0146770651p+0",
    "0x1.e8b4307d3627ap-1, 0x1.6a09e667f3bccp+0",
    "0x1.fae147ae147aep-1, 0x1.d2466082bb20ep+0",
    "0x1.ff7ced916872bp-1, 0x1.29d311405cdb4p+1",
    "0x1.fffffca501acbp-1, 0x1.e21eb9013cbe7p+1",
    "0x1.fffffffffe000p-1, 0x1.4347bf36fbae8p+2",
    "0x1.fffffffffffffp-1, 0x1.7744f8f74e94ap+2",
    "-0x1.3333333333333p-2, -0x1.1700774485ed2p-2",
    "-0x1.f0a3d70a3d70ap-1, -0x1.88d40cb9b7afap+0",
    "1, Infinity",
    "-1, -Infinity"
  })
  void erfinv_is_accurate_to_four_ulp(double y, double expected) {
    assertThat(InverseErrorFunction.erfinv(y)).isEqualTo(expected, within(4 * Math.ulp(expected)));
  }

  @Test
  void where_there_is_no_value_it_is_nan() {
    assertThat(InverseErrorFunction.erfinv(1.5)).isNaN();
    assertThat(InverseErrorFunction.erfinv(-2)).isNaN();
  }
}
