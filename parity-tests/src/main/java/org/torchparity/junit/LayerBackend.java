package org.torchparity.junit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.opentest4j.IncompleteExecutionException;
import org.torchparity.catalogue.Row;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** A user's layer as a backend: a new layer a case, which gets copies of the case's tensors. */
final class LayerBackend<L> implements Backend {
  private final Row row;
  private final Args fixed;
  private final LayerTests<L> layers;
  private final BiFunction<L, Case, ?> forward;

  /**
   * Makes a backend of a layer.
   *
   * @param row the module the layer should equal
   * @param fixed arguments that are the same in every case, which the layer need not read
   * @param layers how it is made and what it has
   * @param forward how it runs
   */
  LayerBackend(Row row, Args fixed, LayerTests<L> layers, BiFunction<L, Case, ?> forward) {
    this.row = row;
    this.fixed = fixed;
    this.layers = layers;
    this.forward = forward;
  }

  @Override
  public String name() {
    return "Java";
  }

  @Override
  public Observation run(Case original) {
    Case c = CaseCopy.of(original);
    Quantities seen = new Quantities(row, original);
    L layer = build(c);
    setState(layer, c);
    List<?> outputs = several(call("forward", () -> forward.apply(layer, c)));
    for (int i = 0; i < outputs.size(); i++) {
      seen.put(Observation.output(i), outputs.get(i));
    }
    BiFunction<L, Case, ?> backward = layers.backward;
    if (backward != null && !c.gradOutputs().isEmpty()) {
      gradInputs(call("backward", () -> backward.apply(layer, c)), seen);
      read(layers.gradients, layer, c, Observation::grad, seen);
    }
    original.state().forEach((key, value) -> seen.put(Observation.stateAfter(key), value));
    read(layers.buffers, layer, c, Observation::stateAfter, seen);
    return seen.observation();
  }

  private L build(Case c) {
    ArgReader reader = new ArgReader(row.simpleName(), c.spec().args());
    L layer = call("its construction", () -> layers.constructor.apply(reader, c));
    Set<String> unread = new TreeSet<>(c.spec().args().asMap().keySet());
    unread.removeAll(reader.asked());
    unread.removeAll(fixed.asMap().keySet());
    unread.removeIf(name -> !changesUnseen(c.spec().args(), name));
    if (!unread.isEmpty()) {
      throw new LayerFault(
          "the layer is made for "
              + c.spec()
              + " without reading "
              + String.join(", ", unread)
              + ": read it in layer(…), or leave such samples out by args(…)",
          null);
    }
    return layer;
  }

  /**
   * Whether an argument changes what the layer cannot know without reading it: it is not torch's
   * default, and the state's keys and shapes are the same without it. A missing bias shows in the
   * state, and so does what has no default, a number of features.
   */
  private boolean changesUnseen(Args args, String name) {
    Args others = Args.none();
    for (var entry : args.asMap().entrySet()) {
      if (!entry.getKey().equals(name)) {
        others = others.with(entry.getKey(), entry.getValue());
      }
    }
    try {
      return !row.readArguments(others).equals(row.readArguments(args))
          && stateShapes(others).equals(stateShapes(args));
    } catch (IllegalArgumentException required) {
      return false;
    }
  }

  private Map<String, Shape> stateShapes(Args args) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    row.build(args).stateDict().forEach((key, value) -> shapes.put(key, value.shape()));
    return shapes;
  }

  private void setState(L layer, Case c) {
    Set<String> unknown = new TreeSet<>(c.state().keySet());
    unknown.removeAll(layers.setters.keySet());
    unknown.removeAll(layers.ignored);
    if (!unknown.isEmpty() && !layers.madeFromCase) {
      throw new LayerFault(
          "nothing gives the layer "
              + String.join(", ", unknown)
              + ": say how by parameter(…), buffer(…) or state(…), or leave it out by ignoring(…)",
          null);
    }
    layers.setters.forEach(
        (key, setter) -> {
          Tensor value = c.state().get(key);
          if (value != null) {
            call(
                "setting " + key,
                () -> {
                  setter.accept(layer, value);
                  return key;
                });
          }
        });
  }

  private void gradInputs(@Nullable Object given, Quantities seen) {
    if (given instanceof Map<?, ?> byKey) {
      byKey.forEach((key, gradient) -> seen.put(Observation.gradInput(key.toString()), gradient));
      return;
    }
    List<?> gradients = several(given);
    for (int i = 0; i < gradients.size(); i++) {
      if (gradients.get(i) != null) {
        seen.put(Observation.gradInput(row.inputKey(i)), gradients.get(i));
      }
    }
  }

  private static <L> void read(
      Map<String, Function<L, ?>> getters,
      L layer,
      Case c,
      UnaryOperator<String> name,
      Quantities seen) {
    getters.forEach(
        (key, getter) -> {
          if (c.state().containsKey(key)) {
            String quantity = name.apply(key);
            seen.put(quantity, call(quantity, () -> getter.apply(layer)));
          }
        });
  }

  private static List<?> several(@Nullable Object given) {
    return given instanceof List<?> list ? list : Collections.singletonList(given);
  }

  /** Calls the user's code; what it throws is told with where it was thrown. */
  private static <T extends @Nullable Object> T call(String what, Supplier<T> code) {
    try {
      return code.get();
    } catch (IncompleteExecutionException aborted) {
      throw aborted;
    } catch (RuntimeException e) {
      throw new LayerFault("the layer fails in " + what + ": " + e, e);
    }
  }
}
