package com.example;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.torchparity.junit.ParityTests;

class LayerNormTest {

  @TestFactory
  Stream<DynamicTest> layer_norm_equals_torch() {
    return ParityTests.of("torch.nn.LayerNorm")
        .layer(a -> new LayerNorm(a.intList("normalized_shape"), a.real("eps", 1e-5)))
        .parameter("weight", (layer, w) -> layer.setGamma(w.floats()), LayerNorm::gradGamma)
        .parameter("bias", (layer, b) -> layer.setBeta(b.floats()), LayerNorm::gradBeta)
        .forward((layer, c) -> layer.forward(c.input(0).floats()))
        .backward((layer, c) -> layer.backward(c.gradOutput(0).floats()))
        .tests();
  }
}
