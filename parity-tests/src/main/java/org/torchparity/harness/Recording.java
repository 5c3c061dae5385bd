package org.torchparity.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.FixtureFormatException;
import org.torchparity.fixtures.FixtureIndex;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.fixtures.WholeFiles;
import org.torchparity.isolate.BackendDiedException;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Records what a backend gives for cases, a fixture each, in a folder. Whenever it is killed, every
 * file there is whole, and another recording goes on where it stopped: a file that holds the same
 * case by the same producer stays as it is. One recording a folder at a time.
 */
public final class Recording {
  private final Path folder;
  private final Backend reference;
  private final Map<String, String> indexed = new HashMap<>();

  /**
   * Begins: makes the folder, and deletes what a killed recording left unfinished there.
   *
   * @throws IOException if the folder cannot be made, read or tidied
   */
  public Recording(Path folder, Backend reference) throws IOException {
    this.folder = folder;
    this.reference = reference;
    Files.createDirectories(folder);
    WholeFiles.deleteUnfinished(folder);
    if (Files.exists(folder.resolve(FixtureIndex.FILE))) {
      readIndex();
    }
  }

  private void readIndex() throws IOException {
    try {
      FixtureIndex.read(folder).entries().forEach(e -> indexed.put(e.file(), e.sha256()));
    } catch (FixtureFormatException e) {
      // A damaged index says nothing of the files, and is written anew.
      indexed.clear();
    }
  }

  /** What became of a case. */
  public enum Outcome {
    /** It was recorded. */
    RECORDED,
    /** It had been recorded. */
    KEPT,
    /** A file of its name held something else, and was replaced. */
    REPLACED,
    /** The backend could not run it, or did not survive it, or the format cannot hold it. */
    REFUSED,
    /** It has no floating-point tensor, and is the same in float32. */
    UNTYPED
  }

  /**
   * What became of a case.
   *
   * @param outcome in a word
   * @param fault why it could not be recorded, in one line; else empty
   */
  public record Recorded(Outcome outcome, String fault) {}

  /**
   * Records a case, unless it has been. May be called from several threads for different cases.
   *
   * @throws UncheckedIOException if a file cannot be read or written
   */
  public Recorded record(Planned planned) {
    Case c = planned.draw();
    Path path = folder.resolve(c.id() + Fixtures.SUFFIX);
    try {
      boolean there = Files.exists(path);
      if (there && holds(path, c)) {
        return new Recorded(Outcome.KEPT, "");
      }
      Observation seen = reference.run(c);
      Fixture fixture =
          Fixture.of(c, seen, reference.name()).withOracle(Oracles.record(reference, c, seen));
      if (c.dtype() != DType.FLOAT32 && !hasFloatingPoint(fixture)) {
        return new Recorded(Outcome.UNTYPED, "");
      }
      Files.createDirectories(path.toAbsolutePath().getParent());
      Fixtures.write(path, fixture);
      return new Recorded(there ? Outcome.REPLACED : Outcome.RECORDED, "");
    } catch (CaseRefusedException | UnsupportedCaseException | BackendDiedException e) {
      return new Recorded(Outcome.REFUSED, c.id() + ": " + e.getMessage());
    } catch (FixtureFormatException e) {
      return new Recorded(Outcome.REFUSED, IoFaults.line(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasFloatingPoint(Fixture fixture) {
    Case c = fixture.recorded();
    return Stream.of(
            c.state().values(),
            c.inputs().values(),
            c.gradOutputs().values(),
            c.spec().args().asMap().values(),
            fixture.expected().quantities().values())
        .flatMap(Collection::stream)
        .anyMatch(value -> value instanceof Tensor t && t.dtype().isFloatingPoint());
  }

  /** Whether a file is a whole fixture of this case by this producer, unchanged since. */
  private boolean holds(Path path, Case c) throws IOException {
    try {
      Fixture fixture = Fixtures.read(path);
      String sha256 = indexed.get(FixtureFile.slashed(folder.relativize(path)));
      return fixture.producer().equals(reference.name())
          && !fixture.expected().quantities().isEmpty()
          && same(fixture.recorded(), c)
          && (sha256 == null || sha256.equals(FixtureIndex.sha256(path)));
    } catch (FixtureFormatException e) {
      return false;
    }
  }

  private static boolean same(Case a, Case b) {
    return a.spec().module().equals(b.spec().module())
        && sameValues(a.spec().args().asMap(), b.spec().args().asMap())
        && sameValues(a.call().asMap(), b.call().asMap())
        && sameValues(a.state(), b.state())
        && sameValues(a.inputs(), b.inputs())
        && sameValues(a.gradOutputs(), b.gradOutputs())
        && a.mode() == b.mode()
        && a.dtype() == b.dtype()
        && a.seed().equals(b.seed());
  }

  private static boolean sameValues(Map<?, ?> a, Map<?, ?> b) {
    return a.keySet().equals(b.keySet())
        && a.keySet().stream().allMatch(key -> same(a.get(key), b.get(key)));
  }

  private static boolean same(@Nullable Object a, @Nullable Object b) {
    return (a instanceof Tensor ours && b instanceof Tensor theirs)
        ? ours.isBitwiseEqualTo(theirs)
        : Objects.equals(a, b);
  }

  /**
   * Writes the index of all fixtures in the folder, recorded now or before. It depends on nothing
   * but them.
   *
   * @return the files that are no fixtures and so not in the index, a line each
   * @throws IOException if the folder cannot be read, or the index not be written
   */
  public List<String> writeIndex(int threads) throws IOException {
    List<FixtureIndex.Entry> entries = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    OrderedWork.run(
        Fixtures.list(folder),
        threads,
        this::entry,
        listed -> {
          if (listed.entry() == null) {
            faults.add(listed.fault());
          } else {
            entries.add(listed.entry());
          }
        });
    new FixtureIndex(entries).write(folder);
    return faults;
  }

  private record Listed(FixtureIndex.@Nullable Entry entry, String fault) {}

  private Listed entry(Path path) {
    FixtureFile file = FixtureFile.in(folder, path, "");
    try {
      Case c = file.read().recorded();
      FixtureIndex.Entry entry =
          new FixtureIndex.Entry(
              c.id(),
              FixtureFile.slashed(folder.relativize(path)),
              c.spec().module(),
              c.dtype(),
              c.mode(),
              CaseId.seed(c),
              FixtureIndex.sha256(path));
      return new Listed(entry, "");
    } catch (IOException e) {
      return new Listed(null, IoFaults.line(e));
    }
  }
}
