package org.torchparity.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.torchparity.fixtures.Safetensors;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.nn.activation.GELU;
import org.torchparity.reference.ScriptBackend;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** The snippets of {@code docs/first-divergence.md} run, and print what it says they print. */
@RequiresLibtorch
class DocumentedExampleTest {
  private static final Path DOCUMENT = Path.of("../docs/first-divergence.md");
  private static final Path SCRIPTS = Path.of("../reference/src/test/resources/script");
  private static final Pattern FIGURE =
      Pattern.compile("-?\\d+(\\.\\d+)?(e[-+]?\\d+)?( ULP|%| / \\d+)?");

  /** Right, but for an approximation where there is one. */
  private static final class Port {
    private final Net net = new Net();
    private final GELU act;

    Port(GELU act) {
      this.act = act;
    }

    void loadStateDict(Map<String, Tensor> state) {
      net.loadStateDict(state);
    }

    LayeredModel layers() {
      return net.layers(act);
    }
  }

  @Test
  void the_model_agrees_with_the_script() throws IOException {
    compare(new Port(new GELU()));
  }

  @Test
  void the_message_is_the_documented_one_but_for_the_figures() throws IOException {
    Throwable failure = catchThrowable(() -> compare(new Port(new GELU(GELU.Approximate.TANH))));
    Path printed = Files.writeString(Path.of("target/first-divergence.txt"), failure.getMessage());
    assertThat(withoutFigures(Files.readString(DOCUMENT)))
        .as("%s is out of date: it should hold what is in %s", DOCUMENT, printed)
        .contains(withoutFigures(failure.getMessage()));
  }

  private static void compare(Port java) throws IOException {
    Tensor x = ScriptDivergenceTest.normal(DType.FLOAT32, 2, 2, 5, 5);
    ScriptBackend script = ScriptBackend.load(SCRIPTS.resolve("net.pt"));
    java.loadStateDict(script.stateDict());
    FirstDivergence.between(java.layers(), LayeredModel.of(script)).run(x).requireNone();
  }

  @Test
  void weights_come_from_safetensors_too() throws IOException {
    Net java = new Net();
    java.loadStateDict(Safetensors.read(SCRIPTS.resolve("net_weights.safetensors")).tensors());
    Tensor x = ScriptDivergenceTest.normal(DType.FLOAT32, 2, 2, 5, 5);
    ScriptBackend script = ScriptBackend.load(SCRIPTS.resolve("net.pt"));
    FirstDivergence.between(java.layers(), LayeredModel.of(script)).run(x).requireNone();
  }

  @Test
  void what_does_not_fit_in_the_weights_is_listed_in_torchs_words() throws IOException {
    Map<String, Tensor> weights =
        new LinkedHashMap<>(Safetensors.read(SCRIPTS.resolve("net_weights.safetensors")).tensors());
    weights.put("tail.bias", weights.remove("head.bias"));
    weights.put("head.weight", Tensor.zeros(DType.FLOAT32, Shape.of(4, 3)));
    assertThat(catchThrowable(() -> new Net().loadStateDict(weights)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Error(s) in loading state_dict for Net: Missing key(s) in state_dict: \"head.bias\";"
                + " Unexpected key(s) in state_dict: \"tail.bias\"; size mismatch for head.weight:"
                + " copying a param with shape [4, 3] from checkpoint, the shape in current model"
                + " is [4, 27]");
  }

  @Test
  void every_snippet_of_java_is_made_of_lines_of_these_tests() throws IOException {
    Path tests = Path.of("src/test/java/org/torchparity/divergence");
    String code =
        squeezed(
            Files.readString(tests.resolve("DocumentedExampleTest.java"))
                + Files.readString(tests.resolve("ScriptDivergenceTest.java"))
                + Files.readString(tests.resolve("OwnModelTest.java")));
    Matcher snippets =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
    List<String> statements =
        snippets
            .results()
            .flatMap(snippet -> List.of(snippet.group(1).split(";\n", -1)).stream())
            .map(DocumentedExampleTest::squeezed)
            .filter(statement -> !statement.isBlank())
            .collect(Collectors.toList());
    assertThat(statements).hasSizeGreaterThanOrEqualTo(6);
    assertThat(statements)
        .allSatisfy(
            statement ->
                assertThat(code)
                    .contains(
                        statement
                            .replace("Path.of(\"net.pt\")", "SCRIPTS.resolve(\"net.pt\")")
                            .replace(
                                "Path.of(\"weights.safetensors\")",
                                "SCRIPTS.resolve(\"net_weights.safetensors\")")));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }

  private static String withoutFigures(String text) {
    return FIGURE.matcher(text).replaceAll("#").replaceAll(" +", " ");
  }
}
