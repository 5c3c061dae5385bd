package org.torchparity.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.compare.Figures;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.Tolerance;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.Safetensors;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Every single bit of every expected value of a fixture is flipped. (The first fixture has an
 * oracle, which must not excuse a changed value as torch's rounding.)
 */
class BitFlipTest {
  private static final Path GOLDEN = Path.of("../fixtures/golden");
  private static final JavaBackend JAVA = new JavaBackend(Catalogue.standard());

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BatchNorm1d/batch_of_two/train/float32/0",
        "LayerNorm/one_row/train/float64/0",
        "MaxPool1d/return_indices/train/float32/0"
      })
  void a_bit_beyond_the_tolerance_disagrees_with_tensor_and_index_and_no_other_does(String id)
      throws IOException {
    Path sound = GOLDEN.resolve(id + Fixtures.SUFFIX);
    Fixture fixture = Fixtures.read(sound);
    Observation java = JAVA.run(fixture.recorded());
    FixtureCheck check = new FixtureCheck(JAVA, each -> dtype -> Tolerance.askedBy(each, dtype));
    Path flipped = folder.resolve("flipped.safetensors");
    byte[] bytes = Files.readAllBytes(sound);
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, Integer> begins = begins(sound, bytes);
    int beyond = 0;
    int within = 0;
    for (String name : fixture.expected().quantities().keySet()) {
      Tensor expected = Objects.requireNonNull(fixture.expected().get(name));
      Tensor actual = Objects.requireNonNull(java.get(name));
      for (int i = 0; i < expected.elements(); i++) {
        int at = begins.get(name) + i * expected.dtype().bytes();
        for (int bit = 0; bit < 8 * expected.dtype().bytes(); bit++) {
          bytes[at + bit / 8] ^= (byte) (1 << bit % 8);
          // Written anew: some file systems flush a file that is truncated, which takes
          // milliseconds.
          Files.deleteIfExists(flipped);
          Files.write(flipped, bytes);
          Verdict verdict =
              Objects.requireNonNull(check.check(FixtureFile.alone(flipped)).result(), "unreadable")
                  .verdict();
          if (isBeyond(expected.dtype(), actual.get(i), data, at)) {
            beyond++;
            assertThat(verdict.outcome()).isEqualTo(Outcome.DISAGREES);
            assertThat(verdict.failing()).containsExactly(name);
            assertThat(verdict.message("verify"))
                .contains("disagree in " + name)
                .contains("at index " + Figures.index(expected.shape(), i));
          } else {
            within++;
            assertThat(verdict.outcome())
                .as("%s, bit %d of %d", name, bit, i)
                .isEqualTo(Outcome.AGREES);
          }
          bytes[at + bit / 8] ^= (byte) (1 << bit % 8);
        }
      }
    }
    assertThat(beyond).isGreaterThan(100);
    assertThat(within).isPositive();
  }

  @Test
  void the_oracle_excuses_the_rounding_that_was_recorded_and_no_change() throws IOException {
    Path sound = GOLDEN.resolve("LayerNorm/large_mean/train/float32/0" + Fixtures.SUFFIX);
    FixtureCheck check = new FixtureCheck(JAVA, each -> dtype -> Tolerance.askedBy(each, dtype));
    assertThat(outcome(check, sound)).isEqualTo(Outcome.AGREES_WITHIN_ROUNDING);
    Fixture fixture = Fixtures.read(sound);
    Tensor changed = Objects.requireNonNull(fixture.expected().get("output.0")).copy();
    changed.floats()[3] += (float) (8 * fixture.oracle().rounding() * (1 + changed.floats()[3]));
    Map<String, Tensor> quantities = new LinkedHashMap<>(fixture.expected().quantities());
    quantities.put("output.0", changed);
    Path file = folder.resolve("changed.safetensors");
    Fixtures.write(
        file,
        Fixture.of(fixture.recorded(), new Observation(quantities), fixture.producer())
            .withOracle(fixture.oracle()));
    assertThat(outcome(check, file)).isEqualTo(Outcome.DISAGREES);
  }

  private static Outcome outcome(FixtureCheck check, Path file) {
    return Objects.requireNonNull(check.check(FixtureFile.alone(file)).result())
        .verdict()
        .outcome();
  }

  /** |java − flipped| ≤ t + t·|flipped|, in plain arithmetic; t = 1e-5 or 1e-10. */
  private static boolean isBeyond(DType dtype, double java, ByteBuffer data, int at) {
    return switch (dtype) {
      case FLOAT32 -> isBeyond(java, data.getFloat(at), 1e-5);
      case FLOAT64 -> isBeyond(java, data.getDouble(at), 1e-10);
      case INT64 -> true;
    };
  }

  private static boolean isBeyond(double java, double flipped, double t) {
    double error = Math.abs(java - flipped);
    return !(error <= t + t * Math.abs(flipped)) || Double.isInfinite(flipped);
  }

  /** Where the data of each tensor begin: 8-byte types first, in the header's order. */
  private static Map<String, Integer> begins(Path file, byte[] bytes) throws IOException {
    Map<String, Tensor> tensors = Safetensors.read(file).tensors();
    Map<String, Integer> begins = new HashMap<>();
    int at = 8 + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (boolean wide : List.of(true, false)) {
      for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
        Tensor tensor = entry.getValue();
        if ((tensor.dtype().bytes() == 8) == wide) {
          begins.put(entry.getKey(), at);
          at += tensor.elements() * tensor.dtype().bytes();
        }
      }
    }
    assertThat(at).isEqualTo(bytes.length);
    return begins;
  }
}
