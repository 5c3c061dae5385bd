package org.torchparity.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.torchparity.random.TorchRandom;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * A layer: parameters and buffers under torch's {@code state_dict} keys, a training flag, and a
 * forward pass that knows its way back.
 *
 * <p>Tensors of the state are values: an update puts a new tensor in the place of the old one and
 * never writes into it, so a {@link Pass} that is still to go backward sees what its forward saw.
 */
public abstract class Module {
  private final State state = new State();
  private final Map<String, Module> children = new LinkedHashMap<>();
  private boolean training = true;
  private TorchRandom generator = TorchRandom.defaultGenerator();

  /** Makes a module without state; it starts in training mode. */
  protected Module() {}

  /**
   * Runs the layer.
   *
   * @param inputs forward's tensors in torch's order
   * @throws IllegalArgumentException if number, shape or dtype of the inputs do not fit the layer
   */
  public abstract Pass forward(Tensor... inputs);

  /** Adds a trainable parameter, or replaces its value. */
  protected final void setParameter(String name, Tensor value) {
    state.setParameter(name, value);
  }

  /** Adds a buffer, or replaces its value. */
  protected final void setBuffer(String name, Tensor value) {
    state.setBuffer(name, value);
  }

  /** This module's own parameters and buffers, for a helper class that layers share. */
  protected final State state() {
    return state;
  }

  /** Adds a child, whose state appears under {@code name.key}. */
  protected final void addChild(String name, Module child) {
    children.put(name, child);
    child.train(training);
  }

  /** The current value of a parameter of this module itself. */
  protected final Tensor parameter(String name) {
    return state.parameter(name);
  }

  /** The current value of a buffer of this module itself. */
  protected final Tensor buffer(String name) {
    return state.buffer(name);
  }

  /** Children by name, in the order they were added. */
  public final Map<String, Module> children() {
    return Collections.unmodifiableMap(children);
  }

  /** Every parameter, children's under dotted keys, in torch's order. */
  public final Map<String, Tensor> parameters() {
    Map<String, Tensor> all = new LinkedHashMap<>(state.parameters);
    children.forEach(
        (name, child) -> child.parameters().forEach((key, t) -> all.put(name + "." + key, t)));
    return all;
  }

  /** Every parameter and buffer under torch's keys, in torch's order. */
  public final Map<String, Tensor> stateDict() {
    Map<String, Tensor> all = new LinkedHashMap<>(state.parameters);
    all.putAll(state.buffers);
    children.forEach(
        (name, child) -> child.stateDict().forEach((key, t) -> all.put(name + "." + key, t)));
    return all;
  }

  /**
   * Replaces the whole state; values are converted to the dtype of what they replace.
   *
   * @throws IllegalArgumentException if keys are missing or unexpected, or a shape differs; then
   *     nothing is changed and the message lists every fault, in torch's words
   */
  public final void loadStateDict(Map<String, Tensor> loaded) {
    Map<String, Tensor> own = stateDict();
    List<String> faults = new ArrayList<>();
    List<String> missing = own.keySet().stream().filter(k -> !loaded.containsKey(k)).toList();
    List<String> unexpected = loaded.keySet().stream().filter(k -> !own.containsKey(k)).toList();
    if (!missing.isEmpty()) {
      faults.add("Missing key(s) in state_dict: " + quoted(missing));
    }
    if (!unexpected.isEmpty()) {
      faults.add("Unexpected key(s) in state_dict: " + quoted(unexpected));
    }
    own.forEach(
        (key, current) -> {
          Tensor value = loaded.get(key);
          if (value != null && !value.shape().equals(current.shape())) {
            faults.add(
                "size mismatch for "
                    + key
                    + ": copying a param with shape "
                    + value.shape()
                    + " from checkpoint, the shape in current model is "
                    + current.shape());
          }
        });
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(
          "Error(s) in loading state_dict for "
              + getClass().getSimpleName()
              + ": "
              + String.join("; ", faults));
    }
    replaceState("", loaded);
  }

  private static String quoted(List<String> keys) {
    return "\"" + String.join("\", \"", keys) + "\"";
  }

  private void replaceState(String prefix, Map<String, Tensor> loaded) {
    state.parameters.replaceAll((key, current) -> replacement(loaded, prefix + key, current));
    state.buffers.replaceAll((key, current) -> replacement(loaded, prefix + key, current));
    children.forEach((name, child) -> child.replaceState(prefix + name + ".", loaded));
  }

  private static Tensor replacement(Map<String, Tensor> loaded, String key, Tensor current) {
    return loaded.getOrDefault(key, current).to(current.dtype());
  }

  /** Converts every floating-point parameter and buffer, and returns this module. */
  public final Module to(DType dtype) {
    UnaryOperator<Tensor> convert = t -> t.dtype().isFloatingPoint() ? t.to(dtype) : t;
    state.parameters.replaceAll((key, t) -> convert.apply(t));
    state.buffers.replaceAll((key, t) -> convert.apply(t));
    children.values().forEach(child -> child.to(dtype));
    return this;
  }

  /** Switches this module and its children to training, and returns it. */
  public final Module train() {
    return train(true);
  }

  /** Switches this module and its children to evaluation, and returns it. */
  public final Module eval() {
    return train(false);
  }

  /** Switches this module and its children to training or evaluation, and returns it. */
  public final Module train(boolean mode) {
    training = mode;
    children.values().forEach(child -> child.train(mode));
    return this;
  }

  /** Whether the module is in training mode. */
  public final boolean isTraining() {
    return training;
  }

  /**
   * Lets this module and its children draw their random numbers from a generator, and returns it.
   * Unset, it is {@link TorchRandom#defaultGenerator()}.
   */
  public final Module setGenerator(TorchRandom changed) {
    generator = changed;
    children.values().forEach(child -> child.setGenerator(changed));
    return this;
  }

  /** What this module draws its random numbers from. */
  protected final TorchRandom generator() {
    return generator;
  }
}
