package org.torchparity.catalogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.torchparity.catalogue.Catalogue.Selected;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.nn.Module;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Makes a case of a sample: draws state, inputs and upstream gradients from a seed. The upstream
 * gradients are random, never ones: ones would make the gradient of a softmax or a normalisation
 * zero, and the check empty.
 */
public final class CaseDrawer {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private CaseDrawer() {}

  /** Draws the case of a sample in a dtype from a seed. */
  public static Case draw(Selected selected, DType dtype, long seed) {
    Row row = selected.row();
    Sample sample = selected.sample();
    Random random = new Random(seed * GOLDEN_RATIO + selected.selector().hashCode());
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    sample.inputs().forEach((key, draw) -> inputs.put(key, draw.draw(random, dtype)));
    Case c =
        new Case(
            selected.selector() + "/" + dtype.torchName() + "/" + seed,
            new ModuleSpec(row.module(), sample.args().to(dtype)),
            Map.of(),
            inputs,
            sample.call().to(dtype),
            Map.of(),
            selected.mode(),
            dtype,
            row.isSeeded() ? OptionalLong.of(seed) : OptionalLong.empty());
    if (sample.refusal() != null) {
      return refused(c, row, sample, random);
    }
    c = c.withState(state(c, row, sample, random));
    return sample.forwardOnly() ? c : c.withGradOutputs(gradOutputs(c, row, random));
  }

  /** A case to be refused has a state only where the constructor is not what refuses. */
  private static Case refused(Case c, Row row, Sample sample, Random random) {
    try {
      return c.withState(state(c, row, sample, random));
    } catch (IllegalArgumentException byConstructor) {
      return c;
    }
  }

  private static Map<String, Tensor> state(Case c, Row row, Sample sample, Random random) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    Module fresh = row.build(c.spec().args());
    Set<String> parameters = fresh.parameters().keySet();
    fresh
        .stateDict()
        .forEach(
            (key, value) ->
                state.put(
                    key,
                    sample
                        .state()
                        .getOrDefault(key, usual(key, value, parameters.contains(key)))
                        .draw(random, c.dtype())));
    return state;
  }

  /** A buffer that is no running statistic, such as a class weight, keeps the module's value. */
  private static Draw usual(String key, Tensor fresh, boolean parameter) {
    int[] shape = fresh.shape().toArray();
    if (fresh.dtype() == DType.INT64) {
      return (random, dtype) -> Tensor.full(DType.INT64, fresh.shape(), 3);
    }
    if (key.endsWith("running_var")) {
      return Draw.uniform(0.5, 1.5, shape);
    }
    return parameter || key.endsWith("running_mean")
        ? Draw.normal(shape)
        : (random, dtype) -> fresh.to(dtype);
  }

  /** One gradient a floating-point output, of its shape, which a forward pass tells. */
  private static Map<Integer, Tensor> gradOutputs(Case c, Row row, Random random) {
    List<Tensor> outputs = row.forward(row.prepare(c), c).outputs();
    Map<Integer, Tensor> gradients = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      Tensor output = outputs.get(i);
      if (output.dtype().isFloatingPoint()) {
        gradients.put(i, Draw.normal(output.shape().toArray()).draw(random, c.dtype()));
      }
    }
    return gradients;
  }
}
