package org.torchparity.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BilinearImpl;
import org.bytedeco.pytorch.Conv1dImpl;
import org.bytedeco.pytorch.Conv3dImpl;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.EmbeddingBagImpl;
import org.bytedeco.pytorch.EmbeddingImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LinearOptions;
import org.junit.jupiter.api.Test;
import org.torchparity.nn.Module;
import org.torchparity.nn.conv.Conv1d;
import org.torchparity.nn.conv.Conv3d;
import org.torchparity.nn.conv.ConvTranspose2d;
import org.torchparity.nn.linear.Bilinear;
import org.torchparity.nn.linear.Linear;
import org.torchparity.nn.loss.AdaptiveLogSoftmaxWithLoss;
import org.torchparity.nn.sparse.Embedding;
import org.torchparity.nn.sparse.EmbeddingBag;
import org.torchparity.nn.sparse.EmbeddingOptions;
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

  @Test
  void embeddings() {
    Module layer = seeded(() -> new Embedding(17, 5));
    try (PointerScope scope = new PointerScope()) {
      EmbeddingImpl torch = new EmbeddingImpl(17, 5);
      scope.attach(torch);
      assertSame(layer, "weight", Libtorch.tensor(torch::weight));
    }
    layer = seeded(() -> new EmbeddingBag(7, 3));
    try (PointerScope scope = new PointerScope()) {
      EmbeddingBagImpl torch = new EmbeddingBagImpl(7, 3);
      scope.attach(torch);
      assertSame(layer, "weight", Libtorch.tensor(torch::weight));
    }
  }

  @Test
  void a_row_of_padding_is_drawn_and_then_zero() {
    Module layer = seeded(() -> new Embedding(5, 3, EmbeddingOptions.defaults().withPaddingIdx(2)));
    try (PointerScope scope = new PointerScope()) {
      org.bytedeco.pytorch.EmbeddingOptions options =
          new org.bytedeco.pytorch.EmbeddingOptions(5, 3);
      options.padding_idx().put(2L);
      EmbeddingImpl torch = new EmbeddingImpl(options);
      scope.attach(torch);
      assertSame(layer, "weight", Libtorch.tensor(torch::weight));
    }
  }

  /** As Python builds them; the C++ module draws each cluster's second map before its first. */
  @Test
  void clusters_of_classes_are_drawn_after_the_head() {
    Module layer = seeded(() -> new AdaptiveLogSoftmaxWithLoss(16, 20, new int[] {4, 9}));
    assertThat(layer.stateDict()).hasSize(5);
    assertSame(layer, "head.weight", linear(16, 6));
    assertSame(layer, "tail.0.0.weight", linear(16, 4));
    assertSame(layer, "tail.0.1.weight", linear(4, 5));
    assertSame(layer, "tail.1.0.weight", linear(16, 1));
    assertSame(layer, "tail.1.1.weight", linear(1, 11));
  }

  /** The weight of libtorch's next Linear without a bias. */
  private static Tensor linear(int inFeatures, int outFeatures) {
    try (PointerScope scope = new PointerScope()) {
      LinearOptions options = new LinearOptions(inFeatures, outFeatures);
      options.bias().put(false);
      LinearImpl torch = new LinearImpl(options);
      scope.attach(torch);
      return Libtorch.tensor(torch::weight);
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
    assertSame(layer, "weight", weight);
    assertSame(layer, "bias", bias);
  }

  private static void assertSame(Module layer, String key, Tensor expected) {
    assertThat(layer.stateDict().get(key).isBitwiseEqualTo(expected)).as(key).isTrue();
  }
}
