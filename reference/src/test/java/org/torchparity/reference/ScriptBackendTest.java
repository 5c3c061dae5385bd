package org.torchparity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Fixture;
import org.torchparity.fixtures.Fixtures;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.Safetensors;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** TorchScript files of {@code torch_scripts.py}, against what Python's torch gave for them. */
class ScriptBackendTest {
  private static final Path FILES = Path.of("src/test/resources/script");

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "net", "traced", "branches", "linear", "pair"})
  void a_script_gives_what_its_model_gave_in_python(String name) throws IOException {
    Fixture fixture = fixture(name);
    Observation seen = script(name).run(fixture.recorded().withState(Map.of()));
    assertThat(fixture.expected().quantities()).hasSizeGreaterThanOrEqualTo(3);
    fixture
        .expected()
        .quantities()
        .forEach((quantity, expected) -> assertClose(quantity, seen.get(quantity), expected, 1e-5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mlp", "net", "traced", "branches", "linear", "pair"})
  void the_state_of_a_script_has_the_keys_and_values_of_pythons_state_dict(String name)
      throws IOException {
    Map<String, Tensor> state = script(name).stateDict();
    Map<String, Tensor> expected = fixture(name).recorded().state();
    assertThat(state).containsOnlyKeys(expected.keySet());
    expected.forEach((key, value) -> assertThat(state.get(key).isBitwiseEqualTo(value)).isTrue());
  }

  @Test
  void a_script_runs_in_float64_as_the_oracle_of_its_float32() throws IOException {
    Case c = fixture("net").recorded().withState(Map.of());
    Observation narrow = script("net").run(c);
    Observation wide = script("net").run(c.to(DType.FLOAT64));
    wide.quantities()
        .forEach(
            (quantity, value) -> {
              assertThat(value.dtype()).isIn(DType.FLOAT64, DType.INT64);
              assertClose(quantity, narrow.get(quantity).to(value.dtype()), value, 1e-5);
            });
  }

  @Test
  void each_run_begins_with_the_running_statistics_of_the_file() throws IOException {
    ScriptBackend script = script("net");
    Case c = fixture("net").recorded().withState(Map.of());
    Observation first = script.run(c);
    for (int i = 0; i < 3; i++) {
      Observation again = script.run(c);
      first
          .quantities()
          .forEach(
              (quantity, value) ->
                  assertThat(again.get(quantity).isBitwiseEqualTo(value)).as(quantity).isTrue());
    }
    String key = "features.1.running_mean";
    assertThat(first.get(Observation.stateAfter(key)).isBitwiseEqualTo(script.stateDict().get(key)))
        .isFalse();
  }

  @Test
  void a_case_with_a_state_runs_with_it() throws IOException {
    Case c = fixture("mlp").recorded();
    Map<String, Tensor> zeros = new LinkedHashMap<>(c.state());
    zeros.replaceAll((key, value) -> Tensor.zeros(value.dtype(), value.shape()));
    Observation seen = script("mlp").run(c.withState(zeros));
    assertThat(seen.get("output.0").floats()).containsOnly(0f);
  }

  @Test
  void a_state_that_does_not_fit_is_refused_with_every_fault_in_torchs_words() throws IOException {
    Case c = fixture("mlp").recorded();
    Map<String, Tensor> state = new LinkedHashMap<>(c.state());
    state.remove("0.bias");
    state.put("1.weight", Tensor.of(new float[2], 2));
    state.put("2.weight", Tensor.of(new float[6], 2, 3));
    assertThatThrownBy(() -> script("mlp").run(c.withState(state)))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessage(
            "Error(s) in loading state_dict for Sequential: Missing key(s) in state_dict:"
                + " \"0.bias\"; Unexpected key(s) in state_dict: \"1.weight\"; size mismatch for"
                + " 2.weight: copying a param with shape [2, 3], the shape in current model is"
                + " [2, 5]");
  }

  @Test
  void inputs_go_by_name_or_are_left_out() throws IOException {
    ScriptBackend script = script("pair");
    Case c = fixture("pair").recorded().withState(Map.of());
    Tensor x = c.inputs().get("0");
    Tensor y = c.inputs().get("1");
    Observation positional = script.run(c);
    Observation named = script.run(c.withInputs(Map.of("0", x, "y", y)));
    Observation without = script.run(c.withInputs(Map.of("0", x)));
    assertThat(named.get("output.0").isBitwiseEqualTo(positional.get("output.0"))).isTrue();
    assertThat(named.get("grad_input.y")).isNotNull();
    assertClose(
        "output.0 without y",
        without.get("output.0"),
        Tensor.of(minus(positional.get("output.0").floats(), y.floats()), 2, 3),
        1e-6);
  }

  @Test
  void inputs_that_do_not_fit_are_refused_in_one_line() throws IOException {
    ScriptBackend script = script("mlp");
    Case c = fixture("mlp").recorded().withState(Map.of());
    assertThatThrownBy(() -> script.run(c.withInputs(Map.of("0", Tensor.of(new float[8], 4, 2)))))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessage("mat1 and mat2 shapes cannot be multiplied (4x2 and 3x5)");
    assertThatThrownBy(() -> script.run(c.withInputs(Map.of())))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessageStartingWith("forward() is missing value for argument 'input'.")
        .message()
        .doesNotContain("\n");
    assertThatThrownBy(
            () -> script("pair").run(withCall(fixture("pair").recorded(), Args.of("factor", "x"))))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessageStartingWith("forward() Expected a value of type 'float' for argument 'factor'")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void files_that_are_no_torchscript_are_refused_in_one_line(@TempDir Path folder)
      throws IOException {
    assertThatThrownBy(() -> ScriptBackend.load(folder.resolve("none.pt")))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> ScriptBackend.load(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(folder + ": not a file");
    Path text = Files.writeString(folder.resolve("text.pt"), "hello");
    assertThatThrownBy(() -> ScriptBackend.load(text))
        .isInstanceOf(IOException.class)
        .hasMessage(
            text
                + ": not a TorchScript file, as torch.jit.save writes it: PytorchStreamReader"
                + " failed reading zip archive: not a ZIP archive");
    Path plain = FILES.resolve("state_dict.pt");
    assertThatThrownBy(() -> ScriptBackend.load(plain))
        .isInstanceOf(IOException.class)
        .hasMessage(
            plain
                + ": not a TorchScript file, as torch.jit.save writes it: PytorchStreamReader"
                + " failed locating file constants.pkl: file not found");
  }

  @Test
  void the_layers_of_a_chain_have_dotted_names_and_a_second_call_a_number() throws IOException {
    List<String> expected =
        List.of(
            "features.0:Conv2d",
            "features.1:BatchNorm2d",
            "features.2.0:Tanh",
            "features.2.1:Residual",
            "act:GELU",
            "flat:Flatten",
            "act#2:GELU",
            "head:Linear");
    assertThat(layersAndTypes("net")).isEqualTo(expected);
    assertThat(layersAndTypes("traced")).isEqualTo(expected);
    assertThat(layersAndTypes("mlp")).containsExactly("0:Linear", "1:ReLU", "2:Linear");
  }

  @ParameterizedTest
  @ValueSource(strings = {"net", "traced"})
  void the_layers_one_after_another_give_what_the_model_gives(String name) throws IOException {
    Case c = fixture(name).recorded().withState(Map.of()).withGradOutputs(Map.of());
    Tensor current = c.inputs().get("0");
    for (ScriptBackend layer : script(name).layers().values()) {
      current = layer.run(c.withInputs(Map.of("0", current))).get("output.0");
    }
    assertThat(current.isBitwiseEqualTo(script(name).run(c).get("output.0"))).isTrue();
  }

  @Test
  void a_layer_of_a_layer_has_its_own_names_and_state() throws IOException {
    ScriptBackend residual = script("net").layers().get("features.2.1");
    assertThat(residual.stateDict())
        .containsOnlyKeys(
            "conv.weight",
            "conv.bias",
            "norm.weight",
            "norm.bias",
            "norm.running_mean",
            "norm.running_var",
            "norm.num_batches_tracked");
    assertThatThrownBy(residual::layers)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Residual");
  }

  @Test
  void what_is_no_chain_says_in_one_line_why() throws IOException {
    assertThatThrownBy(() -> script("branches").layers())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "branches.pt: forward of Branches is no chain of submodules: it uses aten::relu"
                + " itself; its layers cannot be run one by one");
    assertThatThrownBy(() -> script("linear").layers())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("linear.pt: forward of Linear is no chain of submodules: ");
  }

  @Test
  void the_dtype_of_a_script_is_that_of_its_weights() throws IOException {
    assertThat(script("mlp").dtype()).isEqualTo(DType.FLOAT32);
    assertThat(script("linear").dtype()).isEqualTo(DType.FLOAT64);
  }

  @Test
  void weights_in_safetensors_are_those_of_the_script() throws IOException {
    Map<String, Tensor> weights =
        Safetensors.read(FILES.resolve("net_weights.safetensors")).tensors();
    Map<String, Tensor> state = script("net").stateDict();
    assertThat(weights).containsOnlyKeys(state.keySet());
    weights.forEach((key, value) -> assertThat(state.get(key).isBitwiseEqualTo(value)).isTrue());
  }

  @Test
  void a_run_leaves_no_native_object_behind() throws IOException {
    ScriptBackend script = script("net");
    Case c = fixture("net").recorded().withState(Map.of());
    script.run(c);
    long objects = Pointer.totalCount();
    for (int i = 0; i < 50; i++) {
      script.run(c);
      script.layers();
    }
    // Scripts of other tests may be collected meanwhile.
    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(objects);
  }

  private static ScriptBackend script(String name) throws IOException {
    return ScriptBackend.load(FILES.resolve(name + ".pt"));
  }

  private static Fixture fixture(String name) throws IOException {
    return Fixtures.read(FILES.resolve(name + Fixtures.SUFFIX));
  }

  private static List<String> layersAndTypes(String name) throws IOException {
    return script(name).layers().entrySet().stream()
        .map(layer -> layer.getKey() + ":" + layer.getValue().type())
        .toList();
  }

  private static Case withCall(Case c, Args call) {
    return new Case(
        c.id(),
        c.spec(),
        Map.of(),
        c.inputs(),
        call,
        c.gradOutputs(),
        Mode.EVAL,
        c.dtype(),
        c.seed());
  }

  private static float[] minus(float[] a, float[] b) {
    float[] difference = new float[a.length];
    IntStream.range(0, a.length).forEach(i -> difference[i] = a[i] - b[i]);
    return difference;
  }

  private static void assertClose(
      String quantity, Tensor actual, Tensor expected, double relative) {
    assertThat(actual).as(quantity).isNotNull();
    assertThat(actual.shape()).as(quantity).isEqualTo(expected.shape());
    assertThat(actual.dtype()).as(quantity).isEqualTo(expected.dtype());
    for (int i = 0; i < expected.elements(); i++) {
      double wanted = expected.get(i);
      assertThat(actual.get(i))
          .as("%s, element %d", quantity, i)
          .isCloseTo(wanted, within(relative * (1 + Math.abs(wanted))));
    }
  }
}
