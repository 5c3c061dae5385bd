package org.torchparity.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.nn.Gradients;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** A model of the user's own, given by lambdas, and what may go wrong in it. */
class OwnModelTest {
  private static final Map<String, ModuleSpec> SPECS = specs();
  private static final Map<String, Tensor> STATE =
      Map.of(
          "fc.weight", Tensor.of(new float[] {0.5f, -1, 2, 0.25f, 1.5f, -0.75f}, 2, 3),
          "fc.bias", Tensor.of(new float[] {0.125f, -0.5f}, 2));
  private static final Tensor X =
      Tensor.of(new float[] {0.3f, -1.2f, 0.7f, 1.1f, 0.4f, -0.6f}, 2, 3);

  private static Map<String, ModuleSpec> specs() {
    Map<String, ModuleSpec> specs = new LinkedHashMap<>();
    specs.put(
        "fc", new ModuleSpec("torch.nn.Linear", Args.of("in_features", 3, "out_features", 2)));
    specs.put("act", new ModuleSpec("torch.nn.Tanh", Args.none()));
    return specs;
  }

  /** An inference port that keeps what backward needs, as many do. */
  private static final class Fc {
    private Tensor kept = X;

    Tensor forward(Tensor x) {
      kept = x;
      float[] w = STATE.get("fc.weight").floats();
      float[] y = new float[x.size(0) * 2];
      for (int row = 0; row < x.size(0); row++) {
        for (int j = 0; j < 2; j++) {
          y[2 * row + j] = STATE.get("fc.bias").floats()[j];
          for (int k = 0; k < 3; k++) {
            y[2 * row + j] += w[3 * j + k] * x.floats()[3 * row + k];
          }
        }
      }
      return Tensor.of(y, x.size(0), 2);
    }

    Gradients backward(Tensor g) {
      float[] w = STATE.get("fc.weight").floats();
      float[] gx = new float[kept.elements()];
      float[] gw = new float[6];
      float[] gb = new float[2];
      for (int row = 0; row < g.size(0); row++) {
        for (int j = 0; j < 2; j++) {
          float each = g.floats()[2 * row + j];
          gb[j] += each;
          for (int k = 0; k < 3; k++) {
            gx[3 * row + k] += each * w[3 * j + k];
            gw[3 * j + k] += each * kept.floats()[3 * row + k];
          }
        }
      }
      return Gradients.ofInput(Tensor.of(gx, g.size(0), 3))
          .withParameter("weight", Tensor.of(gw, 2, 3))
          .withParameter("bias", Tensor.of(gb, 2));
    }
  }

  private static final class Act {
    Tensor forward(Tensor x) {
      return mapped(x, Math::tanh);
    }
  }

