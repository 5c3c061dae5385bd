package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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
}
