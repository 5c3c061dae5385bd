package org.torchparity.reference;

import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.torchparity.fixtures.Case;

/** A module of libtorch, built for one case. Its native objects belong to the caller's scope. */
interface TorchModule {
  /** Parameters by torch's keys, holding the case's state. */
  Map<String, Tensor> parameters();

  /** Buffers by torch's keys, as they are now. */
  Map<String, Tensor> buffers();

  /** Runs forward on the inputs, by the case's keys, and returns the outputs in torch's order. */
  List<Tensor> forward(Map<String, Tensor> inputs) throws ReflectiveOperationException;

  /** Makes the module that a case runs. */
  @FunctionalInterface
  interface Builder {
    /** Builds the module with the case's dtype, mode and state. */
    TorchModule build(Case c) throws ReflectiveOperationException;
  }
}
