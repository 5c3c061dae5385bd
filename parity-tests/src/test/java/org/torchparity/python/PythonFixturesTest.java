package org.torchparity.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

/**
 * Java against what the torch of a Python recorded, checked in by {@code torch_fixtures.py --few};
 * neither Python nor libtorch is needed.
 */
class PythonFixturesTest {
  private static final Path RECORDED = Path.of("src/test/resources/python");
  private static final long MOST_BYTES = 1_000_000;
  private static final int LEAST_FILES = 80;

  private final JavaBackend java = new JavaBackend(Catalogue.standard());

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> java_agrees_with_python() throws IOException {
    return FixtureTests.of(RECORDED, LEAST_FILES, java);
  }

  @Test
  void the_recorded_set_stays_small_and_is_of_python() throws IOException {
    long bytes = 0;
    for (Path file : Fixtures.list(RECORDED)) {
      bytes += Files.size(file);
      assertThat(Fixtures.read(file).producer()).startsWith("torch 1.13").endsWith("(Python)");
    }
    assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
  }

  @Test
  void a_changed_value_fails_with_the_quantity_in_the_message() throws IOException {
    Fixture recorded = Fixtures.read(RECORDED.resolve("BatchNorm1d_01_train_float64.safetensors"));
    Map<String, Tensor> seen = new LinkedHashMap<>(recorded.expected().quantities());
    double[] gradient = seen.get("grad_input.0").doubles().clone();
    gradient[3] += 1e-9;
    seen.put("grad_input.0", Tensor.of(gradient, 2, 10));
    assertThatThrownBy(() -> only(Fixture.of(recorded.recorded(), new Observation(seen), "a hand")))
        .hasMessageContaining("disagree in grad_input.0")
        .hasMessageContaining("Mismatched elements: 1 / 20");
  }

  @Test
  void a_module_that_java_does_not_know_fails() throws IOException {
    Fixture recorded = Fixtures.read(RECORDED.resolve("Linear_01_train_float64.safetensors"));
    Case c = recorded.recorded();
    Case unknown =
        new Case(
            c.id(),
            new ModuleSpec("torch.nn.Lineal", c.spec().args()),
            c.state(),
            c.inputs(),
            c.call(),
            c.gradOutputs(),
            c.mode(),
            c.dtype(),
            c.seed());
    assertThatThrownBy(() -> only(Fixture.of(unknown, recorded.expected(), "a hand")))
        .hasMessageContaining("unknown module 'torch.nn.Lineal'");
  }

  private void only(Fixture fixture) throws Throwable {
    Fixtures.write(directory.resolve("one" + Fixtures.SUFFIX), fixture);
    List<DynamicTest> tests = FixtureTests.of(directory, 1, java).toList();
    assertThat(tests).hasSize(1);
    tests.get(0).getExecutable().execute();
  }
}
