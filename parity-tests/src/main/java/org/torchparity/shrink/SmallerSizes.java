package org.torchparity.shrink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.Tensor;

/**
 * Makes sizes smaller: of axes of the inputs, and of arguments. What belongs together is not known
 * but guessed by equal sizes: all that have one, those on one axis, those alone.
 */
final class SmallerSizes {
  private final Fitting fitting;

  SmallerSizes(Fitting fitting) {
    this.fitting = fitting;
  }

  /** An axis of an input. */
  private record Axis(String input, int at) {}

  void shrink(Search search) {
    while (shrinkOnce(search)) {
      // The sizes are others now.
    }
  }

  private boolean shrinkOnce(Search search) {
    Case c = search.smallest();
    for (int size : sizes(c)) {
      Set<Integer> targets =
          new LinkedHashSet<>(List.of(1, 2, 3, size / 2, size - size / 2, size - 1));
      for (int target : targets) {
        if (target < size && target > 0 && shrink(search, c, size, target)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean shrink(Search search, Case c, int size, int target) {
    for (Set<Axis> axes : axes(c, size)) {
      for (Set<String> args : args(c, size)) {
        for (int first : new int[] {0, size - target}) {
          if (search.isOver()) {
            return false;
          }
          if (axes.isEmpty() && args.isEmpty()) {
            continue;
          }
          Slice slice = new Slice(size, first, target);
          Case smaller =
              Cases.withArgs(c, slice.args(c.spec().args(), args), slice.args(c.call(), args));
          smaller = smaller.withInputs(inputs(c, slice, axes));
          if (search.offerAny(fitting.fit(smaller, slice.all(c.state())))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static Map<String, Tensor> inputs(Case c, Slice slice, Set<Axis> axes) {
    Map<String, Tensor> inputs = new LinkedHashMap<>(c.inputs());
    for (Axis axis : axes) {
      inputs.computeIfPresent(
          axis.input(),
          (key, input) -> Cases.slice(input, axis.at(), slice.first(), slice.count()));
    }
    return inputs;
  }

  /** Every size above 1 that an axis or an argument has, the greatest first. */
  private static Set<Integer> sizes(Case c) {
    Set<Integer> sizes = new TreeSet<>(Comparator.reverseOrder());
    c.inputs().values().forEach(input -> addSizes(input, sizes));
    c.spec().args().asMap().values().forEach(value -> addSizes(value, sizes));
    c.call().asMap().values().forEach(value -> addSizes(value, sizes));
    return sizes;
  }

  private static void addSizes(@Nullable Object value, Set<Integer> sizes) {
    if (value instanceof Long integer && integer > 1 && integer <= Integer.MAX_VALUE) {
      sizes.add(integer.intValue());
    } else if (value instanceof List<?> list) {
      list.forEach(element -> addSizes(element, sizes));
    } else if (value instanceof Tensor tensor) {
      for (int size : tensor.shape().toArray()) {
        if (size > 1) {
          sizes.add(size);
        }
      }
    }
  }

  /** All axes of a size, those at one place, each alone, none. */
  private static Set<Set<Axis>> axes(Case c, int size) {
    Set<Axis> all = new LinkedHashSet<>();
    Map<Integer, Set<Axis>> byPlace = new LinkedHashMap<>();
    c.inputs()
        .forEach(
            (key, input) -> {
              for (int at = 0; at < input.rank(); at++) {
                if (input.size(at) == size) {
                  Axis axis = new Axis(key, at);
                  all.add(axis);
                  byPlace.computeIfAbsent(at, none -> new LinkedHashSet<>()).add(axis);
                }
              }
            });
    Set<Set<Axis>> groups = new LinkedHashSet<>();
    groups.add(all);
    groups.addAll(byPlace.values());
    all.forEach(axis -> groups.add(Set.of(axis)));
    groups.add(Set.of());
    return groups;
  }

  /** All arguments of a size, none, each alone. */
  private static Set<Set<String>> args(Case c, int size) {
    Set<String> all = new LinkedHashSet<>();
    for (Args args : new Args[] {c.spec().args(), c.call()}) {
      args.asMap()
          .forEach(
              (name, value) -> {
                Set<Integer> sizes = new TreeSet<>();
                addSizes(value, sizes);
                if (sizes.contains(size)) {
                  all.add(name);
                }
              });
    }
    Set<Set<String>> groups = new LinkedHashSet<>();
    groups.add(all);
    groups.add(Set.of());
    all.forEach(name -> groups.add(Set.of(name)));
    return groups;
  }

  /** Takes {@code count} of {@code size} entries, from {@code first} on. */
  private record Slice(int size, int first, int count) {
    Args args(Args args, Set<String> names) {
      Args changed = args;
      for (Map.Entry<String, @Nullable Object> arg : args.asMap().entrySet()) {
        if (names.contains(arg.getKey())) {
          changed = changed.with(arg.getKey(), value(arg.getValue()));
        }
      }
      return changed;
    }

    private @Nullable Object value(@Nullable Object value) {
      if (value instanceof Long integer) {
        return integer == size ? Long.valueOf(count) : integer;
      }
      if (value instanceof List<?> list) {
        List<@Nullable Object> changed = new ArrayList<>();
        list.forEach(element -> changed.add(value(element)));
        return changed;
      }
      return value instanceof Tensor tensor ? all(tensor) : value;
    }

    Map<String, Tensor> all(Map<String, Tensor> tensors) {
      Map<String, Tensor> sliced = new LinkedHashMap<>(tensors);
      sliced.replaceAll((key, tensor) -> all(tensor));
      return sliced;
    }

    private Tensor all(Tensor tensor) {
      Tensor sliced = tensor;
      for (int axis = 0; axis < tensor.rank(); axis++) {
        if (tensor.size(axis) == size) {
          sliced = Cases.slice(sliced, axis, first, count);
        }
      }
      return sliced;
    }
  }
}
