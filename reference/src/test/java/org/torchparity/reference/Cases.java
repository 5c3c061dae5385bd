package org.torchparity.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Makes cases of modules, arguments and inputs as {@link Literals} writes them. */
final class Cases {
  private Cases() {}

  /** A forward pass of a new module in float32, training. */
  static Case forward(String module, String args, String inputs) {
    return new Case(
        module,
        new ModuleSpec("torch.nn." + module, args(args)),
        Map.of(),
        tensors(inputs),
        Args.none(),
        Map.of(),
        Mode.TRAIN,
        DType.FLOAT32,
        OptionalLong.empty());
  }

  /** Tensors by name or position. */
  static Map<String, Tensor> tensors(String text) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    Literals.arguments(text).forEach((key, value) -> tensors.put(key, (Tensor) value));
    return tensors;
  }

  /** Arguments by name. */
  static Args args(String text) {
    Args args = Args.none();
    for (Map.Entry<String, Object> entry : Literals.arguments(text).entrySet()) {
      args = args.with(entry.getKey(), entry.getValue());
    }
    return args;
  }

  static Case withCall(Case c, Args call) {
    return new Case(
        c.id(),
        c.spec(),
        c.state(),
        c.inputs(),
        call,
        c.gradOutputs(),
        c.mode(),
        c.dtype(),
        c.seed());
  }

  static Case withMode(Case c, Mode mode) {
    return new Case(
        c.id(),
        c.spec(),
        c.state(),
        c.inputs(),
        c.call(),
        c.gradOutputs(),
        mode,
        c.dtype(),
        c.seed());
  }

  static Case withSeed(Case c, long seed) {
    return new Case(
        c.id(),
        c.spec(),
        c.state(),
        c.inputs(),
        c.call(),
        c.gradOutputs(),
        c.mode(),
        c.dtype(),
        OptionalLong.of(seed));
  }

  /** The case with random gradients for the floating outputs that a forward pass of it showed. */
  static Case withGradients(Case c, Observation forward) {
    Random random = new Random(2);
    Map<Integer, Tensor> gradients = new LinkedHashMap<>();
    for (int i = 0; forward.get(Observation.output(i)) != null; i++) {
      Tensor output = forward.get(Observation.output(i));
      if (output.dtype().isFloatingPoint()) {
        gradients.put(i, normal(random, output.dtype(), output.shape()));
      }
    }
    return c.withGradOutputs(gradients);
  }

  static Tensor normal(Random random, DType dtype, Shape shape) {
    double[] values = random.doubles(shape.elements(), -1, 1).toArray();
    return Tensor.ofDoubles(dtype, shape, values);
  }
}
