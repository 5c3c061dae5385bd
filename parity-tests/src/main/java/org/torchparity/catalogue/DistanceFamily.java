package org.torchparity.catalogue;

import static org.torchparity.catalogue.Draw.full;
import static org.torchparity.catalogue.Draw.integers;
import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.ties;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.Sample.sample;

import java.util.List;
import org.torchparity.nn.distance.CosineSimilarity;
import org.torchparity.nn.distance.PairwiseDistance;

/** Distances and similarities of vectors. */
final class DistanceFamily {
  private static final String CLAMPED = "torch does not differentiate the clamping to eps";

  private DistanceFamily() {}

  static Family family() {
    return new Family("distance", List.of(cosineSimilarity(), pairwiseDistance()));
  }

  private static Row cosineSimilarity() {
    return Row.of(
            "CosineSimilarity", a -> new CosineSimilarity(a.integer("dim", 1), a.real("eps", 1e-8)))
        .samples(
            sample("rows").input(normal(4, 7)).input(normal(4, 7)),
            sample("images").input(normal(2, 5, 3, 4)).input(normal(2, 5, 3, 4)),
            sample("first_axis", "dim", 0).input(normal(5, 3)).input(normal(5, 3)),
            sample("last_axis", "dim", -1).input(normal(2, 3, 11)).input(normal(2, 3, 11)),
            sample("vectors", "dim", 0).input(normal(13)).input(normal(13)),
            sample("one_element")
                .input(normal(3, 1))
                .input(normal(3, 1))
                .zeroGradient("grad_input.0", "the sign of a number is constant")
                .zeroGradient("grad_input.1", "the sign of a number is constant"),
            sample("many_elements").input(normal(2, 1031)).input(normal(2, 1031)),
            sample("one_against_all").input(normal(1, 7)).input(normal(5, 7)),
            sample("repeated_elements").input(normal(4, 1, 3)).input(normal(2, 4, 5, 3)),
            sample("missing_axis").input(normal(3, 7)).input(normal(7)),
            sample("eps", "eps", 0.5).input(normal(3, 4)).input(normal(3, 4)),
            sample("eps_above_the_norms", "eps", 10.0)
                .input(normal(3, 4))
                .input(normal(3, 4))
                .gradientIsNotTheDerivative(CLAMPED),
            sample("small_vectors")
                .input(normal(3, 4).times(1e-10))
                .input(normal(3, 4))
                .gradientIsNotTheDerivative(CLAMPED),
            sample("zero_vector")
                .input(full(0, 2, 4))
                .input(normal(2, 4))
                .zeroGradient("grad_input.1", "the other vector is zero")
                .gradientIsNotTheDerivative(CLAMPED),
            sample("zero_vectors")
                .input(full(0, 2, 4))
                .input(full(0, 2, 4))
                .zeroGradient("grad_input.0", "the other vector is zero")
                .zeroGradient("grad_input.1", "the other vector is zero"),
            sample("large_values").input(normal(3, 4).times(1e4)).input(normal(3, 4).times(1e4)),
            sample("not_a_number").input(normal(3, 4).with(5, Double.NaN)).input(normal(3, 4)),
            sample("infinity")
                .input(normal(3, 4).with(5, Double.POSITIVE_INFINITY))
                .input(normal(3, 4)),
            sample("empty_batch")
                .input(normal(0, 4))
                .input(normal(0, 4))
                .zeroGradient("grad_input.0", "there are no elements")
                .zeroGradient("grad_input.1", "there are no elements"),
            sample("no_such_axis", "dim", 2)
                .input(normal(3, 4))
                .input(normal(3, 4))
                .refused("Dimension out of range"),
            sample("other_sizes")
                .input(normal(3, 4))
                .input(normal(3, 5))
                .refused("must match the size of tensor b"),
            sample("integers")
                .input(integers(0, 9, 3, 4))
                .input(integers(0, 9, 3, 4))
                .refused("expected floating-point inputs, but got int64"));
  }

