package com.example;

import static org.torchparity.assertj.ParityAssertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.junit.RequiresLibtorch;
import org.torchparity.reference.LibtorchBackend;
import org.torchparity.tensor.Tensor;

@RequiresLibtorch
class AssertionsTest {
  private static final float[] X = {1, 2, 4, 0, -3, 5};

  @Test
  void my_output_is_what_torch_gives() {
    Case c =
        Case.of("torch.nn.LayerNorm", Args.of("normalized_shape", 3), Tensor.of(X, 2, 3))
            .withState(
                Map.of(
                    "weight", Tensor.of(new float[] {1, 1, 1}, 3),
                    "bias", Tensor.of(new float[] {0, 0, 0}, 3)));
    Observation torch = LibtorchBackend.withThreads(1).run(c);
    float[] y = new LayerNorm(new int[] {3}, 1e-5).forward(X);
    assertThat(y, 2, 3).isCloseTo(torch.get("output.0")).hasNoNaN();
  }
}
