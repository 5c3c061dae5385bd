package com.example;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.junit.ParityTests;
import org.torchparity.tensor.DType;

class InferenceBatchNormTest {

  @TestFactory
  Stream<DynamicTest> a_batch_norm_that_only_infers_equals_torch() {
    return ParityTests.of("torch.nn.BatchNorm1d")
        .args("affine", true, "track_running_stats", true, "momentum", 0.1)
        .mode(Mode.EVAL)
        .dtypes(DType.FLOAT64)
        .layer((a, c) -> layer(c, a.real("eps", 1e-5)))
        .forward((layer, c) -> layer.forward(c.input(0).doubles(), c.input(0).size(0)))
        .tests();
  }

  private static InferenceBatchNorm layer(Case c, double eps) {
    return new InferenceBatchNorm(
        c.state().get("running_mean").doubles(),
        c.state().get("running_var").doubles(),
        c.state().get("weight").doubles(),
        c.state().get("bias").doubles(),
        eps);
  }
}
