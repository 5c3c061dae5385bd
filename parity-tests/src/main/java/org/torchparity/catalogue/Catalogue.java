package org.torchparity.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.UnsupportedCaseException;

/** All rows, by family and by name. */
public final class Catalogue {
  private static final Catalogue STANDARD =
      new Catalogue(
          List.of(
              ActivationFamily.family(),
              LinearFamily.family(),
              ConvFamily.family(),
              PoolingFamily.family(),
              PaddingFamily.family(),
              NormFamily.family(),
              DropoutFamily.family(),
              SparseFamily.family(),
              DistanceFamily.family(),
              LossFamily.family(),
              VisionFamily.family()));

  private final List<Family> families;
  private final Map<String, Row> rows = new LinkedHashMap<>();

  /**
   * Makes a catalogue of families.
   *
   * @throws IllegalArgumentException if two rows have one name, or two samples of one row
   */
  public Catalogue(List<Family> families) {
    this.families = List.copyOf(families);
    for (Row row : rows(families)) {
      if (rows.put(row.module(), row) != null) {
        throw new IllegalArgumentException("the catalogue has two rows for " + row.module());
      }
      if (row.samples().stream().map(Sample::name).distinct().count() != row.samples().size()) {
        throw new IllegalArgumentException(row.module() + " has two samples of one name");
      }
    }
  }

  private static List<Row> rows(List<Family> families) {
    return families.stream().flatMap(family -> family.rows().stream()).toList();
  }

  /** The catalogue of every module there is here. */
  public static Catalogue standard() {
    return STANDARD;
  }

  /** The families in order. */
  public List<Family> families() {
    return families;
  }

  /** The rows in order. */
  public List<Row> rows() {
    return List.copyOf(rows.values());
  }

  /**
   * The row of a module, by torch's qualified name or without its package.
   *
   * @throws UnsupportedCaseException if there is none
   */
  public Row row(String module) {
    Row row = rows.get(module);
    if (row != null) {
      return row;
    }
    return rows.values().stream()
        .filter(candidate -> candidate.simpleName().equals(module))
        .findFirst()
        .orElseThrow(() -> unknown(module));
  }

  private UnsupportedCaseException unknown(String module) {
    List<String> alike = new ArrayList<>();
    for (Row row : rows.values()) {
      if (row.simpleName().equalsIgnoreCase(module)) {
        alike.add(row.simpleName());
      }
    }
    return new UnsupportedCaseException(
        "unknown module '"
            + module
            + "': "
            + (alike.isEmpty()
                ? "'torchparity list' shows the known ones"
                : "did you mean " + alike.get(0) + "?"));
  }

  /**
   * The rows and samples that a selector {@code MODULE[/SAMPLE[/MODE]]} names; an empty list of
   * selectors names all.
   *
   * @throws UnsupportedCaseException if a selector names nothing
   */
  public List<Selected> select(List<String> selectors) {
    if (selectors.isEmpty()) {
      return rows().stream().flatMap(row -> Selected.all(row, "", "")).toList();
    }
    Set<Selected> selected = new LinkedHashSet<>();
    for (String selector : selectors) {
      String[] parts = selector.split("/", -1);
      Row row = row(parts[0]);
      List<Selected> matching =
          Selected.all(row, parts.length > 1 ? parts[1] : "", parts.length > 2 ? parts[2] : "")
              .toList();
      if (matching.isEmpty()) {
        throw new UnsupportedCaseException(
            "'" + selector + "' names no sample: 'torchparity list " + parts[0] + "' shows them");
      }
      selected.addAll(matching);
    }
    return List.copyOf(selected);
  }

  /**
   * A sample of a row, to run in one mode.
   *
   * @param row the module
   * @param sample one of its samples
   * @param mode the mode to run it in
   */
  public record Selected(Row row, Sample sample, Mode mode) {
    static Stream<Selected> all(Row row, String sampleName, String modeKey) {
      return row.samples().stream()
          .filter(sample -> sampleName.isEmpty() || sample.name().equals(sampleName))
          .flatMap(
              sample ->
                  row.modesOf(sample).stream()
                      .filter(mode -> modeKey.isEmpty() || mode.key().equals(modeKey))
                      .map(mode -> new Selected(row, sample, mode)));
    }

    /** {@code BatchNorm1d/batch_of_two/train}. */
    public String selector() {
      return row.simpleName() + "/" + sample.name() + "/" + mode.key();
    }
  }
}
