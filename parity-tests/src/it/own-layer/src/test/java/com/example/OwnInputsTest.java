package com.example;

import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Draw.values;
import static org.torchparity.catalogue.Sample.sample;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.torchparity.junit.ParitySettings;
import org.torchparity.junit.ParityTests;

@ParitySettings(seeds = "0-2", atol = 1e-6, rtol = 1e-6)
class OwnInputsTest {

  @TestFactory
  Stream<DynamicTest> layer_norm_equals_torch_on_what_was_measured() {
    return ParityTests.of("torch.nn.LayerNorm")
        .args("normalized_shape", 3, "eps", 1e-3)
        .samples(
            sample("measured").input(values(new double[] {1, 2, 4, 0, -3, 5}, 2, 3)),
            sample("drawn").input(normal(64, 3).times(10).plus(100)))
        .layer(a -> new LayerNorm(a.intList("normalized_shape"), a.real("eps", 1e-5)))
        .parameter("weight", (layer, w) -> layer.setGamma(w.floats()), LayerNorm::gradGamma)
        .parameter("bias", (layer, b) -> layer.setBeta(b.floats()), LayerNorm::gradBeta)
        .forward((layer, c) -> layer.forward(c.input(0).floats()))
        .backward((layer, c) -> layer.backward(c.gradOutput(0).floats()))
        .tests();
  }
}
