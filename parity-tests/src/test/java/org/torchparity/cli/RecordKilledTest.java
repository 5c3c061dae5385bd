package org.torchparity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.fixtures.FixtureIndex;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.junit.RequiresLibtorch;

/** {@code record} is killed at random moments. */
@RequiresLibtorch
class RecordKilledTest {
  private static final String[] MODULES = {"BatchNorm1d", "LayerNorm", "Linear"};

  @TempDir private Path temporary;

  @Test
  void ten_kills_leave_whole_files_or_none_and_the_finished_set_is_that_of_an_undisturbed_run()
      throws Exception {
    kill(10);
  }

  @Test
  @Tag("soak")
  void a_hundred_kills_leave_whole_files_or_none() throws Exception {
    kill(100);
  }

  private void kill(int times) throws Exception {
    Path undisturbed = temporary.resolve("undisturbed");
    assertThat(record(undisturbed).waitFor()).isZero();
    Map<String, String> whole = digests(undisturbed);
    assertThat(whole).hasSizeGreaterThan(100).containsKey(FixtureIndex.FILE);

    Random random = new Random(5);
    Path folder = temporary.resolve("killed");
    int midway = 0;
    for (int kill = 0; kill < times; kill++) {
      int before = Files.exists(folder) ? Fixtures.list(folder).size() : 0;
      Process process = record(folder);
      // Loading libtorch takes longer than recording: wait until files appear, then a moment more.
      while (process.isAlive() && (!Files.exists(folder) || digests(folder).size() <= before)) {
        Thread.sleep(random.nextInt(5));
      }
      process.waitFor(random.nextInt(40), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();

      Map<String, String> left = digests(folder);
      left.keySet().removeIf(name -> name.endsWith(".tmp"));
      assertThat(whole).containsAllEntriesOf(left);
      if (left.size() < whole.size()) {
        midway++;
      } else {
        // The set is complete: begin again.
        delete(folder);
      }
    }
    assertThat(midway).as("kills in the middle of recording").isGreaterThan(times / 4);

    assertThat(record(folder).waitFor()).isZero();
    assertThat(digests(folder)).isEqualTo(whole);
  }

  private Process record(Path folder) throws IOException {
    String[] args =
        Stream.concat(Stream.of("record", folder.toString()), Stream.of(MODULES))
            .toArray(String[]::new);
    return ChildJvm.start(temporary.resolve("output"), entry -> true, args);
  }

  /** The digest of every file, by its path. */
  private static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (Path file : files(folder)) {
      try {
        digests.put(folder.relativize(file).toString(), FixtureIndex.sha256(file));
      } catch (IOException gone) {
        assertThat(file.toString()).endsWith(".tmp");
      }
    }
    return digests;
  }

  private static List<Path> files(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static void delete(Path folder) throws IOException {
    for (Path file : files(folder)) {
      Files.delete(file);
    }
  }
}
