package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.nn.linear.Bilinear;
import org.torchparity.nn.linear.Flatten;
import org.torchparity.nn.linear.Identity;
import org.torchparity.nn.linear.Linear;
import org.torchparity.nn.linear.Unflatten;

/** Linear maps, and the layers that only change a shape. */
final class LinearFamily {
  private LinearFamily() {}

  static Family family() {
    return new Family("linear", List.of(identity(), linear(), bilinear(), flatten(), unflatten()));
  }

  private static Row identity() {
    return Row.of("Identity", a -> new Identity())
        .samples(
            sample("vector").input(normal(7)),
            sample("matrix").input(normal(2, 5)),
            sample("five_axes").input(normal(2, 1, 3, 2, 2)),
            sample("scalar").input(normal()),
            sample("empty_batch").input(normal(0, 3)).withoutBackward(),
            sample("integers").input(integers(-5, 5, 2, 3)).withoutBackward(),
            sample("not_a_number").input(normal(2, 3).with(4, Double.NaN)),
            sample("infinity").input(normal(2, 3).with(1, Double.NEGATIVE_INFINITY)),
            sample("negative_zero").input(full(-0.0, 3)),
            sample("denormal").input(full(1e-310, 3)),
            sample("large_values").input(normal(3, 3).times(1e4)),
            sample("two_inputs").input(normal(2)).input(normal(2)).refused("expected 1 input"));
  }

  private static Row linear() {
    return Row.of(
            "Linear",
            a ->
                new Linear(
                    a.integer("in_features"), a.integer("out_features"), a.bool("bias", true)))
        .samples(
            sample("matrix", "in_features", 5, "out_features", 3).input(normal(4, 5)),
            sample("vector", "in_features", 5, "out_features", 3).input(normal(5)),
            sample("batch_of_one", "in_features", 7, "out_features", 11).input(normal(1, 7)),
            sample("no_bias", "in_features", 6, "out_features", 4, "bias", false)
                .input(normal(3, 6)),
            sample("no_bias_vector", "in_features", 6, "out_features", 4, "bias", false)
                .input(normal(6)),
            sample("three_axes", "in_features", 5, "out_features", 2).input(normal(2, 3, 5)),
            sample("five_axes", "in_features", 3, "out_features", 4).input(normal(2, 1, 3, 2, 3)),
            sample("one_feature", "in_features", 1, "out_features", 1).input(normal(6, 1)),
            sample("one_feature_to_many", "in_features", 1, "out_features", 37).input(normal(5, 1)),
            sample("prime_sizes", "in_features", 31, "out_features", 17).input(normal(13, 31)),
            sample("larger_than_a_tile", "in_features", 129, "out_features", 67)
                .input(normal(41, 129)),
            sample("large", "in_features", 307, "out_features", 131).input(normal(67, 307)),
            sample("large_no_bias", "in_features", 1031, "out_features", 33, "bias", false)
                .input(normal(37, 1031)),
            sample("empty_batch", "in_features", 4, "out_features", 3)
                .input(normal(0, 4))
                .zeroGradient("grad.weight", "a sum over no rows")
                .zeroGradient("grad.bias", "a sum over no rows"),
            sample("no_outputs", "in_features", 4, "out_features", 0)
                .input(normal(2, 4))
                .zeroGradient("grad_input.0", "a sum over no outputs"),
            sample("no_inputs", "in_features", 0, "out_features", 3).input(normal(2, 0)),
            sample("large_values", "in_features", 9, "out_features", 5)
                .input(normal(4, 9).times(1e4)),
            sample("small_values", "in_features", 9, "out_features", 5)
                .input(normal(4, 9).times(1e-4)),
            sample("zero_input", "in_features", 9, "out_features", 5)
                .input(full(0, 4, 9))
                .zeroGradient("grad.weight", "the input is zero"),
            sample("not_a_number", "in_features", 4, "out_features", 3)
                .input(normal(3, 4).with(5, Double.NaN)),
            sample("infinity", "in_features", 4, "out_features", 3)
                .input(normal(3, 4).with(5, Double.POSITIVE_INFINITY)),
            sample("wrong_features", "in_features", 4, "out_features", 3)
                .input(normal(2, 5))
                .refused("expected input with in_features = 4 on its last axis, got 5 in [2, 5]"),
            sample("scalar_input", "in_features", 1, "out_features", 3)
                .input(normal())
                .refused("Linear: expected input of 1D or more, but got a scalar"),
            sample("integer_input", "in_features", 4, "out_features", 3)
                .input(integers(0, 5, 2, 4))
                .refused("Linear: expected input of dtype"),
            sample("negative_features", "in_features", -1, "out_features", 3)
                .input(normal(2, 1))
                .refused("negative sizes"));
  }

