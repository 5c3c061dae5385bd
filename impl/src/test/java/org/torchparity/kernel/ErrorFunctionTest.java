package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against 1,330 values of 60 digits; each bound is the greatest error measured. */
class ErrorFunctionTest {
  private record Golden(double x, double erf, double erfc) {}

  private static List<Golden> golden() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    ErrorFunctionTest.class.getResourceAsStream("error_function.csv")),
                StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .map(
              cells ->
                  new Golden(
                      Double.parseDouble(cells[0]),
                      Double.parseDouble(cells[1]),
                      Double.parseDouble(cells[2])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void erf_is_within_two_ulp() {
    double greatest = 0;
    for (Golden each : golden()) {
      greatest = Math.max(greatest, ulps(ErrorFunction.erf(each.x()), each.erf()));
    }
    assertThat(greatest).isPositive().isLessThanOrEqualTo(2);
  }

  @Test
  void erfc_is_within_five_ulp_in_the_tails_too() {
    double greatest = 0;
    for (Golden each : golden()) {
      greatest = Math.max(greatest, ulps(ErrorFunction.erfc(each.x()), each.erfc()));
    }
    assertThat(greatest).isPositive().isLessThanOrEqualTo(5);
  }

  private static double ulps(double actual, double expected) {
    return Math.abs(actual - expected) / Math.ulp(expected);
  }

  @Test
  void limits_are_exact() {
    assertThat(ErrorFunction.erf(Double.POSITIVE_INFINITY)).isEqualTo(1);
    assertThat(ErrorFunction.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
    assertThat(ErrorFunction.erfc(Double.POSITIVE_INFINITY)).isZero();
    assertThat(ErrorFunction.erfc(Double.NEGATIVE_INFINITY)).isEqualTo(2);
    assertThat(ErrorFunction.erf(Double.NaN)).isNaN();
    assertThat(ErrorFunction.erfc(Double.NaN)).isNaN();
    assertThat(ErrorFunction.erf(-0.0)).isEqualTo(-0.0);
    assertThat(ErrorFunction.erfc(-0.0)).isEqualTo(1);
  }

  /** Expected values: mpmath 1.2.1 with 40 digits, rounded to float64. */
  @ParameterizedTest
  @CsvSource({
    "0x0.0p+0, 0x0.0p+0",
    "0x1.56e1fc2f8f359p-997, 0x1.82e6d98711d3ap-997",
    "0x1.b7cdfd9d7bdbbp-34, 0x1.f044332d68161p-34",
    "0x1.999999999999ap-4, 0x1.cca5ea24fb334p-4",
    "0x1.0000000000000p-1, 0x1.0a7ef5c18edd2p-1",
    "0x1.ff7ced916872bp-1, 0x1.af4003d2e0fcap-1",
    "0x1.0000000000000p+0, 0x1.af767a741088bp-1",
    "0x1.004189374bc6ap+0, 0x1.afacd539c24dep-1",
    "0x1.3333333333333p+0, 0x1.d214ac7b2d067p-1",
    "0x1.8000000000000p+0, 0x1.eea5557137ae0p-1",
    "0x1.6a09e667f3bccp+0, 0x1.e8b4307d3627ap-1",
    "0x1.4000000000000p+1, 0x1.ffcaa8f4c9beap-1",
    "0x1.8000000000000p+1, 0x1.fffd1ac4135f9p-1",
    "0x1.0000000000000p+2, 0x1.ffffff7b91176p-1",
    "0x1.6000000000000p+2, 0x1.fffffffffffbep-1",
    "0x1.7f5c28f5c28f6p+2, 0x1.0000000000000p+0",
    "0x1.a000000000000p+2, 0x1.0000000000000p+0",
    "-0x1.6666666666666p-1, -0x1.5b08c21171646p-1",
    "-0x1.199999999999ap+1, -0x1.ff0bd54025381p-1",
    "Infinity, 1"
  })
  void erf_is_accurate_to_two_ulp_between_the_limits(double x, double expected) {
    assertThat(ErrorFunction.erf(x)).isEqualTo(expected, within(2 * Math.ulp(expected)));
  }
}
