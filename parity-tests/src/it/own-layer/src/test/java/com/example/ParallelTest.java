package com.example;

import static org.torchparity.catalogue.Draw.normal;
import static org.torchparity.catalogue.Sample.sample;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.torchparity.junit.ParityTests;

/** Two cases that each wait for the other inside forward: one after the other they would fail. */
class ParallelTest {
  private static final CyclicBarrier BOTH = new CyclicBarrier(2);

  @TestFactory
  Stream<DynamicTest> cases_run_at_the_same_time() {
    return ParityTests.of("torch.nn.LayerNorm")
        .args("normalized_shape", 8)
        .samples(sample("rows").input(normal(3, 8)), sample("image").input(normal(2, 4, 8)))
        .layer(a -> new LayerNorm(a.intList("normalized_shape"), 1e-5))
        .parameter("weight", (layer, w) -> layer.setGamma(w.floats()), LayerNorm::gradGamma)
        .parameter("bias", (layer, b) -> layer.setBeta(b.floats()), LayerNorm::gradBeta)
        .forward((layer, c) -> meet(layer.forward(c.input(0).floats())))
        .backward((layer, c) -> layer.backward(c.gradOutput(0).floats()))
        .tests();
  }

  private static float[] meet(float[] output) {
    try {
      BOTH.await(60, TimeUnit.SECONDS);
      return output;
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("no other case came", e);
    }
  }
}
