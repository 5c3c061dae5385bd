package org.torchparity.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.torchparity.compare.Figures;
import org.torchparity.compare.Outcome;
import org.torchparity.compare.Verdict;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Fixture;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * The smallest case that was found to fail as another does.
 *
 * @param recording the case with what the reference observed, and the tolerance it fails
 * @param verdict on it
 * @param candidates how many cases were tried
 */
public record Smallest(Fixture recording, Verdict verdict, int candidates) {
  private static final int SHOWN = 12;

  /** The case with its values where they are few, and what is wrong in it. */
  public String description() {
    Case c = recording.recorded();
    List<String> lines = new ArrayList<>();
    lines.add(
        "Smallest case found that fails in the same way ("
            + candidates
            + " tried): "
            + c.spec()
            + (c.call().isEmpty() ? "" : ", forward(" + c.call() + ")")
            + " in "
            + c.mode().key());
    add(lines, "arg.", tensors(c.spec().args().asMap()));
    add(lines, "state.", c.state());
    add(lines, "input.", c.inputs());
    add(lines, "grad_output.", c.gradOutputs());
    verdict.quantities().stream()
        .filter(quantity -> quantity.outcome() == Outcome.DISAGREES)
        .forEach(
            quantity -> {
              lines.add(quantity.name());
              quantity
                  .comparison()
                  .describe("Java", verdict.reference())
                  .lines()
                  .forEach(line -> lines.add("  " + line));
            });
    if (verdict.quantities().isEmpty()) {
      lines.add(verdict.refusal());
    }
    return String.join("\n", lines);
  }

  private static Map<String, Tensor> tensors(Map<String, ?> args) {
    return args.entrySet().stream()
        .filter(arg -> arg.getValue() instanceof Tensor)
        .collect(Collectors.toMap(Map.Entry::getKey, arg -> (Tensor) arg.getValue()));
  }

  private static void add(List<String> lines, String prefix, Map<?, Tensor> tensors) {
    tensors.forEach(
        (key, tensor) -> lines.add("  " + prefix + key + " " + tensor.shape() + values(tensor)));
  }

  private static String values(Tensor tensor) {
    if (tensor.elements() > SHOWN) {
      return "";
    }
    return IntStream.range(0, tensor.elements())
        .mapToObj(
            i ->
                tensor.dtype() == DType.INT64
                    ? Long.toString(tensor.longs()[i])
                    : Figures.element(tensor.get(i), tensor.dtype() == DType.FLOAT32))
        .collect(Collectors.joining(", ", " = [", "]"));
  }
}
