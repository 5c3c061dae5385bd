package org.torchparity.nn.loss;

import org.torchparity.kernel.CtcAlignments;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Connectionist temporal classification: ℓ = −log Σ p(alignment), over all alignments of a label
 * sequence with the steps of the input; the mean divides each ℓ by the length of its labels first.
 *
 * <p>Shape: log_probs y: (T, N, C) or (T, C), float32 or float64, log-probabilities. targets: (N,
 * S), padded, or all sequences in one (Σ target_lengths), int64 in [0, C) without the blank.
 * input_lengths and target_lengths: (N), for one sequence () too, int64 → Output: a scalar, or (N)
 * where the reduction is none.
 *
 * <p>Backward, with α and β of the forward-backward algorithm:
 *
 * <pre>
 * δℓ/δy[t, c] = exp(y[t, c]) − Σ exp(α[t, s] + β[t, s] + ℓ − y[t, c])   over the s with l'[s] = c
 * </pre>
 *
 * That is torch's: the derivative by what a log softmax makes y of, not by y alone. Steps beyond an
 * input's length have none.
 *
 * <p>Errors: {@link IllegalArgumentException} if the shapes do not fit each other, if the blank or
 * a label is no class, or if a length is negative or beyond the input or the targets.
 *
 * <p>Differences from ATen: labels are checked; ATen reads beyond its memory.
 *
 * <p>Source: Graves et al., "Connectionist Temporal Classification" (2006); torch.nn.CTCLoss;
 * ATen/native/LossCTC.cpp at v2.10.0.
 */
public final class CTCLoss extends Module {
  private final int blank;
  private final Reduction reduction;
  private final boolean zeroInfinity;

  /** Makes a loss of blank 0, reduced to its mean. */
  public CTCLoss() {
    this(0, Reduction.MEAN, false);
  }

  /**
   * Makes a loss.
   *
   * @param blank the blank's class
   * @param zeroInfinity whether a sequence that no alignment fits has a loss and gradient of zero
   * @throws IllegalArgumentException if {@code reduction} is {@link Reduction#BATCHMEAN}
   */
  public CTCLoss(int blank, Reduction reduction, boolean zeroInfinity) {
    this.blank = blank;
    this.reduction = reduction.notBatchmean();
    this.zeroInfinity = zeroInfinity;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Inputs.count("CTCLoss", 4, 4, inputs);
    Tensor y = inputs[0];
    Inputs.rank("CTCLoss", y, 2, 3);
    LabelSequences sequences = LabelSequences.of(y.shape(), inputs[1], inputs[2], inputs[3], blank);
    double[] scores = y.toDoubles();
    int batch = sequences.batch();
    int classes = y.size(-1);
    CtcAlignments[] alignments = new CtcAlignments[batch];
    double[] losses = new double[batch];
    double[] divisors = new double[batch];
    for (int n = 0; n < batch; n++) {
      int[] labels = sequences.labels(n);
      alignments[n] =
          new CtcAlignments(
              scores, n * classes, batch * classes, sequences.steps(n), labels, blank);
      double loss = alignments[n].loss();
      divisors[n] = reduction == Reduction.MEAN ? Math.max(labels.length, 1) : 1;
      losses[n] = isZeroed(loss) ? 0 : loss / divisors[n];
    }
    Shape shape = y.rank() == 3 ? Shape.of(batch) : Shape.of();
    return Pass.of(
        reduction.of(y.dtype(), shape, losses, batch),
        gradOutput -> {
          double[] g = reduction.back(gradOutput, batch, batch);
          double[] gradient = new double[scores.length];
          for (int n = 0; n < batch; n++) {
            if (!isZeroed(alignments[n].loss())) {
              alignments[n].gradient(g[n] / divisors[n], gradient, classes);
            }
          }
          return Gradients.ofInput(Tensor.ofDoubles(y.dtype(), y.shape(), gradient));
        });
  }

  private boolean isZeroed(double loss) {
    return zeroInfinity && loss == Double.POSITIVE_INFINITY;
  }
}
