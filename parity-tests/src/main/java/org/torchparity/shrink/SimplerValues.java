package org.torchparity.shrink;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** Makes values 0, 1 or -1, or at least integers: whole tensors first, then single elements. */
final class SimplerValues {
  /** Beyond that, elements are not tried one by one. */
  private static final int FEW = 64;

  private static final List<DoubleUnaryOperator> WHOLE =
      List.of(value -> 0, value -> 1, Math::signum, Math::rint);
  private static final List<DoubleUnaryOperator> SINGLE =
      List.of(value -> 0, value -> 1, value -> -1, Math::rint);

  /** A place of a case that holds a tensor. */
  private record Place(Tensor tensor, BiFunction<Case, Tensor, Case> with) {}

  void shrink(Search search) {
    int places = places(search.smallest()).size();
    for (int i = 0; i < places && !search.isOver(); i++) {
      shrink(search, i);
    }
  }

  private static void shrink(Search search, int at) {
    for (DoubleUnaryOperator change : WHOLE) {
      Place place = places(search.smallest()).get(at);
      offer(search, place, 0, place.tensor().elements(), change);
    }
    int elements = places(search.smallest()).get(at).tensor().elements();
    for (int i = 0; i < elements && elements <= FEW; i++) {
      for (DoubleUnaryOperator change : SINGLE) {
        if (offer(search, places(search.smallest()).get(at), i, i + 1, change)) {
          break;
        }
      }
    }
  }

  private static boolean offer(
      Search search, Place place, int from, int to, DoubleUnaryOperator change) {
    Tensor tensor = place.tensor();
    double[] values = tensor.toDoubles().clone();
    boolean simpler = false;
    for (int i = from; i < to; i++) {
      double value = change.applyAsDouble(values[i]);
      simpler |= Complexity.of(value) < Complexity.of(values[i]);
      values[i] = value;
    }
    return simpler && search.offer(place.with().apply(search.smallest(), of(tensor, values)));
  }

  private static Tensor of(Tensor like, double[] values) {
    return like.dtype() == DType.INT64
        ? Tensor.ofDoubles(DType.FLOAT64, like.shape(), values).to(DType.INT64)
        : Tensor.ofDoubles(like.dtype(), like.shape(), values);
  }

  private static List<Place> places(Case c) {
    Map<String, Place> places = new LinkedHashMap<>();
    c.gradOutputs()
        .forEach(
            (at, tensor) ->
                places.put(
                    "grad_output." + at,
                    new Place(
                        tensor, (to, t) -> to.withGradOutputs(with(to.gradOutputs(), at, t)))));
    c.inputs()
        .forEach(
            (key, tensor) ->
                places.put(
                    "input." + key,
                    new Place(tensor, (to, t) -> to.withInputs(with(to.inputs(), key, t)))));
    c.state()
        .forEach(
            (key, tensor) ->
                places.put(
                    "state." + key,
                    new Place(tensor, (to, t) -> to.withState(with(to.state(), key, t)))));
    c.spec()
        .args()
        .asMap()
        .forEach(
            (name, value) -> {
              if (value instanceof Tensor tensor) {
                // A module keeps such an argument in its state too: one tensor, two places.
                places.remove("state." + name);
                places.put("arg." + name, new Place(tensor, (to, t) -> withArg(to, name, t)));
              }
            });
    // Integers first: which elements matter depends on the classes and indices that point to them.
    return places.values().stream()
        .sorted(Comparator.comparing(place -> place.tensor().dtype().isFloatingPoint()))
        .toList();
  }

  private static Case withArg(Case c, String name, Tensor tensor) {
    Args args = c.spec().args().with(name, tensor);
    Case changed = Cases.withArgs(c, args, c.call());
    return c.state().containsKey(name) ? changed.withState(with(c.state(), name, tensor)) : changed;
  }

  private static <K> Map<K, Tensor> with(Map<K, Tensor> tensors, K key, Tensor tensor) {
    Map<K, Tensor> changed = new LinkedHashMap<>(tensors);
    changed.put(key, tensor);
    return changed;
  }
}
