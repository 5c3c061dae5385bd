package org.torchparity.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.FixtureIndex;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.Oracle;
import org.torchparity.harness.Recording.Outcome;
import org.torchparity.tensor.DType;

class RecordingTest {
  private static final Backend JAVA = new JavaBackend(Catalogue.standard());
  private static final String FIRST = "BatchNorm1d/batch_of_two/eval/float32/0.safetensors";

  @TempDir private Path folder;

  private static List<Planned> plan(String... selectors) {
    return Planned.all(
        Catalogue.standard().select(List.of(selectors)),
        List.of(DType.FLOAT32, DType.FLOAT64),
        Integer.MAX_VALUE,
        List.of(0L, 1L));
  }

  private List<Outcome> record(Backend backend, String... selectors) throws IOException {
    Recording recording = new Recording(folder, backend);
    List<Outcome> outcomes = new ArrayList<>();
    OrderedWork.run(plan(selectors), 2, recording::record, each -> outcomes.add(each.outcome()));
    assertThat(recording.writeIndex(2)).isEmpty();
    return outcomes;
  }

  @Test
  void a_case_is_a_fixture_and_a_line_of_the_index() throws IOException {
    assertThat(record(JAVA, "BatchNorm1d/batch_of_two")).hasSize(8).containsOnly(Outcome.RECORDED);
    assertThat(Fixtures.list(folder)).hasSize(8);
    List<FixtureIndex.Entry> entries = FixtureIndex.read(folder).entries();
    assertThat(entries).extracting(FixtureIndex.Entry::file).hasSize(8).isSorted();
    assertThat(entries.get(0))
        .isEqualTo(
            new FixtureIndex.Entry(
                "BatchNorm1d/batch_of_two/eval/float32/0",
                FIRST,
                "torch.nn.BatchNorm1d",
                DType.FLOAT32,
                Mode.EVAL,
                OptionalLong.of(0),
                FixtureIndex.sha256(folder.resolve(FIRST))));
  }

  @Test
  void a_second_recording_touches_no_file() throws IOException {
    record(JAVA, "BatchNorm1d/batch_of_two");
    FileTime past = FileTime.fromMillis(1_000_000);
    List<Path> files = new ArrayList<>(Fixtures.list(folder));
    files.add(folder.resolve(FixtureIndex.FILE));
    for (Path file : files) {
      Files.setLastModifiedTime(file, past);
    }
    assertThat(record(JAVA, "BatchNorm1d/batch_of_two")).containsOnly(Outcome.KEPT);
    for (Path file : files) {
      assertThat(Files.getLastModifiedTime(file)).as("%s", file).isEqualTo(past);
    }
  }

  @Test
  void cases_of_every_module_are_known_again() throws IOException {
    List<Planned> planned =
        Planned.all(Catalogue.standard().select(List.of()), Set.of(DType.FLOAT32), 3, List.of(0L))
            .stream()
            .filter(each -> each.selected().sample().refusal() == null)
            .toList();
    for (Outcome expected : List.of(Outcome.RECORDED, Outcome.KEPT)) {
      Recording recording = new Recording(folder, JAVA);
      OrderedWork.run(
          planned,
          2,
          each -> recording.record(each).outcome() + " " + each.rerun("record"),
          seen -> assertThat(seen).startsWith(expected + " "));
    }
  }

  @Test
  void the_next_recording_completes_what_one_left_and_tidies_up() throws IOException {
    record(JAVA, "BatchNorm1d/batch_of_two");
    Path first = folder.resolve(FIRST);
    byte[] whole = Files.readAllBytes(first);
    byte[] index = Files.readAllBytes(folder.resolve(FixtureIndex.FILE));
    Files.delete(first);
    Files.delete(folder.resolve(FixtureIndex.FILE));
    Path unfinished =
        first.resolveSibling(".0.safetensors.01234567-89ab-cdef-0123-456789abcdef.tmp");
    Files.write(unfinished, new byte[7]);

    assertThat(record(JAVA, "BatchNorm1d/batch_of_two"))
        .containsOnlyOnce(Outcome.RECORDED)
        .contains(Outcome.KEPT);

    assertThat(unfinished).doesNotExist();
    assertThat(first).hasBinaryContent(whole);
    assertThat(folder.resolve(FixtureIndex.FILE)).hasBinaryContent(index);
  }

  @Test
  void a_file_that_is_damaged_changed_or_anothers_is_replaced() throws IOException {
    record(JAVA, "BatchNorm1d/batch_of_two");
    Path file = folder.resolve(FIRST);
    byte[] whole = Files.readAllBytes(file);

    byte[] flipped = whole.clone();
    flipped[flipped.length - 1] ^= 1;
    Files.write(file, flipped);
    assertThat(record(JAVA, "BatchNorm1d/batch_of_two")).containsOnlyOnce(Outcome.REPLACED);
    assertThat(file).hasBinaryContent(whole);

    Files.write(file, new byte[] {1, 2, 3});
    assertThat(record(JAVA, "BatchNorm1d/batch_of_two")).containsOnlyOnce(Outcome.REPLACED);
    assertThat(file).hasBinaryContent(whole);

    Files.delete(folder.resolve(FixtureIndex.FILE));
    Fixture right = Fixtures.read(file);
    Fixtures.write(file, Fixture.of(right.recorded(), right.expected(), "libtorch 1.13"));
    assertThat(record(JAVA, "BatchNorm1d/batch_of_two")).containsOnlyOnce(Outcome.REPLACED);
    assertThat(file).hasBinaryContent(whole);
  }

