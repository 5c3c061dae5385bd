package org.torchparity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.UnsupportedCaseException;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

class LibtorchBackendTest {
  private final LibtorchBackend torch = LibtorchBackend.withThreads(1);

  /** Two channels of three values: (1, 2, 3) and (2, 4, 9). */
  private static final Tensor X = Tensor.of(new float[] {1, 2, 2, 4, 3, 9}, 3, 2);

  private static final Tensor UPSTREAM = Tensor.of(new float[] {1, 0, 0, 2, 0, 0}, 3, 2);

  private static Case batchNorm(String more) {
    return Cases.forward("BatchNorm1d", "num_features=2" + more, "")
        .withInputs(Map.of("0", X))
        .withGradOutputs(Map.of(0, UPSTREAM));
  }

  private static Map<String, Tensor> state() {
    return Map.of(
        "weight", Tensor.of(new float[] {2, 3}, 2),
        "bias", Tensor.of(new float[] {0.5f, -0.5f}, 2),
        "running_mean", Tensor.of(new float[] {1, 3}, 2),
        "running_var", Tensor.of(new float[] {4, 0.25f}, 2),
        "num_batches_tracked", Tensor.of(new long[] {3}));
  }

  private static void assertValues(Observation seen, String name, double... expected) {
    assertThat(seen.get(name)).as(name).isNotNull();
    assertThat(seen.get(name).toDoubles()).as(name).containsExactly(expected, within(1e-5));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void batch_norm_has_the_values_worked_out_by_hand(DType dtype) {
    Observation seen = torch.run(batchNorm(", eps=0.0").withState(state()).to(dtype));

    // Means 2 and 5, biased variances 2/3 and 26/3: x̂ = (x − mean) / √var.
    double a = Math.sqrt(1.5);
    double b = Math.sqrt(3 / 26.0);
    assertValues(
        seen, "output.0", 0.5 - 2 * a, -0.5 - 9 * b, 0.5, -0.5 - 3 * b, 0.5 + 2 * a, -0.5 + 12 * b);
    // Σ g·x̂ and Σ g.
    assertValues(seen, "grad.weight", -a, 2 * -b);
    assertValues(seen, "grad.bias", 1, 2);
    // γ/√var · (g − mean(g) − x̂·mean(g·x̂)).
    assertValues(
        seen,
        "grad_input.0",
        2 * a * (1 - 1 / 3.0 - a * a / 3),
        3 * b * (-2 / 3.0 - 3 * b * 2 * b / 3),
        2 * a * (-1 / 3.0),
        3 * b * (2 - 2 / 3.0 - b * 2 * b / 3),
        2 * a * (-1 / 3.0 + a * a / 3),
        3 * b * (-2 / 3.0 + 4 * b * 2 * b / 3));
    // 0.9 of the old and 0.1 of the new; unbiased variances 1 and 13.
    assertValues(seen, "state_after.running_mean", 1.1, 3.2);
    assertValues(seen, "state_after.running_var", 3.7, 1.525);
    assertValues(seen, "state_after.num_batches_tracked", 4);
    assertThat(seen.get("output.0").dtype()).isEqualTo(dtype);
    assertThat(seen.get("state_after.num_batches_tracked").dtype()).isEqualTo(DType.INT64);
    assertThat(seen.get("state_after.num_batches_tracked").rank()).isZero();
  }

  @Test
  void evaluation_uses_the_running_statistics_and_leaves_them() {
    Case c = Cases.withMode(batchNorm(", eps=0.0").withState(state()), Mode.EVAL);
    Observation seen = torch.run(c);
    assertValues(seen, "output.0", 0.5, -6.5, 1.5, 5.5, 2.5, 35.5);
    assertValues(seen, "grad_input.0", 1, 0, 0, 12, 0, 0);
    assertValues(seen, "state_after.running_mean", 1, 3);
    assertValues(seen, "state_after.num_batches_tracked", 3);
  }

  @Test
  void without_a_momentum_the_average_is_cumulative() {
    Observation seen = torch.run(batchNorm(", momentum=None").withState(state()));
    assertValues(seen, "state_after.running_mean", 1 + (2 - 1) / 4.0, 3 + (5 - 3) / 4.0);
  }

  @Test
  void without_affine_there_are_no_parameters() {
    Observation seen = torch.run(batchNorm(", affine=False"));
    assertThat(seen.quantities().keySet())
        .containsExactly(
            "output.0",
            "grad_input.0",
            "state_after.running_mean",
            "state_after.running_var",
            "state_after.num_batches_tracked");
  }

  @Test
  void without_tracking_there_is_no_state_after() {
    Observation seen = torch.run(batchNorm(", track_running_stats=False"));
    assertThat(seen.quantities().keySet())
        .containsExactly("output.0", "grad_input.0", "grad.weight", "grad.bias");
  }

  @Test
  void without_upstream_gradients_only_forward_runs() {
    Observation seen = torch.run(batchNorm(", affine=False").withGradOutputs(Map.of()));
    assertThat(seen.quantities()).containsKey("output.0").doesNotContainKey("grad_input.0");
  }

  @Test
  void an_upstream_gradient_of_another_shape_leaves_the_outputs_alone() {
    Case c = batchNorm("").withGradOutputs(Map.of(0, Tensor.of(new float[6], 2, 3)));
    assertThat(torch.run(c).quantities()).containsKey("output.0").doesNotContainKey("grad_input.0");
  }

  @Test
  void a_parameter_that_forward_writes_to_is_seen_after_the_step() {
    Case c =
        Cases.forward("Embedding", "num_embeddings=2, embedding_dim=2, max_norm=1.0", "long[1]")
            .withState(Map.of("weight", Tensor.of(new float[] {3, 4, 0, 5}, 2, 2)));
    assertValues(torch.run(c), "state_after.weight", 3, 4, 0, 1);
  }

  @Test
  void the_class_weights_of_a_loss_are_no_state() {
    Case c = Cases.forward("NLLLoss", "weight=uniform[5]", "normal[4, 5], index5[4]");
    assertThat(torch.run(c).quantities().keySet()).containsExactly("output.0");
  }

  @Test
  void keyword_inputs_find_their_parameter() {
    Case positional = Cases.forward("MSELoss", "", "normal[3], uniform[3]");
    Case keyword =
        positional.withInputs(
            Map.of("target", positional.inputs().get("1"), "0", positional.inputs().get("0")));
    assertThat(torch.run(keyword).get("output.0").item())
        .isEqualTo(torch.run(positional).get("output.0").item());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BatchNorm1d  | num_features=10       | normal[1, 10]     | Expected more than 1 value per"
            + " channel when training, got input size [1, 10]",
        "Linear       | in_features=4         | normal[1, 4]      | Linear: missing required"
            + " argument 'out_features'",
        "Conv2d       | in_channels=1, out_channels=1, kernel_size=(3, 3, 3) | normal[1, 1, 4, 4] |"
            + " Conv2d: argument 'kernel_size' cannot be [3, 3, 3] in libtorch",
        "Conv1d       | in_channels=1, out_channels=1, kernel_size=2.5 | normal[1, 1, 4] | Conv1d:"
            + " argument 'kernel_size' cannot be 2.5 in libtorch",
        "MSELoss      | reduction='median'    | normal[3], normal[3] | MSELoss: argument"
            + " 'reduction' cannot be median in libtorch",
        "RMSNorm      | normalized_shape='a'  | normal[2, 3]      | RMSNorm: argument"
            + " 'normalized_shape' must be int[], but got a",
        "CircularPad2d | padding=1            | normal[2, 3]      | expected 3D or 4D input (got 2D"
            + " input)",
        "Identity     | | normal[2], normal[2] | forward of Identity has no input '1': expected [input]",
        "GaussianNLLLoss | reduction='median' | normal[3], normal[3], uniform[3] | median is not"
            + " valid",
        "ChannelShuffle | groups=2            | normal[2, 3, 4]   | Number of channels must be"
            + " divisible by groups. Got 3 channels and 2 groups.",
      })
  void what_torch_refuses_is_refused_in_one_line(
      String module, String args, String inputs, String message) {
    assertThatThrownBy(() -> torch.run(Cases.forward(module, args == null ? "" : args, inputs)))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sorcery     |               | normal[2]  | libtorch has no module 'Sorcery'",
        "BatchNorm1d | num_features=2, features=2 | normal[3, 2] | libtorch's BatchNorm1d has no"
            + " argument 'features'",
        "Linear      | in_features=2, out_features=1, return_indices=True | normal[3, 2] |"
            + " libtorch's Linear has no argument 'return_indices'",
        "Tanh        | inplace=True  | normal[3]  | libtorch's Tanh has no argument [inplace]",
        "RMSNorm     | normalized_shape=2, bias=True | normal[2] | libtorch's RMSNorm has no"
            + " argument [bias]",
        "ReLU        |               | x=normal[3] | forward of ReLU has no input 'x':"
            + " expected [input]",
      })
  void what_libtorch_does_not_know_is_named(
      String module, String args, String inputs, String message) {
    assertThatThrownBy(() -> torch.run(Cases.forward(module, args == null ? "" : args, inputs)))
        .isInstanceOf(UnsupportedCaseException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "ReLU, ''",
    "Hardswish, ''",
    "'ConvTranspose1d', 'in_channels=3, out_channels=1, kernel_size=1'"
  })
  void an_unknown_argument_of_forward_is_named(String module, String args) {
    Case c = Cases.withCall(Cases.forward(module, args, "normal[2, 3, 4]"), Args.of("spell", 1));
    assertThatThrownBy(() -> torch.run(c))
        .isInstanceOf(UnsupportedCaseException.class)
        .hasMessageContaining("forward of libtorch's " + module)
        .hasMessageContaining("spell");
  }

  @Test
  void a_state_that_does_not_fit_is_refused() {
    Tensor one = Tensor.of(new float[] {1}, 1);
    Case linear = Cases.forward("Linear", "in_features=2, out_features=2", "normal[3, 2]");
    assertThatThrownBy(() -> torch.run(linear.withState(Map.of("weight", one))))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessage("Missing key(s) in state_dict: [bias]");
    assertThatThrownBy(() -> torch.run(linear.withState(Map.of("weight", one, "bias", one))))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessageContaining("size mismatch for");
    assertThatThrownBy(
            () ->
                torch.run(
                    batchNorm(", affine=False, track_running_stats=False")
                        .withState(Map.of("weight", one))))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessage("Unexpected key(s) in state_dict: [weight]");
    assertThatThrownBy(
            () ->
                torch.run(
                    Cases.forward("RMSNorm", "normalized_shape=2", "normal[2]")
                        .withState(Map.of("bias", one))))
        .isInstanceOf(CaseRefusedException.class)
        .hasMessage("Unexpected key(s) in state_dict: [bias]");
  }

  @Test
  void a_seed_gives_the_same_draw_whatever_runs_beside_it() throws Exception {
    Case dropout = Cases.withSeed(Cases.forward("Dropout", "p=0.5", "uniform[64, 64]"), 11);
    Case drawing = Cases.forward("Linear", "in_features=300, out_features=300", "normal[1, 300]");
    Tensor expected = torch.run(dropout).get("output.0");
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Observation>> work = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        work.add(() -> torch.run(drawing));
        work.add(() -> torch.run(dropout));
      }
      List<Future<Observation>> done = pool.invokeAll(work);
      for (int i = 1; i < done.size(); i += 2) {
        assertThat(done.get(i).get().get("output.0").isBitwiseEqualTo(expected)).isTrue();
      }
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void another_seed_gives_another_draw() {
    Case dropout = Cases.forward("Dropout", "p=0.5", "uniform[64, 64]");
    assertThat(
            torch
                .run(Cases.withSeed(dropout, 1))
                .get("output.0")
                .isBitwiseEqualTo(torch.run(Cases.withSeed(dropout, 2)).get("output.0")))
        .isFalse();
  }

  @Test
  void a_backend_has_at_least_one_thread() {
    assertThatThrownBy(() -> LibtorchBackend.withThreads(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected at least one thread, but got 0");
  }

  @Test
  void it_is_named_by_its_version() {
    assertThat(torch.name()).isEqualTo("libtorch 2.10.0");
  }

  @Test
  void a_script_gives_the_same_bits_whenever_it_runs() {
    Random random = new Random(7);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (String key : List.of("0", "1", "2")) {
      double[] values = random.doubles(512, 0.5, 1.5).toArray();
      inputs.put(key, Tensor.of(values, 32, 16));
    }
    Case c =
        Cases.forward("GaussianNLLLoss", "full=True, reduction='sum', eps=2e-6", "")
            .to(DType.FLOAT64)
            .withInputs(inputs)
            .withGradOutputs(Map.of(0, Tensor.of(new double[] {0.7})));
    Observation first = torch.run(c);
    // An optimising executor watches two runs before it changes anything.
    for (int run = 2; run <= 5; run++) {
      Observation again = torch.run(c);
      for (String name : first.quantities().keySet()) {
        assertThat(again.get(name).isBitwiseEqualTo(first.get(name)))
            .as("%s in run %d", name, run)
            .isTrue();
      }
    }
  }
}