  private static Tensor mapped(Tensor x, DoubleUnaryOperator f) {
    double[] values = x.toDoubles().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = f.applyAsDouble(values[i]);
    }
    return Tensor.ofDoubles(x.dtype(), x.shape(), values);
  }

  private static LayeredModel fc() {
    Fc fc = new Fc();
    return LayeredModel.named("my port").layer("fc", fc::forward, fc::backward);
  }

  /** A layer whose backward needs its input. */
  private static LayeredModel withTanh(LayeredModel model, double slope) {
    Tensor[] kept = new Tensor[1];
    return model.layer(
        "act",
        x -> {
          kept[0] = x;
          return mapped(x, Math::tanh);
        },
        g -> {
          double[] values = g.toDoubles().clone();
          for (int i = 0; i < values.length; i++) {
            values[i] *= slope * (1 - Math.pow(Math.tanh(kept[0].get(i)), 2));
          }
          return Gradients.ofInput(Tensor.ofDoubles(g.dtype(), g.shape(), values));
        });
  }

  private static LayeredModel libtorch() {
    return LayeredModel.ofSpecs(LibtorchBackend.withThreads(1), SPECS, STATE);
  }

  @Test
  @RequiresLibtorch
  void layers_of_ones_own_agree_with_libtorch_in_both_modes() {
    FirstDivergence comparison = FirstDivergence.between(withTanh(fc(), 1), libtorch());
    DivergenceReport report = comparison.run(X);
    report.requireNone();
    comparison.singleStep().run(X).requireNone();
    assertThat(report.layers().get(0).backward().quantities())
        .extracting(quantity -> quantity.name())
        .containsExactly("grad_input.0", "grad.weight", "grad.bias");
  }

  @Test
  @RequiresLibtorch
  void a_wrong_slope_of_ones_own_is_found_and_the_layer_before_it_is_not_blamed() {
    DivergenceReport report = FirstDivergence.between(withTanh(fc(), 1.01), libtorch()).run(X);
    assertThat(report.firstForward()).isEmpty();
    assertThat(report.firstBackward().orElseThrow().name()).isEqualTo("act");
    assertThat(report.layers().get(0).backward().isOutOfLine()).isFalse();
    assertThat(report.layers().get(0).backward().soFar()).isGreaterThan(1e-3);
  }

  @Test
  @RequiresLibtorch
  void a_layer_that_runs_forward_only_ends_the_way_back_but_not_in_single_step() {
    Fc fc = new Fc();
    Act act = new Act();
    LayeredModel mine =
        LayeredModel.named("my port")
            .layer("fc", fc::forward, fc::backward)
            .layer("act", act::forward);
    FirstDivergence comparison = FirstDivergence.between(mine, libtorch());
    DivergenceReport own = comparison.run(X);
    own.requireNone();
    assertThat(own.layers().get(1).backward().wasRun()).isFalse();
    assertThat(own.layers().get(0).backward().wasRun()).isFalse();
    DivergenceReport single = comparison.singleStep().run(X);
    single.requireNone();
    assertThat(single.layers().get(0).backward().wasRun()).isTrue();
  }

  @Test
  @RequiresLibtorch
  void dropout_draws_the_same_numbers_on_both_sides_from_a_seed() {
    Map<String, ModuleSpec> specs =
        Map.of("drop", new ModuleSpec("torch.nn.Dropout", Args.of("p", 0.5)));
    LayeredModel torch = LayeredModel.ofSpecs(LibtorchBackend.withThreads(1), specs, Map.of());
    LayeredModel java =
        LayeredModel.named("Java").layer("drop", new org.torchparity.nn.dropout.Dropout(0.5));
    DivergenceReport report = FirstDivergence.between(java, torch).mode(Mode.TRAIN).seed(3).run(X);
    report.requireNone();
    assertThat(
            report.layers().get(0).forward().quantities().get(0).comparison().expected().floats())
        .contains(0f);
  }

  @Test
  @RequiresLibtorch
  void a_state_that_does_not_belong_to_the_modules_is_refused() {
    assertThatThrownBy(
            () ->
                LayeredModel.ofSpecs(LibtorchBackend.withThreads(1), SPECS, Map.of("fd.weight", X)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unexpected key(s) in state_dict: \"fd.weight\"");
    LayeredModel without = LayeredModel.ofSpecs(LibtorchBackend.withThreads(1), SPECS, Map.of());
    assertThatThrownBy(() -> FirstDivergence.between(withTanh(fc(), 1), without).run(X))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Missing key(s) in state_dict: \"fc.bias\", \"fc.weight\"");
  }

  private static UnaryOperator<Tensor> times(double factor) {
    return x -> mapped(x, value -> factor * value);
  }

  private static LayeredModel scaling(String name, UnaryOperator<Tensor> middle) {
    return LayeredModel.named(name).layer("a", times(2)).layer("b", middle).layer("c", times(-3));
  }

  @Test
  void a_layer_that_refuses_what_the_reference_runs_is_out_of_line() {
    UnaryOperator<Tensor> refusing =
        x -> {
          throw new IllegalArgumentException("expected 4D input");
        };
    FirstDivergence comparison =
        FirstDivergence.between(scaling("Java", refusing), scaling("torch", times(1)));
    DivergenceReport own = comparison.run(X);
    assertThat(own.firstForward().orElseThrow().name()).isEqualTo("b");
    assertThat(own.layers().get(2).forward().wasRun()).isFalse();
    assertThat(own.text())
        .contains(
            "Going forward, the first layer out of line is b: Java refuses what the reference"
                + " runs\n  expected 4D input");
    DivergenceReport single = comparison.singleStep().run(X);
    assertThat(single.firstForward().orElseThrow().name()).isEqualTo("b");
    assertThat(single.layers().get(2).forward().wasRun()).isTrue();
  }

  @Test
  void a_reference_that_refuses_its_own_activations_is_no_verdict() {
    UnaryOperator<Tensor> refusing =
        x -> {
          throw new IllegalArgumentException("expected 4D input");
        };
    assertThatThrownBy(
            () ->
                FirstDivergence.between(scaling("Java", times(1)), scaling("torch", refusing))
                    .run(X))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessage("layer 'b': expected 4D input");
  }

  @Test
  void a_reference_that_does_not_run_in_float64_is_no_oracle() {
    UnaryOperator<Tensor> narrow =
        x -> {
          if (x.dtype() == DType.FLOAT64) {
            throw new IllegalArgumentException("float32 only");
          }
          return x;
        };
    FirstDivergence comparison =
        FirstDivergence.between(scaling("Java", times(1)), scaling("torch", narrow)).forwardOnly();
    for (FirstDivergence each : List.of(comparison, comparison.singleStep())) {
      assertThatThrownBy(() -> each.run(X))
          .isInstanceOf(CaseRefusedException.class)
          .hasMessage("the reference cannot be its own oracle in float64: layer 'b': float32 only");
    }
  }

  @Test
  void a_run_that_ends_early_does_not_agree() {
    // Both refuse what the layer before gives: within the tolerance, but on the other side of 0.6.
    UnaryOperator<Tensor> upTo =
        x -> {
          if (x.get(0) > 0.6f) {
            throw new IllegalArgumentException("out of range");
          }
          return x;
        };
    LayeredModel java = LayeredModel.named("Java").layer("a", times(2.000005)).layer("b", upTo);
    LayeredModel torch = LayeredModel.named("torch").layer("a", times(2)).layer("b", upTo);
    DivergenceReport report = FirstDivergence.between(java, torch).forwardOnly().run(X);
    assertThat(report.firstForward()).isEmpty();
    assertThat(report.agrees()).isFalse();
    assertThat(report.text()).contains("The run ended before the last layer");
  }

  @Test
  void a_wrong_shape_a_wrong_dtype_and_a_nan_are_found_where_they_arise() {
    Map<String, UnaryOperator<Tensor>> faults =
        Map.of(
            "shape", x -> x.reshape(x.elements()),
            "dtype", x -> x.to(DType.FLOAT64),
            "nan", x -> mapped(x, value -> value < 0 ? Double.NaN : value));
    faults.forEach(
        (fault, middle) -> {
          DivergenceReport report =
              FirstDivergence.between(scaling("Java", middle), scaling("torch", times(1)))
                  .forwardOnly()
                  .run(X);
          assertThat(report.layers().stream().filter(layer -> layer.forward().isOutOfLine()))
              .as(fault)
              .extracting(LayerReport::name)
              .containsExactly("b");
        });
  }

  @Test
  void a_small_activation_does_not_pass_for_any_other() {
    Tensor small = mapped(X, value -> 1e-9 * value);
    FirstDivergence comparison =
        FirstDivergence.between(scaling("Java", times(1.001)), scaling("torch", times(1)));
    assertThat(comparison.run(small).firstForward().orElseThrow().name()).isEqualTo("b");
    comparison.tolerance(dtype -> Tolerance.of(1e-2, 1e-2)).run(small).requireNone();
  }

  @Test
  void a_sum_that_cancels_is_no_divergence_where_its_order_differs() {
    for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
      UnaryOperator<Tensor> first = x -> mapped(x, value -> value - value / 3 - value / 3 * 2);
      UnaryOperator<Tensor> second = x -> mapped(x, value -> value - value * 2 / 3 - value / 3);
      FirstDivergence.between(scaling("Java", first), scaling("torch", second))
          .run(X.to(dtype))
          .requireNone();
    }
  }

  @Test
  void a_layer_in_the_middle_gives_one_tensor_and_names_occur_once() {
    assertThatThrownBy(() -> scaling("Java", times(1)).layer("a", times(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Java has two layers 'a'");
    LayeredModel reference = scaling("torch", times(1));
    assertThatThrownBy(() -> FirstDivergence.between(reference, reference).run(X, X))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("layer 'a' takes one tensor, but got 2");
  }
}
