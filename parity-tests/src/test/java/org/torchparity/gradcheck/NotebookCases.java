package org.torchparity.gradcheck;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.random.NumpyRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** The notebook's BatchNorm of 10 features on a batch of two, with its data. */
final class NotebookCases {
  private static final int FEATURES = 10;

  private NotebookCases() {}

  /** The case of the first cells: seed 123, uniform numbers, drawn in the order x, w, b, g. */
  static Case seed123() {
    NumpyRandom random = new NumpyRandom(123);
    Tensor x = random.rand(2, FEATURES);
    Tensor w = random.rand(FEATURES);
    Tensor b = random.rand(FEATURES);
    return of("seed_123", x, w, b, random.rand(2, FEATURES));
  }

  /** As many cases as wanted like the last cell's: standard normal w, b, x, g. */
  static List<Case> lastCell(long seed, int samples) {
    NumpyRandom random = new NumpyRandom(seed);
    List<Case> cases = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      Tensor w = random.randn(FEATURES);
      Tensor b = random.randn(FEATURES);
      Tensor x = random.randn(2, FEATURES);
      cases.add(of("seed_" + seed + "/" + sample, x, w, b, random.randn(2, FEATURES)));
    }
    return cases;
  }

  static Case of(String name, Tensor x, Tensor w, Tensor b, Tensor g) {
    Shape channels = Shape.of(FEATURES);
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("weight", w);
    state.put("bias", b);
    state.put("running_mean", Tensor.zeros(DType.FLOAT64, channels));
    state.put("running_var", Tensor.full(DType.FLOAT64, channels, 1));
    state.put("num_batches_tracked", Tensor.zeros(DType.INT64, Shape.of()));
    return new Case(
        "BatchNorm1d/" + name,
        new ModuleSpec("torch.nn.BatchNorm1d", Args.of("num_features", FEATURES)),
        state,
        Map.of("0", x),
        Args.none(),
        Map.of(0, g),
        Mode.TRAIN,
        DType.FLOAT64,
        OptionalLong.empty());
  }
}