  private static Row pairwiseDistance() {
    double[] signed = {3, -3, 1, 0, 2, 2, -2, 2};
    return Row.of(
            "PairwiseDistance",
            a ->
                new PairwiseDistance(a.real("p", 2), a.real("eps", 1e-6), a.bool("keepdim", false)))
        .samples(
            sample("rows").input(normal(4, 7)).input(normal(4, 7)),
            sample("vectors").input(normal(13)).input(normal(13)),
            sample("three_axes").input(normal(2, 3, 5)).input(normal(2, 3, 5)),
            sample("one_against_all").input(normal(1, 7)).input(normal(5, 7)),
            sample("missing_axis").input(normal(3, 7)).input(normal(7)),
            sample("repeated_elements").input(normal(3, 1)).input(normal(3, 6)),
            sample("keepdim", "keepdim", true).input(normal(4, 7)).input(normal(4, 7)),
            sample("keepdim_vectors", "keepdim", true, "p", 1).input(normal(5)).input(normal(5)),
            sample("one", "p", 1.0).input(normal(4, 7)).input(normal(4, 7)),
            sample("three", "p", 3.0).input(normal(4, 7)).input(normal(4, 7)),
            sample("between_one_and_two", "p", 1.5).input(normal(4, 7)).input(normal(4, 7)),
            sample("half", "p", 0.5).input(normal(4, 7)).input(normal(4, 7)),
            sample("negative", "p", -1.0).input(normal(4, 7)).input(normal(4, 7)),
            sample("zero", "p", 0.0).input(normal(4, 7)).input(normal(4, 7)).withoutBackward(),
            sample("greatest", "p", Double.POSITIVE_INFINITY)
                .input(normal(4, 7))
                .input(normal(4, 7)),
            sample("least", "p", Double.NEGATIVE_INFINITY).input(normal(4, 7)).input(normal(4, 7)),
            sample("greatest_ties", "p", Double.POSITIVE_INFINITY, "eps", 0.0)
                .input(values(signed, 2, 4))
                .input(full(0, 2, 4))
                .gradientIsNotTheDerivative("at a tie there is no derivative"),
            sample("eps", "eps", 0.25).input(normal(4, 7)).input(normal(4, 7)),
            sample("equal_vectors").input(full(1.5, 2, 5)).input(full(1.5, 2, 5)),
            sample("equal_vectors_without_eps", "eps", 0.0)
                .input(full(1.5, 2, 5))
                .input(full(1.5, 2, 5))
                .zeroGradient("grad_input.0", "the gradient at distance zero")
                .zeroGradient("grad_input.1", "the gradient at distance zero"),
            sample("equal_elements_half", "p", 0.5, "eps", 0.0)
                .input(ties(0, 3, 4, 5))
                .input(ties(0, 3, 4, 5))
                .gradientIsNotTheDerivative("where elements are equal there is no derivative"),
            sample("equal_elements_half_infinity", "p", 0.5, "eps", 0.0)
                .input(ties(0, 3, 4, 5).with(1, Double.POSITIVE_INFINITY).with(12, Double.NaN))
                .input(ties(0, 3, 4, 5)),
            sample("equal_elements_three", "p", 3.0, "eps", 0.0)
                .input(ties(0, 3, 4, 5))
                .input(ties(0, 3, 4, 5)),
            sample("large_values").input(normal(3, 4).times(1e4)).input(normal(3, 4).times(1e4)),
            sample("not_a_number").input(normal(3, 4).with(5, Double.NaN)).input(normal(3, 4)),
            sample("not_a_number_greatest", "p", Double.POSITIVE_INFINITY)
                .input(normal(3, 4).with(5, Double.NaN))
                .input(normal(3, 4)),
            sample("infinity")
                .input(normal(3, 4).with(5, Double.POSITIVE_INFINITY))
                .input(normal(3, 4)),
            sample("empty_batch")
                .input(normal(0, 4))
                .input(normal(0, 4))
                .zeroGradient("grad_input.0", "there are no elements")
                .zeroGradient("grad_input.1", "there are no elements"),
            sample("other_sizes")
                .input(normal(3, 4))
                .input(normal(3, 5))
                .refused("must match the size of tensor b"));
  }
}
