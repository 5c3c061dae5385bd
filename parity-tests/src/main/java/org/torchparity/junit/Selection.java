package org.torchparity.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.torchparity.catalogue.Catalogue.Selected;
import org.torchparity.catalogue.Row;
import org.torchparity.catalogue.Sample;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.harness.Planned;
import org.torchparity.tensor.DType;

/**
 * The cases that a user's tests run, and why the other samples are not among them.
 *
 * <p>A sample is one of the arguments wanted if giving them to its module too changes nothing: they
 * are the sample's own, or torch's defaults.
 */
final class Selection {
  private static final String ANOTHER_NAME = "of another name";
  private static final String REFUSED = "that torch refuses";

  private final Row row;
  private final Args fixed;
  private final Settings settings;
  private final List<Planned> planned = new ArrayList<>();
  private final Map<String, List<String>> leftOut = new LinkedHashMap<>();
  private int chosen;

  private Selection(Row row, Args fixed, Settings settings) {
    this.row = row;
    this.fixed = fixed;
    this.settings = settings;
  }

  /**
   * Chooses among samples.
   *
   * @param row the module
   * @param samples the catalogue's, or the user's own
   * @param wanted which of them
   * @param settings dtypes, seeds and the greatest number of samples
   * @throws org.torchparity.fixtures.UnsupportedCaseException if the module has no such argument
   */
  static Selection of(Row row, List<Sample> samples, Wanted wanted, Settings settings) {
    Selection selection = new Selection(row, wanted.fixed(), settings);
    for (Sample sample : samples) {
      Set<Mode> modes = wanted.modes(row, sample);
      List<DType> dtypes =
          settings.dtypesOrDefault().stream().filter(sample.dtypes()::contains).toList();
      String reason = selection.reasonToLeaveOut(sample, wanted, modes, dtypes);
      if (reason.isEmpty()) {
        selection.add(sample, modes, dtypes);
      } else {
        selection.leftOut.computeIfAbsent(reason, key -> new ArrayList<>()).add(sample.name());
      }
    }
    return selection;
  }

  private String reasonToLeaveOut(
      Sample sample, Wanted wanted, Set<Mode> modes, List<DType> dtypes) {
    if (!wanted.sample().isEmpty() && !wanted.sample().equals(sample.name())) {
      return ANOTHER_NAME;
    }
    if (sample.refusal() != null) {
      return REFUSED;
    }
    if (!isOfArguments(sample)) {
      return "of other arguments";
    }
    if (modes.isEmpty()) {
      return "of the other mode";
    }
    if (dtypes.isEmpty()) {
      return "of the other dtype";
    }
    return chosen < settings.samplesOrAll() ? "" : "beyond the first " + settings.samplesOrAll();
  }

  private boolean isOfArguments(Sample sample) {
    if (fixed.isEmpty()) {
      return true;
    }
    Map<String, @Nullable Object> own = row.readArguments(sample.args());
    try {
      return own.equals(row.readArguments(sample.with(fixed).args()));
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  private void add(Sample sample, Set<Mode> modes, List<DType> dtypes) {
    chosen++;
    for (Mode mode : modes) {
      for (DType dtype : dtypes) {
        settings
            .seedsOrDefault()
            .seeds()
            .forEach(
                seed -> planned.add(new Planned(new Selected(row, sample, mode), dtype, seed)));
      }
    }
  }

  /** The cases. */
  List<Planned> planned() {
    return planned;
  }

  /** Whether samples are left out that were not named away and that torch runs. */
  boolean narrows() {
    return !Set.of(ANOTHER_NAME, REFUSED).containsAll(leftOut.keySet());
  }

  /** What is chosen and what is left out, in one line. */
  String summary() {
    String dtypes =
        settings.dtypesOrDefault().stream()
            .map(DType::torchName)
            .collect(Collectors.joining(" and "));
    return count(planned.size(), "case")
        + " of "
        + new ModuleSpec(row.module(), fixed)
        + " in "
        + dtypes
        + ", seed "
        + settings.seedsOrDefault()
        + ", from "
        + count(chosen, "sample")
        + (leftOut.isEmpty() ? "" : "; left out: " + leftOut());
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  private String leftOut() {
    return leftOut.entrySet().stream()
        .map(
            entry -> {
              List<String> names = entry.getValue();
              String list = " (" + String.join(", ", names) + ")";
              return names.size()
                  + " "
                  + entry.getKey()
                  + (entry.getKey().equals(ANOTHER_NAME) ? "" : list);
            })
        .collect(Collectors.joining(", "));
  }
}