  private static Row bilinear() {
    return Row.of(
            "Bilinear",
            a ->
                new Bilinear(
                    a.integer("in1_features"),
                    a.integer("in2_features"),
                    a.integer("out_features"),
                    a.bool("bias", true)))
        .samples(
            bilinear("matrices", 3, 5, 4).input(normal(2, 3)).input(normal(2, 5)),
            bilinear("batch_of_one", 3, 5, 4).input(normal(1, 3)).input(normal(1, 5)),
            bilinear("vectors", 3, 5, 4).input(normal(3)).input(normal(5)),
            sample(
                    "no_bias",
                    "in1_features",
                    4,
                    "in2_features",
                    2,
                    "out_features",
                    3,
                    "bias",
                    false)
                .input(normal(3, 4))
                .input(normal(3, 2)),
            bilinear("three_axes", 3, 5, 4).input(normal(2, 3, 3)).input(normal(2, 3, 5)),
            bilinear("four_axes", 2, 3, 2).input(normal(2, 1, 3, 2)).input(normal(2, 1, 3, 3)),
            bilinear("one_feature_each", 1, 1, 1).input(normal(5, 1)).input(normal(5, 1)),
            bilinear("one_output", 7, 6, 1).input(normal(5, 7)).input(normal(5, 6)),
            bilinear("prime_sizes", 13, 17, 11).input(normal(19, 13)).input(normal(19, 17)),
            bilinear("large", 37, 41, 5).input(normal(23, 37)).input(normal(23, 41)),
            bilinear("large_values", 3, 5, 4)
                .input(normal(2, 3).times(1e4))
                .input(normal(2, 5).times(1e-4)),
            bilinear("zero_first_input", 3, 5, 4)
                .input(full(0, 2, 3))
                .input(normal(2, 5))
                .zeroGradient("grad_input.1", "the first input is zero")
                .zeroGradient("grad.weight", "the first input is zero"),
            bilinear("infinity", 3, 5, 4)
                .input(normal(2, 3).with(1, Double.POSITIVE_INFINITY))
                .input(normal(2, 5).with(7, Double.NEGATIVE_INFINITY)),
            bilinear("not_a_number", 3, 2, 2)
                .input(normal(2, 3).with(1, Double.NaN))
                .input(normal(2, 2)),
            bilinear("empty_batch", 3, 5, 4)
                .input(normal(0, 3))
                .input(normal(0, 5))
                .zeroGradient("grad.weight", "a sum over no rows")
                .zeroGradient("grad.bias", "a sum over no rows"),
            bilinear("no_first_features", 0, 5, 4)
                .input(normal(2, 0))
                .input(normal(2, 5))
                .refused("in1_features must be > 0, but got 0"),
            bilinear("wrong_first_features", 3, 5, 4)
                .input(normal(2, 4))
                .input(normal(2, 5))
                .refused("expected input1 with in1_features = 3 on its last axis, got 4 in [2, 4]"),
            bilinear("wrong_second_features", 3, 5, 4)
                .input(normal(2, 3))
                .input(normal(2, 4))
                .refused("expected input2 with in2_features = 5 on its last axis, got 4 in [2, 4]"),
            bilinear("batches_differ", 3, 5, 4)
                .input(normal(2, 3))
                .input(normal(3, 5))
                .refused("input batch dimensions do not match at dim 0: got [2, 3] and [3, 5]"),
            bilinear("ranks_differ", 3, 5, 4)
                .input(normal(2, 3))
                .input(normal(5))
                .refused("expected inputs of one rank"));
  }

  private static Sample bilinear(String name, int in1, int in2, int out) {
    return sample(name, "in1_features", in1, "in2_features", in2, "out_features", out);
  }

