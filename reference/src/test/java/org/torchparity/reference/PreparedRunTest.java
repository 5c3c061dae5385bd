package org.torchparity.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Tensor;

class PreparedRunTest {
  private static final Case LINEAR =
      Case.of(
              "torch.nn.Linear",
              Args.of("in_features", 2, "out_features", 1),
              Tensor.of(new float[] {1, 2, 3, 4}, 2, 2))
          .withState(
              Map.of(
                  "weight", Tensor.of(new float[] {5, 6}, 1, 2),
                  "bias", Tensor.of(new float[] {7}, 1)))
          .withGradOutputs(Map.of(0, Tensor.of(new float[] {8, 9}, 2, 1)));

  @Test
  void gradients_are_those_of_the_last_run_not_a_sum_of_runs() {
    LibtorchBackend libtorch = LibtorchBackend.withThreads(1);
    Observation once = libtorch.run(LINEAR);
    try (PreparedRun run = libtorch.prepare(LINEAR)) {
      for (int i = 0; i < 3; i++) {
        run.forwardAndBackward();
        run.forward();
      }
      assertThat(run.gradient("0").floats()).isEqualTo(once.get("grad_input.0").floats());
      assertThat(run.gradient("weight").floats()).isEqualTo(once.get("grad.weight").floats());
    }
  }

  @Test
  void a_case_with_a_seed_cannot_run_more_than_once() {
    Case seeded =
        new Case(
            "seeded",
            LINEAR.spec(),
            LINEAR.state(),
            LINEAR.inputs(),
            LINEAR.call(),
            LINEAR.gradOutputs(),
            LINEAR.mode(),
            LINEAR.dtype(),
            OptionalLong.of(1));
    assertThatThrownBy(() -> LibtorchBackend.withThreads(1).prepare(seeded))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("seeded has a seed: it cannot run more than once");
  }
}
