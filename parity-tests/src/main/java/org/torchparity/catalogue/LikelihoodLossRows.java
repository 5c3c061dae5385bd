package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.uniform;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.LossFamily.reduction;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.nn.loss.BCELoss;
import org.torchparity.nn.loss.BCEWithLogitsLoss;
import org.torchparity.nn.loss.GaussianNLLLoss;
import org.torchparity.nn.loss.KLDivLoss;
import org.torchparity.nn.loss.PoissonNLLLoss;
import org.torchparity.tensor.Tensor;

/** Likelihoods and divergences of distributions, element by element. */
final class LikelihoodLossRows {
  private static final Tensor FIVE = Tensor.of(new double[] {0.5, 2, 1.25, 0, 3}, 5);
  private static final Tensor FOUR_BY_ONE = Tensor.of(new double[] {0.5, 2, 1.25, 3}, 4, 1);

  private static final String UNCLAMPED =
      "torch's gradients are not those of the clamped logarithms, see docs/torch-surprises.md";
  private static final String MASKED =
      "the gradient of the masked Stirling term is 0·log t, NaN at t ≤ 0";

  private LikelihoodLossRows() {}

  static List<Row> rows() {
    return List.of(
        klDivLoss(), bceLoss(), bceWithLogitsLoss(), poissonNllLoss(), gaussianNllLoss());
  }

