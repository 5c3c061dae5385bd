package org.torchparity.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Losses of rows are the sums over pairs of classes, in their order. */
class RowLossTest {
  private static final int ROWS = 5;
  private static final double[] UPSTREAM = {1, -2, 0.5, 3, 0};
  private static final double[] SPECIAL = {
    Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0, -0.0, -1, 1
  };

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 17, 511, 513, 1000})
  void a_margin_is_kept_to_the_target(int classes) {
    for (boolean special : new boolean[] {false, true}) {
      for (int p = 1; p <= 2; p++) {
        double[] x = scores(classes, special);
        double[] weight = new Random(3).doubles(classes).toArray();
        long[] targets = new Random(4).longs(ROWS, 0, classes).toArray();
        double[] losses = new double[ROWS];
        double[] slopes = new double[x.length];
        for (int row = 0; row < ROWS; row++) {
          int first = row * classes;
          int t = first + (int) targets[row];
          double scale = weight[(int) targets[row]] / classes;
          for (int c = first; c < first + classes; c++) {
            double z = 1.5 - x[t] + x[c];
            if (c != t && z > 0) {
              losses[row] += p == 1 ? z : z * z;
              slopes[c] = scale * (p == 1 ? 1 : 2 * z);
              slopes[t] -= slopes[c];
            }
          }
          losses[row] *= scale;
        }
        Tensor w = Tensor.of(weight, classes);
        check(
            new MultiMarginLoss(p, 1.5, w, Reduction.NONE)
                .forward(Tensor.of(x, ROWS, classes), Tensor.of(targets, ROWS)),
            losses,
            slopes);
        Tensor narrow = Tensor.of(x, ROWS, classes).to(DType.FLOAT32);
        Pass rounded =
            new MultiMarginLoss(p, 1.5, w, Reduction.NONE)
                .forward(narrow, Tensor.of(targets, ROWS));
        if (!special) {
          assertThat(rounded.output().toDoubles()).containsExactly(losses, within(1e-5 * classes));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 17, 100})
  void every_label_keeps_a_margin_to_every_other_class(int classes) {
    for (boolean special : new boolean[] {false, true}) {
      double[] x = scores(classes, special);
      long[] labels = new Random(5).longs(ROWS * classes, -1, classes).toArray();
      double[] losses = new double[ROWS];
      double[] slopes = new double[x.length];
      for (int row = 0; row < ROWS; row++) {
        int first = row * classes;
        int end = first;
        boolean[] isLabel = new boolean[classes];
        for (; end < first + classes && labels[end] >= 0; end++) {
          isLabel[(int) labels[end]] = true;
        }
        for (int i = first; i < end; i++) {
          int t = first + (int) labels[i];
          for (int c = 0; c < classes; c++) {
            double z = 1 - x[t] + x[first + c];
            if (!isLabel[c] && z > 0) {
              losses[row] += z;
              slopes[first + c] += 1.0 / classes;
              slopes[t] -= 1.0 / classes;
            }
          }
        }
        losses[row] /= classes;
      }
      check(
          new MultiLabelMarginLoss(Reduction.NONE)
              .forward(Tensor.of(x, ROWS, classes), Tensor.of(labels, ROWS, classes)),
          losses,
          slopes);
    }
  }

  private static void check(Pass pass, double[] losses, double[] slopes) {
    assertThat(pass.output().doubles()).containsExactly(losses);
    int classes = slopes.length / ROWS;
    double[] gradient = new double[slopes.length];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = slopes[i] * UPSTREAM[i / classes];
    }
    assertThat(pass.backward(Tensor.of(UPSTREAM, ROWS)).input().doubles())
        .containsExactly(gradient);
  }

  /** Normal numbers; with special ones, a third of the elements. */
  private static double[] scores(int classes, boolean special) {
    Random random = new Random(classes);
    double[] scores = new double[ROWS * classes];
    for (int i = 0; i < scores.length; i++) {
      scores[i] =
          special && random.nextInt(3) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : random.nextGaussian();
    }
    return scores;
  }
}
