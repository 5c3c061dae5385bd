package org.torchparity.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.catalogue.Row;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

/** Java against the torch of this machine's Python, on every row of {@code torch_fixtures.py}. */
@ExtendWith(PythonTorch.Condition.class)
class PythonTorchTest {
  private static final Path GENERATOR = Path.of("src/test/python/torch_fixtures.py");
  private static final Path EXAMPLE = Path.of("../docs/record_fixture.py");
  private static final Path PAGE = Path.of("../docs/fixtures.md");
  private static final Path RECORDED = Path.of("src/test/resources/python");
  private static final int LEAST_FILES = 150;

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> java_agrees_with_python() throws IOException {
    Path recorded = generate(directory.resolve("recorded"));
    return FixtureTests.of(recorded, LEAST_FILES, new JavaBackend(Catalogue.standard()));
  }

  @Test
  void the_checked_in_fixtures_are_those_of_the_generator() throws IOException {
    Path generated = generate(Path.of("target/python"), "--few");
    assertThat(names(RECORDED))
        .as("%s is out of date: replace it by %s", RECORDED, generated)
        .isEqualTo(names(generated));
  }

  @TestFactory
  Stream<DynamicTest> a_layer_of_ones_own_agrees_with_the_recording_of_docs() throws IOException {
    PythonTorch.find().run(directory.resolve("log"), EXAMPLE, List.of(directory + "/own"));
    return FixtureTests.of(directory.resolve("own"), 2, new Gate());
  }

  @TestFactory
  Stream<DynamicTest> what_the_program_of_the_docs_records_agrees() throws IOException {
    Matcher program = Pattern.compile("(?s)```python\n(.*?)```").matcher(Files.readString(PAGE));
    assertThat(program.find()).isTrue();
    Path script = Files.writeString(directory.resolve("program.py"), program.group(1));
    Files.copy(EXAMPLE, directory.resolve(EXAMPLE.getFileName()));
    Path recorded = Files.createDirectory(directory.resolve("program"));
    PythonTorch.find()
        .runIn(recorded, directory.resolve("log"), script.toAbsolutePath(), List.of());
    return FixtureTests.of(recorded, 1, new JavaBackend(Catalogue.standard()));
  }

  /** Records the rows of the modules that Java has. */
  private Path generate(Path to, String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(to.toString()));
    arguments.addAll(List.of(options));
    arguments.add("--modules");
    Catalogue.standard().rows().stream().map(Row::simpleName).forEach(arguments::add);
    PythonTorch.find().run(directory.resolve("log"), GENERATOR, arguments);
    return to;
  }

  private static Set<String> names(Path folder) throws IOException {
    return Fixtures.list(folder).stream()
        .map(file -> file.getFileName().toString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The example's y = x·σ(s·x), a slope s a channel, as a layer that knows nothing of torch. */
  private static final class Gate implements Backend {
    @Override
    public String name() {
      return "Java";
    }

    @Override
    public Observation run(Case c) {
      assertThat(c.spec().toString()).isEqualTo("Gate(channels=3)");
      double[] x = c.inputs().get("0").toDoubles();
      double[] g = c.gradOutputs().get(0).toDoubles();
      double[] slope = c.state().get("slope").toDoubles();
      double[] y = new double[x.length];
      double[] gradInput = new double[x.length];
      double[] gradSlope = new double[slope.length];
      int length = c.inputs().get("0").shape().size(2);
      for (int i = 0; i < x.length; i++) {
        int channel = i / length % slope.length;
        double sigmoid = 1 / (1 + Math.exp(-slope[channel] * x[i]));
        y[i] = x[i] * sigmoid;
        // σ'(z) = σ(z)·(1 − σ(z))
        double slopeOfSigmoid = sigmoid * (1 - sigmoid);
        gradInput[i] = g[i] * (sigmoid + x[i] * slope[channel] * slopeOfSigmoid);
        gradSlope[channel] += g[i] * x[i] * x[i] * slopeOfSigmoid;
      }
      Map<String, Tensor> seen = new LinkedHashMap<>();
      seen.put("output.0", Tensor.of(y, 2, 3, length).to(c.dtype()));
      seen.put("grad_input.0", Tensor.of(gradInput, 2, 3, length).to(c.dtype()));
      seen.put("grad.slope", Tensor.of(gradSlope, slope.length).to(c.dtype()));
      return new Observation(seen);
    }
  }
}
