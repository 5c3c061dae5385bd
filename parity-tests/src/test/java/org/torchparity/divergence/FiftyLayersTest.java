package org.torchparity.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.Observation;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.tensor.DType;

/** One wrong layer at each of fifty positions, and no wrong layer at all, against libtorch. */
@RequiresLibtorch
class FiftyLayersTest {

  @ParameterizedTest
  @CsvSource({"FLOAT32,false", "FLOAT32,true", "FLOAT64,false", "FLOAT64,true"})
  void a_wrong_output_is_found_at_each_position_and_nothing_else_is_blamed(
      DType dtype, boolean singleStep) {
    eachPosition(
        dtype,
        singleStep,
        DeepModel.moved("output.0", fraction(dtype)),
        (position, report) -> {
          assertThat(outOfLine(report, LayerReport::forward)).containsExactly(position);
          assertThat(outOfLine(report, LayerReport::backward)).isEmpty();
          assertThat(report.firstForward().orElseThrow().name()).isEqualTo(position);
        });
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32,false", "FLOAT32,true", "FLOAT64,false", "FLOAT64,true"})
  void a_wrong_input_gradient_is_found_at_each_position_and_nothing_else_is_blamed(
      DType dtype, boolean singleStep) {
    eachPosition(
        dtype,
        singleStep,
        DeepModel.moved("grad_input.0", fraction(dtype)),
        (position, report) -> {
          assertThat(outOfLine(report, LayerReport::forward)).isEmpty();
          assertThat(outOfLine(report, LayerReport::backward)).containsExactly(position);
          assertThat(report.firstBackward().orElseThrow().name()).isEqualTo(position);
        });
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32,false", "FLOAT64,true"})
  void a_wrong_parameter_gradient_is_found_at_each_layer_with_a_weight(
      DType dtype, boolean singleStep) {
    eachPosition(
        dtype,
        singleStep,
        DeepModel.moved("grad.weight", fraction(dtype)),
        (position, report) -> {
          LayerReport layer = report.layers().get(Integer.parseInt(position));
          boolean weighted = List.of("Linear", "LayerNorm", "BatchNorm1d").contains(layer.type());
          assertThat(outOfLine(report, LayerReport::forward)).isEmpty();
          assertThat(outOfLine(report, LayerReport::backward))
              .isEqualTo(weighted ? List.of(position) : List.of());
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void of_two_wrong_layers_the_first_in_each_direction_is_named(DType dtype) {
    DeepModel model = DeepModel.mixed(3, dtype);
    UnaryOperator<Observation> wrong =
        seen ->
            DeepModel.moved("output.0", fraction(dtype))
                .apply(DeepModel.moved("grad_input.0", fraction(dtype)).apply(seen));
    LayeredModel java = LayeredModel.named("Java");
    for (Layer layer : model.java().layers()) {
      boolean here = layer.name().equals("12") || layer.name().equals("37");
      java = java.layer(here ? new DeepModel.Faulty(layer, wrong) : layer);
    }
    DivergenceReport report = compared(java, model, false);
    assertThat(report.firstForward().orElseThrow().name()).isEqualTo("12");
    assertThat(report.firstBackward().orElseThrow().name()).isEqualTo("37");
    assertThat(outOfLine(report, LayerReport::forward)).containsExactly("12", "37");
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32,false", "FLOAT32,true", "FLOAT64,false", "FLOAT64,true"})
  void fifty_right_layers_are_not_blamed(DType dtype, boolean singleStep) {
    for (long seed : LongStream.range(0, 10).toArray()) {
      DeepModel model = DeepModel.mixed(seed, dtype);
      compared(model.java(), model, singleStep).requireNone();
    }
  }

  /** Where a comparison of activations alone would blame some layer in the middle. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void fifty_right_layers_that_multiply_every_error_are_not_blamed(DType dtype) {
    double tolerance = dtype == DType.FLOAT32 ? 1e-5 : 1e-10;
    for (long seed : LongStream.range(0, 10).toArray()) {
      DeepModel model = DeepModel.chaotic(seed, dtype);
      UnaryOperator<Observation> rounded = DeepModel.moved("output.0", tolerance / 1e4);
      DivergenceReport report = compared(model.javaWithFaultAt(0, rounded), model, false);
      report.requireNone();
      assertThat(report.layers().get(DeepModel.LAYERS - 1).forward().soFar())
          .as("error at the end, seed %d", seed)
          .isGreaterThan(tolerance);
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT32,forward", "FLOAT32,backward", "FLOAT64,forward", "FLOAT64,backward"})
  void a_wrong_layer_is_found_among_layers_that_multiply_every_error(
      DType dtype, String direction) {
    DeepModel model = DeepModel.chaotic(1, dtype);
    boolean forward = direction.equals("forward");
    for (int position = 0; position < DeepModel.LAYERS; position += 7) {
      UnaryOperator<Observation> fault =
          DeepModel.moved(forward ? "output.0" : "grad_input.0", fraction(dtype));
      DivergenceReport report = compared(model.javaWithFaultAt(position, fault), model, false);
      assertThat(outOfLine(report, forward ? LayerReport::forward : LayerReport::backward))
          .containsExactly(Integer.toString(position));
    }
  }

  private interface Check {
    void of(String position, DivergenceReport report);
  }

  private static void eachPosition(
      DType dtype, boolean singleStep, UnaryOperator<Observation> fault, Check check) {
    DeepModel model = DeepModel.mixed(7, dtype);
    for (int position = 0; position < DeepModel.LAYERS; position++) {
      check.of(
          Integer.toString(position),
          compared(model.javaWithFaultAt(position, fault), model, singleStep));
    }
  }

  private static DivergenceReport compared(LayeredModel java, DeepModel model, boolean singleStep) {
    FirstDivergence comparison = FirstDivergence.between(java, model.libtorch()).mode(Mode.TRAIN);
    return (singleStep ? comparison.singleStep() : comparison).run(model.input());
  }

  private static List<String> outOfLine(
      DivergenceReport report, Function<LayerReport, LayerErrors> direction) {
    List<String> names = new ArrayList<>();
    report.layers().stream()
        .filter(layer -> direction.apply(layer).isOutOfLine())
        .forEach(layer -> names.add(layer.name()));
    return names;
  }

  /** Fifty times the tolerance of float32, a thousand times that of float64. */
  private static double fraction(DType dtype) {
    return dtype == DType.FLOAT32 ? 5e-4 : 1e-7;
  }
}
