package org.torchparity.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.AssertionFailedError;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.Safetensors;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.nn.activation.GELU;
import org.torchparity.nn.container.Sequential;
import org.torchparity.nn.linear.Linear;
import org.torchparity.reference.ScriptBackend;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** A Java model against TorchScript files exported from Python. */
@RequiresLibtorch
class ScriptDivergenceTest {
  private static final Path FILES = Path.of("../reference/src/test/resources/script");

  @ParameterizedTest
  @CsvSource({
    "net,FLOAT32,TRAIN,false",
    "net,FLOAT32,EVAL,true",
    "net,FLOAT64,TRAIN,true",
    "net,FLOAT64,EVAL,false",
    "traced,FLOAT32,EVAL,false",
    "traced,FLOAT64,EVAL,true"
  })
  void a_nested_java_model_with_the_weights_of_a_script_agrees_with_it(
      String file, DType dtype, Mode mode, boolean singleStep) throws IOException {
    ScriptBackend script = script(file);
    Net java = new Net();
    java.loadStateDict(script.stateDict());
    java.to(dtype);
    FirstDivergence comparison =
        FirstDivergence.between(java.layers(), LayeredModel.of(script)).mode(mode);
    DivergenceReport report =
        (singleStep ? comparison.singleStep() : comparison).run(images(dtype));
    report.requireNone();
    assertThat(report.layers()).extracting(LayerReport::name).hasSize(8).contains("features.2.1");
    assertThat(report.layers())
        .allSatisfy(
            layer -> {
              assertThat(layer.forward().quantities()).isNotEmpty();
              assertThat(layer.backward().quantities()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32,false", "FLOAT32,true", "FLOAT64,false", "FLOAT64,true"})
  void another_approximation_of_gelu_is_found_in_both_directions(DType dtype, boolean singleStep)
      throws IOException {
    ScriptBackend script = script("net");
    Net java = new Net();
    java.loadStateDict(script.stateDict());
    java.to(dtype);
    FirstDivergence comparison =
        FirstDivergence.between(
            java.layers(new GELU(GELU.Approximate.TANH)), LayeredModel.of(script));
    DivergenceReport report =
        (singleStep ? comparison.singleStep() : comparison).run(images(dtype));
    assertThat(report.firstForward().orElseThrow().name()).isEqualTo("act");
    assertThat(report.firstBackward().orElseThrow().name()).isEqualTo("act");
    assertThat(report.layers().stream().filter(layer -> layer.forward().isOutOfLine())).hasSize(1);
    assertThatThrownBy(report::requireNone)
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage(report.text())
        .hasMessageContaining("Going forward, the first layer out of line is act (GELU): output.0")
        .hasMessageContaining("> act GELU ");
  }

  @Test
  void weights_that_were_not_loaded_are_named() throws IOException {
    ScriptBackend script = script("mlp");
    Sequential java = Mlp.with(Safetensors.read(FILES.resolve("mlp.safetensors")).tensors());
    Map<String, Tensor> other = new LinkedHashMap<>(java.stateDict());
    other.put("2.bias", Tensor.of(new float[] {1, 2}, 2));
    java.loadStateDict(other);
    DivergenceReport report =
        FirstDivergence.between(LayeredModel.of(java), LayeredModel.of(script))
            .run(normal(DType.FLOAT32, 4, 3));
    assertThat(report.firstForward().orElseThrow().name()).isEqualTo("2");
    assertThat(report.firstForward().orElseThrow().differingState()).containsExactly("bias");
    assertThat(report.text()).contains("Its state is not the reference's to begin with: bias");
  }

  @Test
  void a_layer_that_is_one_in_java_is_compared_with_the_several_of_the_script() throws IOException {
    ScriptBackend script = script("net");
    Net java = new Net();
    java.loadStateDict(script.stateDict());
    LayeredModel layers = java.layers();
    LayerGroup features = new LayerGroup("features", layers.layers().subList(0, 4));
    LayeredModel coarse =
        new LayeredModel(
            "Java",
            List.of(
                new DeepModel.Faulty(features, DeepModel.moved("grad.1.weight", 0.01)),
                layers.layers().get(4),
                layers.layers().get(5),
                layers.layers().get(6),
                layers.layers().get(7)));
    DivergenceReport report =
        FirstDivergence.between(coarse, LayeredModel.of(script)).run(images(DType.FLOAT32));
    assertThat(report.firstForward()).isEmpty();
    assertThat(report.firstBackward().orElseThrow().name()).isEqualTo("features");
    assertThat(report.firstBackward().orElseThrow().backward().failing().orElseThrow().name())
        .isEqualTo("grad.1.weight");
    java.to(DType.FLOAT64);
    FirstDivergence.between(LayeredModel.of(script), coarse)
        .forwardOnly()
        .run(images(DType.FLOAT64))
        .requireNone();
  }

  @Test
  void models_of_other_layers_are_refused_in_one_line() throws IOException {
    LayeredModel script = LayeredModel.of(script("mlp"));
    LayeredModel java = LayeredModel.of(new Sequential(new Linear(3, 5), new GELU()));
    assertThatThrownBy(() -> FirstDivergence.between(java, script).run(normal(DType.FLOAT32, 4, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the models do not have the same layers: Java has no layer left where "
                + script.name()
                + " has '2'");
    LayeredModel other = LayeredModel.named("mine").layer("fc", x -> x);
    assertThatThrownBy(
            () -> FirstDivergence.between(other, script).run(normal(DType.FLOAT32, 4, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the models do not have the same layers: mine has 'fc' where "
                + script.name()
                + " has '0'");
  }

  private static ScriptBackend script(String name) throws IOException {
    return ScriptBackend.load(FILES.resolve(name + ".pt"));
  }

  private static Tensor images(DType dtype) {
    return normal(dtype, 2, 2, 5, 5);
  }

  static Tensor normal(DType dtype, int... shape) {
    Random random = new Random(1);
    double[] values = new double[Shape.of(shape).elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Tensor.ofDoubles(dtype, Shape.of(shape), values);
  }

  /** The {@code mlp} of {@code torch_scripts.py}. */
  private static final class Mlp {
    static Sequential with(Map<String, Tensor> fixture) {
      Sequential java =
          new Sequential(
              new Linear(3, 5), new org.torchparity.nn.activation.ReLU(), new Linear(5, 2));
      Map<String, Tensor> state = new LinkedHashMap<>();
      fixture.forEach(
          (key, value) -> {
            if (key.startsWith("state.")) {
              state.put(key.substring("state.".length()), value);
            }
          });
      java.loadStateDict(state);
      return java;
    }
  }
}
