package org.torchparity.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

class NotebookStencilTest {
  private static final Backend JAVA = new JavaBackend(Catalogue.standard());

  /** x as the notebook's last cell prints it. */
  private static final Tensor X =
      Tensor.of(
          new double[] {
            -0.5489551, 1.80597011, 1.51886562, -0.35400011, -0.82343141, 0.13021495, 1.26729865,
            0.33276498, 0.5565487, -0.21208012, 0.4562709, 1.54454445, -0.23966878, 0.14330773,
            0.25381648, 0.28372536, -1.41188888, -1.87686866, -1.01965507, 0.1679423
          },
          2,
          10);

  /** δEδy as the notebook's last cell prints it. */
  private static final Tensor G =
      Tensor.of(
          new double[] {
            0.55385617, -0.53067456, 1.37725748, -0.14317597, 0.020316, -0.19396387, 0.13402679,
            0.70447407, 0.66565344, -0.89842294, 1.52366378, -1.09502646, 0.07922701, -0.27439657,
            -1.04899168, -0.07512059, -0.74081377, 0.07290724, 0.40308596, 1.47192937
          },
          2,
          10);

  /** δEδx (numerical) as the last cell prints it: the first row, and the second up to its cut. */
  private static final double[] PRINTED_FIRST = {
    7.85297926e-05, -6.29592753e-04, 2.80610755e-05, -1.29596637e-04, -1.41530727e-05,
    1.08539892e-03, 3.29570705e-07, 2.62805824e-06, 6.47174430e-06, 6.99965057e-04
  };

  private static final double[] PRINTED_SECOND = {
    -7.85321398e-05,
    6.29520508e-04,
    -2.80606161e-05,
    1.29604454e-04,
    1.41534645e-05,
    -1.08561070e-03
  };

  /** The last cell's case with some weight; what it drew is not printed. */
  private static Case lastCell(Tensor weight) {
    return NotebookCases.of("last_cell", X, weight, Tensor.zeros(DType.FLOAT64, Shape.of(10)), G);
  }

  private static Tensor ones() {
    return Tensor.full(DType.FLOAT64, Shape.of(10), 1);
  }

  @Test
  void is_one_and_a_half_times_the_gradient_of_the_notebooks_first_case() {
    Case c = NotebookCases.seed123();
    for (String gradient : new String[] {"grad_input.0", "grad.weight", "grad.bias"}) {
      Tensor right = JAVA.run(c).get(gradient);
      Tensor stencil = NotebookStencil.derivative(JAVA, c, gradient);
      for (int i = 0; i < right.elements(); i++) {
        assertThat(stencil.get(i) / right.get(i)).isCloseTo(1.5, within(1e-3));
        assertThat(NotebookStencil.relativeError(right.get(i), stencil.get(i)))
            .isCloseTo(0.2, within(2e-4));
      }
    }
  }

  @Test
  void gives_the_pair_that_the_last_cell_prints_for_gamma() {
    // Neither number depends on the weight, which the cell does not print.
    Case c = lastCell(ones());
    double right = JAVA.run(c).get("grad.weight").get(0);
    double stencil = NotebookStencil.derivative(JAVA, c, "grad.weight").get(0);
    assertThat(right).isCloseTo(0.96978842, within(1e-8));
    assertThat(stencil).isCloseTo(1.45468262, within(2e-8));
    assertThat(NotebookStencil.relativeError(right, stencil)).isCloseTo(0.2, within(1e-8));
  }

  @Test
  void gives_the_second_row_that_the_last_cell_prints_when_the_weight_fits_the_first() {
    Tensor unscaled = NotebookStencil.derivative(JAVA, lastCell(ones()), "grad_input.0");
    double[] weight = new double[10];
    for (int k = 0; k < 10; k++) {
      weight[k] = PRINTED_FIRST[k] / unscaled.get(k);
    }
    Case c = lastCell(Tensor.of(weight, 10));
    Tensor stencil = NotebookStencil.derivative(JAVA, c, "grad_input.0");
    // An ulp of y, times g, over 2h: some 5e-11 of noise in the notebook's numbers and in these.
    for (int k = 0; k < PRINTED_SECOND.length; k++) {
      assertThat(stencil.at(1, k)).as("element %s", k).isCloseTo(PRINTED_SECOND[k], within(1e-10));
    }
    // The rows are not each other's negative, by far more than that: the stencil leans to one side.
    assertThat(PRINTED_FIRST[5] + PRINTED_SECOND[5]).isCloseTo(-2.1e-7, within(1e-8));
  }

  @Test
  void says_error_where_the_gradient_check_finds_the_same_layer_right() {
    Case c = lastCell(ones());
    Tensor right = JAVA.run(c).get("grad_input.0");
    Tensor stencil = NotebookStencil.derivative(JAVA, c, "grad_input.0");
    double greatest = 0;
    for (int i = 0; i < right.elements(); i++) {
      greatest = Math.max(greatest, NotebookStencil.relativeError(right.get(i), stencil.get(i)));
    }
    assertThat(greatest).isCloseTo(0.20005, within(5e-5));
    GradientReport report = new GradientCheck().check(JAVA, c);
    assertThat(report.verdict()).as(report.message()).isEqualTo(GradientVerdict.AGREES);
  }

  @Test
  void the_relative_error_is_over_the_sum_and_zero_where_both_are() {
    assertThat(NotebookStencil.relativeError(0, 0)).isZero();
    assertThat(NotebookStencil.relativeError(-1, 1)).isEqualTo(1);
    assertThat(NotebookStencil.relativeError(2, 3)).isEqualTo(0.2);
  }
}
