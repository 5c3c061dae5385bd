package org.torchparity.compare;

import java.util.Map;
import java.util.OptionalLong;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** A case to judge, whose greatest upstream gradient is 1 unless said otherwise. */
final class SampleCases {
  private SampleCases() {}

  static Case of(DType dtype) {
    return of(dtype, 0.5, -1);
  }

  static Case of(DType dtype, double... upstream) {
    return new Case(
        "Linear/plain/train/" + dtype.torchName() + "/0",
        new ModuleSpec("torch.nn.Linear", Args.none()),
        Map.of(),
        Map.of(),
        Args.none(),
        Map.of(0, Tensor.ofDoubles(dtype, Shape.of(upstream.length), upstream)),
        Mode.TRAIN,
        dtype,
        OptionalLong.empty());
  }
}
