package org.torchparity.nn;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.Tensor;

/**
 * A module's own parameters and buffers by name. Its tensors are values: an update puts a new one
 * in the place of the old one and never writes into it.
 */
public final class State {
  final Map<String, Tensor> parameters = new LinkedHashMap<>();
  final Map<String, Tensor> buffers = new LinkedHashMap<>();

  State() {}

  /** Adds a trainable parameter, or replaces its value. */
  public void setParameter(String name, Tensor value) {
    parameters.put(name, value);
  }

  /** Adds a buffer, or replaces its value. */
  public void setBuffer(String name, Tensor value) {
    buffers.put(name, value);
  }

  /**
   * The current value of a parameter.
   *
   * @throws IllegalStateException if there is none of that name
   */
  public Tensor parameter(String name) {
    return present(parameters, name);
  }

  /** The current value of a parameter, or null where the module was made without it. */
  public @Nullable Tensor parameterOrNull(String name) {
    return parameters.get(name);
  }

  /**
   * The current value of a buffer.
   *
   * @throws IllegalStateException if there is none of that name
   */
  public Tensor buffer(String name) {
    return present(buffers, name);
  }

  /** The current value of a buffer, or null where the module was made without it. */
  public @Nullable Tensor bufferOrNull(String name) {
    return buffers.get(name);
  }

  private static Tensor present(Map<String, Tensor> state, String name) {
    Tensor value = state.get(name);
    if (value == null) {
      throw new IllegalStateException("no '" + name + "' here, only " + state.keySet());
    }
    return value;
  }
}
