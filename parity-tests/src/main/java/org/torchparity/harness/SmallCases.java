package org.torchparity.harness;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.torchparity.catalogue.Sample;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.Tensor;

/**
 * A choice of cases that is small enough to keep: those of few elements, and for every argument of
 * every module, in each mode and dtype, that none of them has, the smallest case that has it.
 */
public final class SmallCases {
  private SmallCases() {}

  /**
   * Chooses, and keeps the order.
   *
   * @param elements the greatest number of elements in state, inputs, gradients from above and
   *     arguments of a case that is small by itself
   */
  public static List<Planned> of(List<Planned> planned, long elements) {
    Map<Planned, Long> sizes = new LinkedHashMap<>();
    planned.forEach(each -> sizes.put(each, elements(each.draw())));
    Set<String> shown = new HashSet<>();
    Set<Planned> chosen = new HashSet<>();
    // The sort is stable: of two cases of one size it is the catalogue's first.
    sizes.entrySet().stream()
        .sorted(Comparator.comparingLong(Map.Entry::getValue))
        .forEach(
            sized -> {
              boolean isNew = shown.addAll(shows(sized.getKey()));
              if (isNew || sized.getValue() <= elements) {
                chosen.add(sized.getKey());
              }
            });
    return planned.stream().filter(chosen::contains).toList();
  }

  /** What a case shows: a module and each of its arguments, in a mode and a dtype. */
  private static Set<String> shows(Planned planned) {
    Sample sample = planned.selected().sample();
    Set<String> names = new HashSet<>(Set.of(""));
    names.addAll(sample.args().asMap().keySet());
    sample.call().asMap().keySet().forEach(name -> names.add("forward." + name));
    Set<String> shows = new HashSet<>();
    for (String name : names) {
      shows.add(
          String.join(
              " ",
              planned.selected().row().module(),
              name,
              planned.selected().mode().key(),
              planned.dtype().torchName()));
    }
    return shows;
  }

  private static long elements(Case c) {
    return Stream.of(
            c.state().values(),
            c.inputs().values(),
            c.gradOutputs().values(),
            c.spec().args().asMap().values())
        .flatMap(values -> values.stream())
        .mapToLong(value -> value instanceof Tensor t ? t.elements() : 0)
        .sum();
  }
}
