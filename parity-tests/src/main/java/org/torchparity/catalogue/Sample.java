package org.torchparity.catalogue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Mode;
import org.torchparity.tensor.DType;

/**
 * One way to use a module: constructor arguments, inputs, and what to expect. Immutable; each
 * method returns a changed copy.
 *
 * <pre>{@code
 * sample("sequence", "num_features", 3).input(normal(4, 3, 5))
 * }</pre>
 */
public final class Sample {
  private final String name;
  private Args args;
  private Map<String, Draw> inputs = Map.of();
  private Args call = Args.none();
  private Map<String, Draw> state = Map.of();
  private Set<Mode> modes = Set.of();
  private Set<DType> dtypes = Collections.unmodifiableSet(EnumSet.of(DType.FLOAT32, DType.FLOAT64));
  private Map<String, String> zeroGradients = Map.of();
  private boolean forwardOnly;
  private String ownGradient = "";
  private @Nullable String refusal;

  private Sample(String name, Args args) {
    this.name = name;
    this.args = args;
  }

  private Sample copy() {
    Sample copy = new Sample(name, args);
    copy.inputs = inputs;
    copy.call = call;
    copy.state = state;
    copy.modes = modes;
    copy.dtypes = dtypes;
    copy.zeroGradients = zeroGradients;
    copy.forwardOnly = forwardOnly;
    copy.ownGradient = ownGradient;
    copy.refusal = refusal;
    return copy;
  }

  /**
   * Returns a sample of a module's constructor arguments, names and values by turns; {@code name}
   * is distinct within the module, in snake case.
   */
  public static Sample sample(String name, @Nullable Object... args) {
    return new Sample(name, Args.of(args));
  }

  /** Adds constructor arguments, or puts other values in the place of some. */
  public Sample with(Args more) {
    Sample changed = copy();
    for (Map.Entry<String, @Nullable Object> entry : more.asMap().entrySet()) {
      changed.args = changed.args.with(entry.getKey(), entry.getValue());
    }
    return changed;
  }

  /** Adds the next positional input. */
  public Sample input(Draw draw) {
    return input(Integer.toString(inputs.size()), draw);
  }

  /** Adds a keyword input. */
  public Sample input(String key, Draw draw) {
    Sample changed = copy();
    changed.inputs = with(inputs, key, draw);
    return changed;
  }

  /** Adds a non-tensor argument of forward. */
  public Sample call(String argument, @Nullable Object value) {
    Sample changed = copy();
    changed.call = call.with(argument, value);
    return changed;
  }

  /** Gives an entry of the state other values than the usual ones. */
  public Sample state(String key, Draw draw) {
    Sample changed = copy();
    changed.state = with(state, key, draw);
    return changed;
  }

  /** Runs in one mode only. */
  public Sample only(Mode mode) {
    Sample changed = copy();
    changed.modes = Set.of(mode);
    return changed;
  }

  /** Runs in one dtype only. */
  public Sample only(DType dtype) {
    Sample changed = copy();
    changed.dtypes = Set.of(dtype);
    return changed;
  }

  /**
   * Declares that a gradient ({@code grad_input.0}, {@code grad.weight}) is zero in every element,
   * so that checking it proves little, and why. Undeclared, such a case is refused as vacuous;
   * declared but not zero, it fails.
   */
  public Sample zeroGradient(String quantity, String reason) {
    Sample changed = copy();
    changed.zeroGradients = with(zeroGradients, quantity, reason);
    return changed;
  }

  /**
   * Declares that torch's backward is not the derivative of its forward with these arguments, and
   * why; {@link Row#gradientIsNotTheDerivative} says so of all samples.
   */
  public Sample gradientIsNotTheDerivative(String reason) {
    Sample changed = copy();
    changed.ownGradient = reason;
    return changed;
  }

  /** Compares outputs only. */
  public Sample withoutBackward() {
    Sample changed = copy();
    changed.forwardOnly = true;
    return changed;
  }

  /** Expects both sides to refuse, Java in a message that contains the text. */
  public Sample refused(String message) {
    Sample changed = copy();
    changed.refusal = message;
    return changed;
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> extended = new LinkedHashMap<>(map);
    extended.put(key, value);
    return Collections.unmodifiableMap(extended);
  }

  /** The name, distinct within the module. */
  public String name() {
    return name;
  }

  /** The constructor's arguments. */
  public Args args() {
    return args;
  }

  /** Recipes of forward's tensors: positional ones under "0", "1", …, others by keyword. */
  public Map<String, Draw> inputs() {
    return inputs;
  }

  /** Forward's non-tensor arguments. */
  public Args call() {
    return call;
  }

  /** Recipes of state entries that need other values than the usual ones. */
  public Map<String, Draw> state() {
    return state;
  }

  /** The modes to run in, empty for the row's own. */
  public Set<Mode> modes() {
    return modes;
  }

  /** The dtypes to run in. */
  public Set<DType> dtypes() {
    return dtypes;
  }

  /** Gradients that are zero in every element by nature, with the reason. */
  public Map<String, String> zeroGradients() {
    return zeroGradients;
  }

  /** Why backward is not the derivative of forward; empty where it is. */
  public String ownGradient() {
    return ownGradient;
  }

  /** Whether only outputs are compared. */
  public boolean forwardOnly() {
    return forwardOnly;
  }

  /** What Java's message must contain where both sides must refuse, else null. */
  public @Nullable String refusal() {
    return refusal;
  }
}
