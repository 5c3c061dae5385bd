package org.torchparity.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.Tensor;

/**
 * What a backward pass gives back: the gradient of each floating-point input by its position in
 * {@code forward}, and of each parameter by its key in {@code state_dict}. Immutable.
 *
 * <pre>{@code
 * return Gradients.none().withInput(0, gradInput).withParameter("weight", gradWeight);
 * }</pre>
 */
public final class Gradients {
  private static final Gradients NONE = new Gradients(Map.of(), Map.of());

  private final Map<Integer, Tensor> inputs;
  private final Map<String, Tensor> parameters;

  private Gradients(Map<Integer, Tensor> inputs, Map<String, Tensor> parameters) {
    this.inputs = inputs;
    this.parameters = parameters;
  }

  /** Returns gradients of nothing, to add to. */
  public static Gradients none() {
    return NONE;
  }

  /** Returns the gradient of the first input. */
  public static Gradients ofInput(Tensor gradient) {
    return NONE.withInput(0, gradient);
  }

  /** Returns these gradients and that of the input at a position. */
  public Gradients withInput(int position, Tensor gradient) {
    return new Gradients(with(inputs, position, gradient), parameters);
  }

  /** Returns these gradients and that of the parameter under a key. */
  public Gradients withParameter(String key, Tensor gradient) {
    return new Gradients(inputs, with(parameters, key, gradient));
  }

  private static <K> Map<K, Tensor> with(Map<K, Tensor> map, K key, Tensor gradient) {
    Map<K, Tensor> extended = new LinkedHashMap<>(map);
    extended.put(key, gradient);
    return Collections.unmodifiableMap(extended);
  }

  /**
   * The gradient of the first input.
   *
   * @throws IllegalStateException if the module has no gradient for it
   */
  public Tensor input() {
    Tensor gradient = input(0);
    if (gradient == null) {
      throw new IllegalStateException("no gradient flows to input 0");
    }
    return gradient;
  }

  /** The gradient of the input at a position, or null where none flows (integer inputs). */
  public @Nullable Tensor input(int position) {
    return inputs.get(position);
  }

  /**
   * The gradient of the parameter under a key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Tensor parameter(String key) {
    Tensor gradient = parameters.get(key);
    if (gradient == null) {
      throw new IllegalArgumentException(
          "no gradient for parameter '" + key + "': expected one of " + parameters.keySet());
    }
    return gradient;
  }

  /** All input gradients by position, in the order of forward's arguments. */
  public Map<Integer, Tensor> inputs() {
    return inputs;
  }

  /** All parameter gradients by {@code state_dict} key. */
  public Map<String, Tensor> parameters() {
    return parameters;
  }
}