  private static Row klDivLoss() {
    return Row.of("KLDivLoss", a -> new KLDivLoss(reduction(a), a.bool("log_target", false)))
        .samples(
            sample("mean").input(normal(4, 5)).input(uniform(0.01, 1, 4, 5)),
            sample("sum", "reduction", "sum").input(normal(4, 5)).input(uniform(0.01, 1, 4, 5)),
            sample("none", "reduction", "none").input(normal(4, 5)).input(uniform(0.01, 1, 4, 5)),
            sample("batchmean", "reduction", "batchmean")
                .input(normal(4, 5))
                .input(uniform(0.01, 1, 4, 5)),
            sample("log_target", "log_target", true).input(normal(4, 5)).input(normal(4, 5)),
            sample("log_target_sum", "log_target", true, "reduction", "sum")
                .input(normal(4, 5))
                .input(normal(4, 5)),
            sample("log_target_none", "log_target", true, "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5)),
            sample("log_target_batchmean", "log_target", true, "reduction", "batchmean")
                .input(normal(3, 2, 4))
                .input(normal(3, 2, 4)),
            sample("scalar_batchmean", "reduction", "batchmean")
                .input(normal())
                .input(uniform(0.01, 1)),
            sample("one_sample", "reduction", "batchmean")
                .input(normal(1, 5))
                .input(uniform(0.01, 1, 1, 5)),
            sample("zero_targets", "reduction", "none")
                .input(normal(4, 5))
                .input(uniform(0.01, 1, 4, 5).with(2, 0).with(9, 0)),
            sample("negative_targets", "reduction", "none")
                .input(normal(2, 3))
                .input(uniform(0.01, 1, 2, 3).with(2, -0.5)),
            sample("target_broadcast").input(normal(4, 5)).input(uniform(0.01, 1, 5)),
            sample("input_broadcast", "reduction", "batchmean")
                .input(normal(1, 5))
                .input(uniform(0.01, 1, 4, 5)),
            sample("small_targets", "reduction", "none")
                .input(normal(4, 5))
                .input(uniform(0.01, 1, 4, 5).times(1e-6)),
            sample("impossible_input", "reduction", "none")
                .input(normal(2, 3).with(1, Double.NEGATIVE_INFINITY))
                .input(uniform(0.01, 1, 2, 3)),
            sample("not_a_number").input(normal(2, 3).with(1, Double.NaN)).input(full(0.5, 2, 3)),
            sample("infinite_target", "reduction", "none")
                .input(normal(2, 3))
                .input(uniform(0.01, 1, 2, 3).with(1, Double.POSITIVE_INFINITY)),
            sample("empty_batch", "reduction", "sum").input(normal(0, 5)).input(normal(0, 5)),
            sample("mismatched_shapes")
                .input(normal(4, 5))
                .input(uniform(0.01, 1, 4, 3))
                .refused("at non-singleton dimension 1"),
            sample("unknown_reduction", "reduction", "batch")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .refused("batch is not a valid value for reduction"));
  }

  private static Row bceLoss() {
    Draw probabilities = uniform(0.01, 0.99, 4, 5);
    Draw targets = uniform(0, 1, 4, 5);
    return Row.of("BCELoss", a -> new BCELoss(a.tensor("weight"), reduction(a)))
        .samples(
            sample("mean").input(probabilities).input(targets),
            sample("sum", "reduction", "sum").input(probabilities).input(targets),
            sample("none", "reduction", "none").input(probabilities).input(targets),
            sample("hard_targets").input(probabilities).input(Draw.ties(0, 2, 4, 5)),
            sample("weight", "weight", FIVE).input(probabilities).input(targets),
            sample("weight_sum", "weight", FOUR_BY_ONE, "reduction", "sum")
                .input(probabilities)
                .input(targets),
            sample("weight_none", "weight", FIVE, "reduction", "none")
                .input(probabilities)
                .input(targets),
            sample("scalars").input(uniform(0.1, 0.9)).input(uniform(0.1, 0.9)),
            sample("one_element").input(uniform(0.1, 0.9, 1)).input(uniform(0.1, 0.9, 1)),
            sample("volume").input(uniform(0.1, 0.9, 2, 3, 4)).input(uniform(0, 1, 2, 3, 4)),
            sample("vector_tails").input(uniform(0.1, 0.9, 131)).input(uniform(0, 1, 131)),
            sample("certain", "reduction", "none")
                .input(values(new double[] {0, 1, 0, 1, 0, 1}, 6))
                .input(values(new double[] {0, 1, 1, 0, 0.5, 0.25}, 6))
                .gradientIsNotTheDerivative(UNCLAMPED),
            sample("nearly_certain", "reduction", "none")
                .input(values(new double[] {1e-30, 1e-7, 0.9999999, 1e-13}, 4))
                .input(values(new double[] {0, 1, 1, 0.5}, 4)),
            sample("denormal", "reduction", "none")
                .input(values(new double[] {1e-44, 1e-40}, 2))
                .input(values(new double[] {1, 0.5}, 2))
                .gradientIsNotTheDerivative(UNCLAMPED),
            sample("empty_batch").input(uniform(0, 1, 0, 5)).input(uniform(0, 1, 0, 5)),
            sample("above_one")
                .input(probabilities.with(3, 1.5))
                .input(targets)
                .refused("all elements of input should be between 0 and 1"),
            sample("not_a_number")
                .input(probabilities.with(3, Double.NaN))
                .input(targets)
                .refused("all elements of input should be between 0 and 1"),
            sample("target_above_one")
                .input(probabilities)
                .input(targets.with(3, 1.5))
                .refused("all elements of target should be between 0 and 1, but got 1.5"),
            sample("target_not_a_number")
                .input(probabilities)
                .input(targets.with(3, Double.NaN))
                .refused("all elements of target should be between 0 and 1, but got NaN"),
            sample("mismatched_shapes")
                .input(probabilities)
                .input(uniform(0, 1, 5))
                .refused("target size ([5]) must be the same as input size ([4, 5])"),
            sample("mismatched_weight", "weight", FIVE)
                .input(uniform(0, 1, 4, 3))
                .input(uniform(0, 1, 4, 3))
                .refused("a tensor of shape [5] cannot be expanded to shape [4, 3]"),
            sample("integer_target")
                .input(probabilities)
                .input(integers(0, 2, 4, 5))
                .refused("expected floating-point inputs of one dtype"));
  }

  private static Row bceWithLogitsLoss() {
    Draw logits = normal(4, 5).times(2);
    Draw targets = uniform(0, 1, 4, 5);
    return Row.of(
            "BCEWithLogitsLoss",
            a -> new BCEWithLogitsLoss(a.tensor("weight"), reduction(a), a.tensor("pos_weight")))
        .samples(
            sample("mean").input(logits).input(targets),
            sample("sum", "reduction", "sum").input(logits).input(targets),
            sample("none", "reduction", "none").input(logits).input(targets),
            sample("hard_targets").input(logits).input(Draw.ties(0, 2, 4, 5)),
            sample("weight", "weight", FIVE).input(logits).input(targets),
            sample("weight_of_samples", "weight", FOUR_BY_ONE, "reduction", "none")
                .input(logits)
                .input(targets),
            sample("pos_weight", "pos_weight", FIVE).input(logits).input(targets),
            sample("pos_weight_none", "pos_weight", FOUR_BY_ONE, "reduction", "none")
                .input(logits)
                .input(targets),
            sample("both_weights", "weight", FOUR_BY_ONE, "pos_weight", FIVE, "reduction", "sum")
                .input(logits)
                .input(targets),
            sample("scalars").input(normal()).input(uniform(0, 1)),
            sample("volume", "pos_weight", FIVE)
                .input(normal(2, 3, 5))
                .input(uniform(0, 1, 2, 3, 5)),
            sample("vector_tails").input(normal(131)).input(uniform(0, 1, 131)),
            sample("saturating", "reduction", "none")
                .input(values(new double[] {-1e4, 1e4, -90, 90, 37, -37, 18, -18}, 8))
                .input(values(new double[] {0, 1, 1, 0, 1, 0, 0.5, 0.25}, 8)),
            sample("small_logits", "reduction", "none").input(logits.times(1e-6)).input(targets),
            sample("infinity", "reduction", "none")
                .input(values(new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}, 2))
                .input(values(new double[] {0.5, 0.5}, 2)),
            sample("infinity_pos_weight", "pos_weight", FIVE, "reduction", "none")
                .input(logits.with(1, Double.NEGATIVE_INFINITY).with(7, Double.POSITIVE_INFINITY))
                .input(
                    targets.with(5, Double.POSITIVE_INFINITY).with(11, Double.NEGATIVE_INFINITY)),
            sample("not_a_number").input(logits.with(3, Double.NaN)).input(targets),
            sample("empty_batch", "reduction", "sum").input(normal(0, 5)).input(normal(0, 5)),
            sample("mismatched_shapes")
                .input(logits)
                .input(uniform(0, 1, 5))
                .refused("target size ([5]) must be the same as input size ([4, 5])"),
            sample("mismatched_weight", "weight", FIVE)
                .input(normal(4, 3))
                .input(uniform(0, 1, 4, 3))
                .refused("a tensor of shape [5] cannot be expanded to shape [4, 3]"),
            sample("mismatched_pos_weight", "pos_weight", FIVE)
                .input(normal(4, 3))
                .input(uniform(0, 1, 4, 3))
                .refused("at non-singleton dimension 1"));
  }

