package org.torchparity.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

class GradientCheckTest {
  private static final Backend JAVA = new JavaBackend(Catalogue.standard());
  private static final GradientCheck CHECK = new GradientCheck();

  @Test
  void batch_norm_passes_a_hundred_samples_of_a_hundred_seeds() {
    for (int seed = 0; seed < 100; seed++) {
      for (Case c : NotebookCases.lastCell(seed, 100)) {
        GradientReport report = CHECK.check(JAVA, c);
        assertThat(report.verdict()).as(report.message()).isEqualTo(GradientVerdict.AGREES);
        assertThat(report.count(GradientVerdict.AGREES)).isEqualTo(40);
      }
    }
  }

  @Test
  void every_gradient_of_the_notebooks_first_case_agrees() {
    GradientReport report = CHECK.check(JAVA, NotebookCases.seed123());
    assertThat(report.quantities())
        .extracting(QuantityCheck::name)
        .containsExactly("grad_input.0", "grad.weight", "grad.bias");
    assertThat(report.verdict()).as(report.message()).isEqualTo(GradientVerdict.AGREES);
  }

  @Test
  void a_gradient_scaled_by_a_ten_thousandth_is_wrong_in_every_element() {
    for (String gradient : new String[] {"grad_input.0", "grad.weight", "grad.bias"}) {
      for (Case c : NotebookCases.lastCell(0, 20)) {
        GradientReport report = CHECK.check(tampered(gradient, scaled(1.0001)), c);
        for (QuantityCheck quantity : report.quantities()) {
          assertThat(quantity.count(GradientVerdict.DISAGREES))
              .as(report.message())
              .isEqualTo(quantity.name().equals(gradient) ? quantity.entries().size() : 0);
        }
      }
    }
  }

