package org.torchparity.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected values: mpmath 1.2.1 with 60 digits, rounded to float64. */
class ExactSinCosTest {
  @ParameterizedTest
  @CsvSource({
    "0x0.0p+0, 0x0.0p+0, 0x1.0000000000000p+0",
    "0x1.56e1fc2f8f359p-997, 0x1.56e1fc2f8f359p-997, 0x1.0000000000000p+0",
    "0x1.5798ee2308c3ap-27, 0x1.5798ee2308c3ap-27, 0x1.0000000000000p+0",
    "0x1.0000000000000p-1, 0x1.eaee8744b05f0p-2, 0x1.c1528065b7d50p-1",
    "0x1.921fb54442d18p-1, 0x1.6a09e667f3bccp-1, 0x1.6a09e667f3bcdp-1",
    "0x1.921fb54442d19p-1, 0x1.6a09e667f3bcdp-1, 0x1.6a09e667f3bccp-1",
    "0x1.0000000000000p+0, 0x1.aed548f090ceep-1, 0x1.14a280fb5068cp-1",
    "0x1.921fb54442d18p+0, 0x1.0000000000000p+0, 0x1.1a62633145c07p-54",
    "0x1.921fb54442d19p+0, 0x1.0000000000000p+0, -0x1.72cece675d1fdp-53",
    "0x1.0000000000000p+1, 0x1.d18f6ead1b446p-1, -0x1.aa22657537205p-2",
    "0x1.2d97c7f3321d2p+1, 0x1.6a09e667f3bcdp-1, -0x1.6a09e667f3bccp-1",
    "0x1.2d97c7f3321d3p+1, 0x1.6a09e667f3bcap-1, -0x1.6a09e667f3bcfp-1",
    "0x1.8000000000000p+1, 0x1.210386db6d55bp-3, -0x1.fae04be85e5d2p-1",
    "0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53, -0x1.0000000000000p+0",
    "0x1.921fb54442d19p+1, -0x1.72cece675d1fdp-52, -0x1.0000000000000p+0",
    "0x1.f6a7a2955385ep+1, -0x1.6a09e667f3bccp-1, -0x1.6a09e667f3bcep-1",
    "0x1.0000000000000p+2, -0x1.837b9dddc1eaep-1, -0x1.4eaa606db24c1p-1",
    "0x1.2d97c7f3321d2p+2, -0x1.0000000000000p+0, -0x1.a79394c9e8a0ap-53",
    "0x1.4000000000000p+2, -0x1.eaf81f5e09933p-1, 0x1.22785706b4ad9p-2",
    "0x1.5fdbbe9bba775p+2, -0x1.6a09e667f3bcep-1, 0x1.6a09e667f3bcbp-1",
    "0x1.8000000000000p+2, -0x1.1e1f18ab0a2c0p-2, 0x1.eb9b7097822f5p-1",
    "0x1.921fb54442d18p+2, -0x1.1a62633145c07p-52, 0x1.0000000000000p+0",
    "0x1.b03fa0cfcafcep-1, 0x1.7eb386f94ed3cp-1, 0x1.541f844b8863bp-1",
    "0x1.54c5f8a249fe5p+2, -0x1.a303e397c4baep-1, 0x1.263a6f472a737p-1",
    "0x1.3321ca99cddfcp+2, -0x1.fe1566579138bp-1, 0x1.620f67e77aacep-4"
  })
  void sine_and_cosine_are_rounded_correctly(double x, double sin, double cos) {
    double[] pair = new double[2];
    ExactSinCos.sinCos(x, pair);
    assertThat(pair).containsExactly(sin, cos);
  }
}