  private static Row poissonNllLoss() {
    Draw counts = Draw.ties(0, 6, 4, 5);
    Draw rates = uniform(0.1, 5, 4, 5);
    return Row.of(
            "PoissonNLLLoss",
            a ->
                new PoissonNLLLoss(
                    a.bool("log_input", true),
                    a.bool("full", false),
                    a.real("eps", 1e-8),
                    reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5)).input(counts),
            sample("sum", "reduction", "sum").input(normal(4, 5)).input(counts),
            sample("none", "reduction", "none").input(normal(4, 5)).input(counts),
            sample("rates", "log_input", false).input(rates).input(counts),
            sample("rates_none", "log_input", false, "reduction", "none")
                .input(rates)
                .input(counts),
            sample("full", "full", true).input(normal(4, 5)).input(uniform(0.2, 5, 4, 5)),
            sample("full_none", "full", true, "reduction", "none")
                .input(normal(4, 5))
                .input(counts)
                .gradientIsNotTheDerivative(MASKED),
            sample("full_rates", "full", true, "log_input", false, "reduction", "sum")
                .input(rates)
                .input(uniform(0.2, 5, 4, 5)),
            sample("eps", "log_input", false, "eps", 0.1).input(rates).input(counts),
            sample("eps_of_rate_zero", "log_input", false, "eps", 1e-3, "reduction", "none")
                .input(full(0, 4, 5))
                .input(counts),
            sample("integer_target").input(normal(4, 5)).input(integers(0, 6, 4, 5)),
            sample("negative_targets", "full", true, "reduction", "none")
                .input(normal(2, 3))
                .input(normal(2, 3))
                .gradientIsNotTheDerivative(MASKED),
            sample("scalars").input(normal()).input(full(2)),
            sample("target_broadcast").input(normal(4, 5)).input(Draw.ties(0, 6, 5)),
            sample("input_broadcast", "reduction", "none")
                .input(normal(3, 1))
                .input(Draw.ties(0, 6, 2, 1, 4)),
            sample("large_targets", "full", true)
                .input(uniform(8, 9, 4, 5))
                .input(uniform(1e3, 1e4, 4, 5)),
            sample("overflow", "reduction", "none")
                .input(values(new double[] {100, -200, 1e4}, 3))
                .input(full(2, 3)),
            sample("infinite_target", "full", true, "reduction", "none")
                .input(normal(4, 5))
                .input(uniform(0.2, 5, 4, 5).with(3, Double.POSITIVE_INFINITY)),
            sample("not_a_number").input(normal(4, 5).with(3, Double.NaN)).input(counts),
            sample("empty_batch").input(normal(0, 5)).input(normal(0, 5)),
            sample("mismatched_shapes")
                .input(normal(4, 5))
                .input(full(1, 4, 3))
                .refused("at non-singleton dimension 1"));
  }

  private static Row gaussianNllLoss() {
    Draw variances = uniform(0.1, 2, 4, 5);
    return Row.of(
            "GaussianNLLLoss",
            a -> new GaussianNLLLoss(a.bool("full", false), a.real("eps", 1e-6), reduction(a)))
        .samples(
            sample("mean").input(normal(4, 5)).input(normal(4, 5)).input(variances),
            sample("sum", "reduction", "sum")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(variances),
            sample("none", "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(variances),
            sample("full", "full", true).input(normal(4, 5)).input(normal(4, 5)).input(variances),
            sample("full_sum", "full", true, "reduction", "sum")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(variances),
            sample("variance_of_samples", "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(uniform(0.1, 2, 4)),
            sample("variance_of_rows")
                .input(normal(4, 3, 5))
                .input(normal(4, 3, 5))
                .input(uniform(0.1, 2, 4, 3, 1)),
            sample("variance_of_positions", "reduction", "none")
                .input(normal(4, 3, 5))
                .input(normal(4, 3, 5))
                .input(uniform(0.1, 2, 4, 1, 5)),
            sample("target_broadcast").input(normal(4, 5)).input(normal(5)).input(variances),
            sample("eps", "eps", 0.5, "reduction", "none")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(variances)
                .gradientIsNotTheDerivative(
                    "torch does not differentiate the clamping of var to eps"),
            sample("variance_zero", "reduction", "none")
                .input(normal(4, 5).times(1e-3))
                .input(normal(4, 5).times(1e-3))
                .input(variances.with(2, 0).with(7, 0)),
            sample("scalars").input(normal()).input(normal()).input(uniform(0.1, 2)),
            sample("one_sample").input(normal(1, 5)).input(normal(1, 5)).input(uniform(0.1, 2, 1)),
            sample("large_values")
                .input(normal(4, 5).times(1e4))
                .input(normal(4, 5))
                .input(variances),
            sample("not_a_number", "reduction", "none")
                .input(normal(4, 5).with(3, Double.NaN))
                .input(normal(4, 5))
                .input(variances),
            sample("empty_batch").input(normal(0, 5)).input(normal(0, 5)).input(normal(0, 5)),
            sample("negative_variance")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(variances.with(3, -1))
                .refused("var has negative entry/entries"),
            sample("wrong_variance_shape")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(uniform(0.1, 2, 5))
                .refused("var is of incorrect size [5] for input of size [4, 5]"),
            sample("unknown_reduction", "reduction", "batchmean")
                .input(normal(4, 5))
                .input(normal(4, 5))
                .input(variances)
                .refused("batchmean is not a valid value for reduction"));
  }
}
