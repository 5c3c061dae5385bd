package org.torchparity.divergence;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.torchparity.compare.Tolerance;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Mode;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Runs two models that should be the same, and finds the first layer whose own error is out of
 * line, going forward and going backward.
 *
 * <p>A layer's own error is measured on one input: what Java's layer makes of it, what the
 * reference's makes of the same, and in float32 what the reference makes of it in float64. Error
 * that a layer inherited is in its input, and so on both sides. The input is Java's own activation
 * and gradient; in {@link #singleStep single step} it is the reference's, so that nothing
 * accumulates and each layer is judged as if all others were right.
 *
 * <pre>{@code
 * FirstDivergence.between(LayeredModel.of(java), LayeredModel.of(script)).run(x).requireNone();
 * }</pre>
 *
 * <p>Immutable; each method returns a changed copy.
 */
public final class FirstDivergence {
  private final LayeredModel java;
  private final LayeredModel reference;
  private boolean singleStep;
  private boolean forwardOnly;
  private Mode mode = Mode.EVAL;
  private OptionalLong seed = OptionalLong.empty();
  private Map<Integer, Tensor> gradOutputs = Map.of();
  private Function<DType, Tolerance> tolerance = Tolerance::standard;

  private FirstDivergence(LayeredModel java, LayeredModel reference) {
    this.java = java;
    this.reference = reference;
  }

  private FirstDivergence copy() {
    FirstDivergence copy = new FirstDivergence(java, reference);
    copy.singleStep = singleStep;
    copy.forwardOnly = forwardOnly;
    copy.mode = mode;
    copy.seed = seed;
    copy.gradOutputs = gradOutputs;
    copy.tolerance = tolerance;
    return copy;
  }

  /**
   * Compares a model with a reference: in evaluation mode, each side on its own activations, within
   * the standard tolerance, with upstream gradients drawn at random.
   */
  public static FirstDivergence between(LayeredModel java, LayeredModel reference) {
    return new FirstDivergence(java, reference);
  }

  /** Feeds every Java layer the reference's activations, and backward its gradients. */
  public FirstDivergence singleStep() {
    FirstDivergence changed = copy();
    changed.singleStep = true;
    return changed;
  }

  /** Goes forward only. */
  public FirstDivergence forwardOnly() {
    FirstDivergence changed = copy();
    changed.forwardOnly = true;
    return changed;
  }

  /** Runs both sides in a mode; batch normalisation and dropout differ between them. */
  public FirstDivergence mode(Mode other) {
    FirstDivergence changed = copy();
    changed.mode = other;
    return changed;
  }

  /** Seeds the generator anew before every layer, on both sides, for layers that draw numbers. */
  public FirstDivergence seed(long every) {
    FirstDivergence changed = copy();
    changed.seed = OptionalLong.of(every);
    return changed;
  }

  /** Goes backward from this ∂E/∂output, instead of standard normal numbers. */
  public FirstDivergence gradOutput(Tensor gradient) {
    FirstDivergence changed = copy();
    changed.gradOutputs = Map.of(0, gradient);
    return changed;
  }

  /**
   * Allows another own error, by dtype; the absolute part is multiplied by the greatest magnitude
   * of what is compared.
   */
  public FirstDivergence tolerance(Function<DType, Tolerance> other) {
    FirstDivergence changed = copy();
    changed.tolerance = other;
    return changed;
  }

  /**
   * Runs both models, in the dtype of the first floating-point input, or of Java's weights where
   * all inputs are integers.
   *
   * @param inputs the first layer's
   * @throws IllegalArgumentException if the models do not have the same layers, or a layer but the
   *     last gives several tensors
   * @throws CaseRefusedException if the reference refuses its own activations, or to run a float32
   *     case in float64
   */
  public DivergenceReport run(Tensor... inputs) {
    Alignment layers = Alignment.of(java, reference);
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (int i = 0; i < inputs.length; i++) {
      named.put(Integer.toString(i), inputs[i]);
    }
    DType dtype = dtype(named);
    Case c =
        new Case(
            reference.name(),
            new ModuleSpec(reference.name(), Args.none()),
            Map.of(),
            named,
            Args.none(),
            Map.of(),
            mode,
            dtype,
            seed);
    Run theirs = Run.forward(layers.expected(), c);
    theirs.throwRefusal();
    Map<Integer, Tensor> upstream = forwardOnly ? Map.of() : upstream(theirs, dtype);
    theirs = theirs.backward(upstream);
    theirs.throwRefusal();
    LayerComparison comparison = new LayerComparison(layers, theirs, singleStep, tolerance, dtype);
    List<LayerReport> reports = comparison.of(c, upstream);
    return new DivergenceReport(java.name(), reference.name(), dtype, mode, singleStep, reports);
  }

  private DType dtype(Map<String, Tensor> inputs) {
    return Stream.concat(
            inputs.values().stream(),
            java.layers().stream().flatMap(layer -> layer.state().values().stream()))
        .map(Tensor::dtype)
        .filter(DType::isFloatingPoint)
        .findFirst()
        .orElse(DType.FLOAT32);
  }

  /** One gradient a floating-point output of the last layer. */
  private Map<Integer, Tensor> upstream(Run theirs, DType dtype) {
    if (!gradOutputs.isEmpty()) {
      return gradOutputs;
    }
    Random random = new Random(0);
    Map<Integer, Tensor> drawn = new LinkedHashMap<>();
    Observation last = theirs.steps().get(theirs.steps().size() - 1).seen();
    LayerGroup.of(last, "output.")
        .forEach(
            (at, output) -> {
              if (output.dtype().isFloatingPoint()) {
                double[] values = new double[output.elements()];
                Arrays.setAll(values, i -> random.nextGaussian());
                drawn.put(Integer.valueOf(at), Tensor.ofDoubles(dtype, output.shape(), values));
              }
            });
    return drawn;
  }
}