  private static Row flatten() {
    return Row.of("Flatten", a -> new Flatten(a.integer("start_dim", 1), a.integer("end_dim", -1)))
        .samples(
            sample("defaults").input(normal(2, 3, 4, 5)),
            sample("defaults_matrix").input(normal(2, 3)),
            sample("start_dim", "start_dim", 2).input(normal(2, 3, 4, 5)),
            sample("end_dim", "end_dim", 2).input(normal(2, 3, 4, 5)),
            sample("both", "start_dim", 1, "end_dim", 2).input(normal(2, 3, 4, 5)),
            sample("negative_start", "start_dim", -3, "end_dim", -2).input(normal(2, 3, 4, 5)),
            sample("everything", "start_dim", 0).input(normal(3, 1, 7)),
            sample("one_axis", "start_dim", 1, "end_dim", 1).input(normal(2, 3, 4)),
            sample("vector", "start_dim", 0).input(normal(5)),
            sample("scalar", "start_dim", 0).input(normal()),
            sample("empty_batch").input(normal(0, 3, 2)).withoutBackward(),
            sample("empty_axis").input(normal(2, 0, 3)).withoutBackward(),
            sample("integers").input(integers(0, 9, 2, 3, 2)).withoutBackward(),
            sample("not_a_number").input(normal(2, 2, 2).with(3, Double.NaN)),
            sample("defaults_vector")
                .input(normal(5))
                .refused("Dimension out of range (expected to be in range of [-1, 0], but got 1)"),
            sample("start_after_end", "start_dim", 2, "end_dim", 1)
                .input(normal(2, 3, 4))
                .refused("start_dim cannot come after end_dim"),
            sample("no_such_end", "end_dim", 3)
                .input(normal(2, 3, 4))
                .refused("Dimension out of range (expected to be in range of [-3, 2], but got 3)"));
  }

  private static Row unflatten() {
    return Row.of("Unflatten", a -> new Unflatten(a.integer("dim"), a.intList("unflattened_size")))
        .samples(
            unflatten("last_axis", 1, 2, 3).input(normal(4, 6)),
            unflatten("first_axis", 0, 2, 2).input(normal(4, 3)),
            unflatten("middle_axis", 1, 3, 2).input(normal(2, 6, 5)),
            unflatten("negative_dim", -1, 5, 2).input(normal(3, 10)),
            unflatten("negative_middle", -2, 5, 2).input(normal(3, 10, 2)),
            unflatten("three_parts", 1, 2, 5, 5).input(normal(2, 50)),
            unflatten("inferred_first", 1, -1, 3).input(normal(2, 6)),
            unflatten("inferred_last", 1, 3, -1).input(normal(2, 6)),
            unflatten("one_part", 1, 6).input(normal(2, 6)),
            unflatten("ones", 0, 1, 7, 1).input(normal(7)),
            unflatten("vector", 0, 7, 1).input(normal(7)),
            unflatten("empty_batch", 1, 2, 3).input(normal(0, 6)).withoutBackward(),
            unflatten("empty_axis", 1, 0, 3).input(normal(2, 0)).withoutBackward(),
            unflatten("integers", 1, 2, 3).input(integers(0, 9, 2, 6)).withoutBackward(),
            unflatten("does_not_multiply_up", 1, 2, 3)
                .input(normal(2, 7))
                .refused("sizes [2, 3] don't multiply up to the size of dim 1 (7)"),
            unflatten("inferred_does_not_divide", 1, -1, 3)
                .input(normal(2, 7))
                .refused("sizes [-1, 3] don't multiply up to the size of dim 1 (7)"),
            unflatten("two_inferred", 1, -1, -1)
                .input(normal(2, 6))
                .refused("only one dimension can be inferred"),
            unflatten("negative_part", 1, -2, -3)
                .input(normal(2, 6))
                .refused("invalid shape dimension -2"),
            unflatten("no_parts", 1)
                .input(normal(2, 6))
                .refused("unflatten: sizes must be non-empty"),
            unflatten("no_such_axis", 2, 2, 3)
                .input(normal(2, 6))
                .refused("Dimension out of range (expected to be in range of [-2, 1], but got 2)"));
  }

  private static Sample unflatten(String name, int dim, int... sizes) {
    return sample(name, "dim", dim, "unflattened_size", sizes);
  }
}
