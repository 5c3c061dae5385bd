package org.torchparity.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BilinearImpl;
import org.bytedeco.pytorch.Conv1dImpl;
import org.bytedeco.pytorch.Conv3dImpl;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Module;
import org.torchparity.nn.conv.Conv1d;
import org.torchparity.nn.conv.Conv3d;
import org.torchparity.nn.conv.ConvTranspose2d;
import org.torchparity.nn.linear.Bilinear;
import org.torchparity.nn.linear.Linear;
import org.torchparity.tensor.Tensor;

/** A new layer holds, after {@code manual_seed}, the very weights libtorch gives its own. */
class LayerInitialisationParityTest {
  private static final long SEED = 7;

  @Test
  void linear() {
    Module layer = seeded(() -> new Linear(13, 7));
    try (PointerScope scope = new PointerScope()) {
      LinearImpl torch = new LinearImpl(13, 7);
      scope.attach(torch);
      assertSame(layer, Libtorch.tensor(torch::weight), Libtorch.tensor(torch::bias));
    }
  }

  @Test
  void bilinear() {
    Module layer = seeded(() -> new Bilinear(5, 3, 4));
    try (PointerScope scope = new PointerScope()) {
      BilinearImpl torch = new BilinearImpl(5, 3, 4);
      scope.attach(torch);
      assertSame(layer, Libtorch.tensor(torch::weight), Libtorch.tensor(torch::bias));
    }
  }

  @Test
  void convolutions() {
    Module layer = seeded(() -> new Conv1d(3, 8, 5));
    try (PointerScope scope = new PointerScope()) {
      Conv1dImpl torch = new Conv1dImpl(3, 8, new LongPointer(1).put(5));
      scope.attach(torch);
      assertSame(layer, Libtorch.tensor(torch::weight), Libtorch.tensor(torch::bias));
    }
    layer = seeded(() -> new Conv3d(2, 3, 2));
    try (PointerScope scope = new PointerScope()) {
      Conv3dImpl torch = new Conv3dImpl(2, 3, new LongPointer(2, 2, 2));
      scope.attach(torch);
      assertSame(layer, Libtorch.tensor(torch::weight), Libtorch.tensor(torch::bias));
    }
  }

  @Test
  void a_transposed_convolution_takes_its_fan_in_from_the_output_channels() {
    Module layer = seeded(() -> new ConvTranspose2d(3, 8, 3));
    try (PointerScope scope = new PointerScope()) {
      ConvTranspose2dImpl torch = new ConvTranspose2dImpl(3, 8, new LongPointer(3, 3));
      scope.attach(torch);
      assertSame(layer, Libtorch.tensor(torch::weight), Libtorch.tensor(torch::bias));
    }
  }

  private interface Constructor {
    Module make();
  }

  /** Seeds both sides, and makes the Java layer. */
  private static Module seeded(Constructor constructor) {
    TorchRandom.defaultGenerator().manualSeed(SEED);
    Libtorch.manualSeed(SEED);
    return constructor.make();
  }

  private static void assertSame(Module layer, Tensor weight, Tensor bias) {
    assertThat(layer.stateDict().get("weight").isBitwiseEqualTo(weight)).as("weight").isTrue();
    assertThat(layer.stateDict().get("bias").isBitwiseEqualTo(bias)).as("bias").isTrue();
  }
}