  private static UnaryOperator<double[]> scaled(double factor) {
    return gradient -> {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] *= factor;
      }
      return gradient;
    };
  }

  @Test
  void a_sign_error_in_one_element_is_found_there() {
    assertOneWrong(
        gradient -> {
          gradient[13] = -gradient[13];
          return gradient;
        });
  }

  @Test
  void a_zero_in_one_element_is_found_there() {
    assertOneWrong(
        gradient -> {
          gradient[13] = 0;
          return gradient;
        });
  }

  private static void assertOneWrong(UnaryOperator<double[]> fault) {
    GradientReport report = CHECK.check(tampered("grad_input.0", fault), NotebookCases.seed123());
    assertThat(report.verdict()).isEqualTo(GradientVerdict.DISAGREES);
    assertThat(report.count(GradientVerdict.DISAGREES)).isEqualTo(1);
    assertThat(report.quantities().get(0).worst())
        .hasValueSatisfying(worst -> assertThat(worst.position()).isEqualTo(13));
  }

  @Test
  void a_missing_term_of_the_input_gradient_is_found() {
    // Without x̂·Σ g·x̂ the rest is γ·(g₀ − g₁)/(2·√(σ² + ε)): far from zero.
    Case c = NotebookCases.seed123();
    Tensor x = c.inputs().get("0");
    Tensor g = c.gradOutputs().get(0);
    Tensor weight = c.state().get("weight");
    UnaryOperator<double[]> missing =
        gradient -> {
          for (int i = 0; i < gradient.length; i++) {
            int k = i % 10;
            double half = (x.at(0, k) - x.at(1, k)) / 2;
            double sign = i < 10 ? 0.5 : -0.5;
            double difference = g.at(0, k) - g.at(1, k);
            gradient[i] = sign * weight.get(k) * difference / Math.sqrt(half * half + 1e-5);
          }
          return gradient;
        };
    GradientReport report = CHECK.check(tampered("grad_input.0", missing), c);
    assertThat(report.count(GradientVerdict.DISAGREES)).isEqualTo(20);
  }

  private static Backend tampered(String gradient, UnaryOperator<double[]> change) {
    return new TamperedBackend(JAVA, gradient, change);
  }

  private static Backend backend(String name, Function<Case, Map<String, Tensor>> run) {
    return new Backend() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Observation run(Case c) {
        return new Observation(run.apply(c));
      }
    };
  }

  @Test
  void an_input_without_a_gradient_is_named_and_an_empty_check_tells_nothing() {
    Case c = FunctionBackend.caseOf(1);
    Backend silent = backend("silent", like -> Map.of("output.0", like.inputs().get("0")));
    GradientReport report = CHECK.check(silent, c);
    assertThat(report.verdict()).isEqualTo(GradientVerdict.CANNOT_TELL);
    assertThat(report.message())
        .isEqualTo(
            """
            f: silent gives no gradient to check
              grad_input.0: not given by silent
            """);
  }

  @Test
  void a_step_that_the_backend_refuses_does_not_count() {
    FunctionBackend root = new FunctionBackend(Math::sqrt, v -> 0.5 / Math.sqrt(v));
    Backend strict =
        backend(
            "strict",
            like -> {
              if (like.inputs().get("0").get(0) < 0) {
                throw new CaseRefusedException("negative", new IllegalArgumentException());
              }
              return root.run(like).quantities();
            });
    GradientReport report = CHECK.check(strict, FunctionBackend.caseOf(1e-3));
    assertThat(report.verdict()).as(report.message()).isEqualTo(GradientVerdict.AGREES);
  }

  @Test
  void only_outputs_with_an_upstream_gradient_count_and_each_by_its_own() {
    Backend squareCubeAndRoot =
        backend(
            "powers",
            like -> {
              double x = like.inputs().get("0").get(0);
              return Map.of(
                  "output.0", Tensor.of(new double[] {x * x}, 1),
                  "output.1", Tensor.of(new double[] {Math.sqrt(x)}, 1),
                  "output.2", Tensor.of(new double[] {x * x * x, 1}, 2),
                  "grad_input.0", Tensor.of(new double[] {5 * 2 * x + 7 * 3 * x * x}, 1));
            });
    Tensor g0 = Tensor.of(new double[] {5}, 1);
    Tensor g2 = Tensor.of(new double[] {7, 11}, 2);
    Case c = FunctionBackend.caseOf(2);
    GradientReport right = CHECK.check(squareCubeAndRoot, c.withGradOutputs(Map.of(0, g0, 2, g2)));
    assertThat(right.verdict()).as(right.message()).isEqualTo(GradientVerdict.AGREES);
    GradientReport wrong = CHECK.check(squareCubeAndRoot, c.withGradOutputs(Map.of(1, g0, 2, g2)));
    assertThat(wrong.verdict()).isEqualTo(GradientVerdict.DISAGREES);
  }

  @Test
  void a_case_that_cannot_be_checked_is_refused_in_one_line() {
    Case c = NotebookCases.seed123();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHECK.check(JAVA, c.to(DType.FLOAT32)))
        .withMessage("BatchNorm1d/seed_123: a numerical derivative needs float64, but got float32");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHECK.check(JAVA, c.withGradOutputs(Map.of())))
        .withMessage("BatchNorm1d/seed_123: no upstream gradient to check against");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHECK.check(new FunctionBackend(Math::exp, Math::exp), c))
        .withMessage(
            "BatchNorm1d/seed_123: the gradient of output.0 has shape [2, 10], the output [20]");
    Tensor x = c.inputs().get("0");
    Backend misshapen =
        backend("misshapen", like -> Map.of("output.0", x, "grad_input.0", x.reshape(20)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CHECK.check(misshapen, c))
        .withMessage("BatchNorm1d/seed_123: grad_input.0 has shape [20], expected [2, 10]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GradientCheck(Double.NaN))
        .withMessage("expected a tolerance between 0 and 1, but got NaN");
  }

  @Test
  void the_whole_message_names_quantity_index_values_error_and_tolerance() {
    Case c = FunctionBackend.caseOf(0.5, 1, 2);
    FunctionBackend wrong = new FunctionBackend(v -> v * v, v -> v == 2 ? 3 : 2 * v);
    assertThat(CHECK.check(wrong, c).message().replaceAll("± \\S+,", "± E,"))
        .isEqualTo(
            """
            f: f is wrong in grad_input.0
              grad_input.0: 1 of 3 entries disagrees; worst at index (2,): analytic 2.10000000, \
            numerical 2.80000000 ± E, relative error 2.5e-01 (up to 1e-05 allowed)
            """);
    FunctionBackend kink = new FunctionBackend(Math::abs, v -> 1);
    assertThat(CHECK.check(kink, FunctionBackend.caseOf(0, 1)).message())
        .startsWith("f: numerical derivatives cannot tell whether f is right\n")
        .contains("1 of 2 entries cannot be told; worst at index (0,)")
        .endsWith("(up to 1e-05 allowed); a kink: left and right derivatives differ\n");
    FunctionBackend nowhere = new FunctionBackend(v -> Double.NaN, v -> 1);
    assertThat(CHECK.check(nowhere, FunctionBackend.caseOf(2)).message())
        .isEqualTo(
            """
            f: numerical derivatives cannot tell whether f is right
              grad_input.0: 1 of 1 entries cannot be told; worst at index (0,): analytic \
            0.700000000, no numerical derivative (the output is not finite, or no step converges)
            """);
    assertThat(CHECK.check(new FunctionBackend(v -> v * v, v -> 2 * v), c).message())
        .startsWith("f: the gradients of f agree with numerical derivatives\n")
        .contains("grad_input.0: 3 of 3 entries agree; worst at index");
  }
}
