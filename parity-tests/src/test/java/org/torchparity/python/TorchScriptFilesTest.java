package org.torchparity.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.compare.Comparison;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.Safetensors;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.reference.ScriptBackend;
import org.torchparity.tensor.Tensor;

/** The checked-in TorchScript files are those of {@code torch_scripts.py}, on any torch. */
@ExtendWith(PythonTorch.Condition.class)
@RequiresLibtorch
class TorchScriptFilesTest {
  private static final Path GENERATOR = Path.of("../reference/src/test/python/torch_scripts.py");
  private static final Path CHECKED_IN = Path.of("../reference/src/test/resources/script");
  private static final List<String> SCRIPTS =
      List.of("branches.pt", "linear.pt", "mlp.pt", "net.pt", "pair.pt", "traced.pt");

  @TempDir Path folder;

  @Test
  void the_checked_in_scripts_are_those_of_the_generator() throws IOException {
    Path generated = folder.resolve("scripts");
    PythonTorch.find().run(folder.resolve("log"), GENERATOR, List.of(generated.toString()));
    assertThat(names(CHECKED_IN)).isEqualTo(names(generated)).containsAll(SCRIPTS);
    for (String name : names(CHECKED_IN)) {
      if (SCRIPTS.contains(name)) {
        ScriptBackend script = ScriptBackend.load(CHECKED_IN.resolve(name));
        ScriptBackend fresh = ScriptBackend.load(generated.resolve(name));
        assertThat(script.type()).isEqualTo(fresh.type());
        same(name, script.stateDict(), fresh.stateDict());
      } else if (name.endsWith(".safetensors")) {
        same(name, tensors(CHECKED_IN, name), tensors(generated, name));
      }
    }
  }

  private static Map<String, Tensor> tensors(Path folder, String name) throws IOException {
    return Safetensors.read(folder.resolve(name)).tensors();
  }

  private static void same(String file, Map<String, Tensor> actual, Map<String, Tensor> expected) {
    assertThat(actual.keySet()).as(file).isEqualTo(expected.keySet()).isNotEmpty();
    for (Comparison comparison :
        Comparison.all(new Observation(actual), new Observation(expected), Tolerance::standard)) {
      assertThat(comparison.agrees())
          .as(() -> file + ": " + comparison.describe("checked in", "generated"))
          .isTrue();
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
