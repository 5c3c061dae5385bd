package org.torchparity.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.torchparity.fixtures.UnsupportedCaseException;

/** Puts a case's inputs, positional or by keyword, in the order of a forward's parameters. */
final class ForwardInputs {
  private static final List<String> LOSS = List.of("input", "target");

  /** Names of forward's tensors, where they are not {@code input} or a loss's. */
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry("Bilinear", List.of("input1", "input2")),
          Map.entry("CTCLoss", List.of("log_probs", "targets", "input_lengths", "target_lengths")),
          Map.entry("CosineEmbeddingLoss", List.of("input1", "input2", "target")),
          Map.entry("CosineSimilarity", List.of("x1", "x2")),
          Map.entry("EmbeddingBag", List.of("input", "offsets", "per_sample_weights")),
          Map.entry("GaussianNLLLoss", List.of("input", "target", "var")),
          Map.entry("MarginRankingLoss", List.of("input1", "input2", "target")),
          Map.entry("MaxUnpool1d", List.of("input", "indices")),
          Map.entry("MaxUnpool2d", List.of("input", "indices")),
          Map.entry("MaxUnpool3d", List.of("input", "indices")),
          Map.entry("PairwiseDistance", List.of("x1", "x2")),
          Map.entry("PoissonNLLLoss", List.of("log_input", "target")),
          Map.entry("TripletMarginLoss", List.of("anchor", "positive", "negative")),
          Map.entry("TripletMarginWithDistanceLoss", List.of("anchor", "positive", "negative")));

  private ForwardInputs() {}

  /** Names of the tensors that a module's forward takes. */
  static List<String> names(String module) {
    return NAMES.getOrDefault(module, module.endsWith("Loss") ? LOSS : List.of(LOSS.get(0)));
  }

  /**
   * The inputs in forward's order; one left out before one that is given is an undefined tensor.
   *
   * @throws UnsupportedCaseException if forward has no parameter of an input's key
   */
  static List<Object> positional(String module, Map<String, Tensor> inputs) {
    List<String> names = names(module);
    List<Object> arguments = new ArrayList<>();
    inputs.forEach(
        (key, input) -> {
          int at = position(module, names, key);
          while (arguments.size() <= at) {
            arguments.add(new Tensor());
          }
          arguments.set(at, input);
        });
    // C++ has EmbeddingBag's forward with one tensor or with all three.
    while (arguments.size() > 1 && arguments.size() < names.size()) {
      arguments.add(new Tensor());
    }
    return arguments;
  }

  private static int position(String module, List<String> names, String key) {
    int named = names.indexOf(key);
    if (named >= 0) {
      return named;
    }
    for (int i = 0; i < names.size(); i++) {
      if (key.equals(Integer.toString(i))) {
        return i;
      }
    }
    String fault = "forward of " + module + " has no input '" + key + "': expected " + names;
    if (key.chars().allMatch(Character::isDigit)) {
      // One tensor too many, as in module(x, y): torch refuses the call.
      throw new IllegalArgumentException(fault);
    }
    throw new UnsupportedCaseException(fault);
  }
}