  @Test
  void a_case_that_was_drawn_otherwise_is_recorded_anew() throws IOException {
    record(JAVA, "BatchNorm1d/batch_of_two");
    Path file = folder.resolve(FIRST);
    byte[] whole = Files.readAllBytes(file);
    Files.delete(folder.resolve(FixtureIndex.FILE));
    Files.copy(
        folder.resolve(FIRST.replace("/0.", "/1.")), file, StandardCopyOption.REPLACE_EXISTING);
    assertThat(record(JAVA, "BatchNorm1d/batch_of_two")).containsOnlyOnce(Outcome.REPLACED);
    assertThat(file).hasBinaryContent(whole);
  }

  @Test
  void the_index_lists_what_was_recorded_before_too_and_tells_what_is_no_fixture()
      throws IOException {
    record(JAVA, "BatchNorm1d/batch_of_two");
    record(JAVA, "LayerNorm/rows");
    assertThat(FixtureIndex.read(folder).entries())
        .extracting(FixtureIndex.Entry::module)
        .contains("torch.nn.BatchNorm1d", "torch.nn.LayerNorm");
    Path stranger = Files.write(folder.resolve("stranger.safetensors"), new byte[3]);
    assertThat(new Recording(folder, JAVA).writeIndex(2))
        .singleElement()
        .asString()
        .startsWith(stranger + ": truncated");
  }

  @Test
  void what_the_backend_cannot_run_is_told_and_the_rest_recorded() throws IOException {
    Backend picky =
        new Backend() {
          @Override
          public String name() {
            return "picky";
          }

          @Override
          public Observation run(Case c) {
            if (c.mode() == Mode.EVAL) {
              throw new CaseRefusedException("not today", new IllegalArgumentException());
            }
            return JAVA.run(c);
          }
        };
    assertThat(record(picky, "BatchNorm1d/batch_of_two"))
        .containsOnly(Outcome.RECORDED, Outcome.REFUSED);
    assertThat(Fixtures.list(folder)).hasSize(4);
    assertThat(new Recording(folder, picky).record(plan("BatchNorm1d/batch_of_two/eval").get(0)))
        .isEqualTo(
            new Recording.Recorded(
                Outcome.REFUSED, "BatchNorm1d/batch_of_two/eval/float32/0: not today"));
  }

  @Test
  void a_case_of_integers_alone_is_recorded_in_float32_alone() throws IOException {
    assertThat(record(JAVA, "Identity/integers"))
        .containsExactly(Outcome.RECORDED, Outcome.RECORDED, Outcome.UNTYPED, Outcome.UNTYPED);
    assertThat(FixtureIndex.read(folder).entries())
        .extracting(FixtureIndex.Entry::dtype)
        .containsOnly(DType.FLOAT32);
  }

  /** Java, but 1e-4 off in every output in float32. */
  private static final Backend NOISY =
      new Backend() {
        @Override
        public String name() {
          return "noisy";
        }

        @Override
        public Observation run(Case c) {
          Observation seen = JAVA.run(c);
          if (c.dtype() == DType.FLOAT32) {
            float[] output = seen.get("output.0").floats();
            for (int i = 0; i < output.length; i++) {
              output[i] += 1e-4f;
            }
          }
          return seen;
        }
      };

  @Test
  void float32_takes_along_the_float64_of_what_rounding_takes_from_the_truth() throws IOException {
    record(NOISY, "LayerNorm/rows");
    Oracle oracle = recorded("LayerNorm/rows/train/float32/0").oracle();
    assertThat(oracle.values().quantities()).containsOnlyKeys("output.0");
    assertThat(oracle.values().get("output.0").dtype()).isEqualTo(DType.FLOAT64);
    assertThat(oracle.rounding()).isBetween(2e-5, 1.1e-4);
    assertThat(recorded("LayerNorm/rows/train/float64/0").oracle()).isEqualTo(Oracle.NONE);
  }

  @Test
  void a_case_that_is_exact_enough_or_draws_random_numbers_has_no_oracle() throws IOException {
    record(JAVA, "LayerNorm/rows");
    assertThat(recorded("LayerNorm/rows/train/float32/0").oracle()).isEqualTo(Oracle.NONE);
    record(NOISY, "RReLU/matrix");
    assertThat(recorded("RReLU/matrix/train/float32/0").oracle()).isEqualTo(Oracle.NONE);
  }

  private Fixture recorded(String id) throws IOException {
    return Fixtures.read(folder.resolve(id + Fixtures.SUFFIX));
  }
}
