package org.torchparity.nn.pooling;

import java.util.List;
import java.util.function.IntFunction;
import org.torchparity.kernel.PoolMaxima;
import org.torchparity.kernel.PoolRegions;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Maxima over regions: y(o) = x(i(o)) with i(o) = argmax over what o sees; δE/δx(i) = Σ g(o). */
final class Maxima {
  private Maxima() {}

  /** Returns a pass whose outputs are the maxima and, if wanted, their indices. */
  static Pass pass(
      Tensor x,
      Planes planes,
      IntFunction<PoolRegions> regions,
      int[] positions,
      boolean returnIndices) {
    Shape output = planes.resized(positions);
    PoolMaxima.Maxima maxima = PoolMaxima.of(x, planes.count(), regions, output);
    return Pass.of(
        returnIndices ? List.of(maxima.values(), maxima.indices()) : List.of(maxima.values()),
        g ->
            Gradients.ofInput(
                PoolMaxima.scatterAdd(
                    g.get(0), maxima.indices(), planes.count(), regions, x.shape())));
  }
}
