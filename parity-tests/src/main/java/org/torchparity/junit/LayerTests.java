package org.torchparity.junit;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.torchparity.fixtures.ArgReader;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.tensor.Tensor;

/**
 * How a layer of one's own is run: what sets its state, and what runs it forward and backward. Made
 * by {@link ParityTests#layer}. Immutable; each method returns a changed copy.
 *
 * <p>Whatever a function here returns is a {@link Tensor}, a float or double, or an array of them,
 * nested or not. A flat array has no shape of its own and takes torch's, if it has as many
 * elements; to have the shape checked too, return a tensor. Arrays may be used again: they are
 * copied when they are returned, and the layer is given copies.
 *
 * @param <L> the layer
 */
public final class LayerTests<L> {
  private final ParityTests selection;
  final BiFunction<ArgReader, Case, L> constructor;
  final boolean madeFromCase;
  Map<String, BiConsumer<L, Tensor>> setters = Map.of();
  Map<String, Function<L, ?>> gradients = Map.of();
  Map<String, Function<L, ?>> buffers = Map.of();
  private @Nullable BiFunction<L, Case, ?> forward;
  @Nullable BiFunction<L, Case, ?> backward;
  Set<String> ignored = Set.of();

  /**
   * Starts from how the layer is made.
   *
   * @param madeFromCase whether it takes from the case whatever state it wants
   */
  LayerTests(
      ParityTests selection, BiFunction<ArgReader, Case, L> constructor, boolean madeFromCase) {
    this.selection = selection;
    this.constructor = constructor;
    this.madeFromCase = madeFromCase;
  }

  private LayerTests<L> copy() {
    LayerTests<L> copy = new LayerTests<>(selection, constructor, madeFromCase);
    copy.setters = setters;
    copy.gradients = gradients;
    copy.buffers = buffers;
    copy.forward = forward;
    copy.backward = backward;
    copy.ignored = ignored;
    return copy;
  }

  /**
   * Names a parameter by its key in torch's {@code state_dict}: how the layer is given its values,
   * and where its gradient is after backward. Neither is called in a case that has no such
   * parameter, as without a bias.
   */
  public LayerTests<L> parameter(
      String key, BiConsumer<L, Tensor> setter, Function<L, ?> gradient) {
    return state(key, setter).gradient(key, gradient);
  }

  /** Names where the gradient of a parameter is after backward. */
  public LayerTests<L> gradient(String key, Function<L, ?> gradient) {
    LayerTests<L> changed = copy();
    changed.gradients = with(gradients, key, gradient);
    return changed;
  }

  /**
   * Names a buffer by its key in torch's {@code state_dict}: how the layer is given its values, and
   * where they are after the step.
   */
  public LayerTests<L> buffer(String key, BiConsumer<L, Tensor> setter, Function<L, ?> after) {
    LayerTests<L> changed = state(key, setter);
    changed.buffers = with(buffers, key, after);
    return changed;
  }

  /**
   * Names an entry of the state that the layer is given and leaves as it is, as running statistics
   * in evaluation: where torch changes it, the layer is wrong.
   */
  public LayerTests<L> state(String key, BiConsumer<L, Tensor> setter) {
    LayerTests<L> changed = copy();
    changed.setters = with(setters, key, setter);
    return changed;
  }

  /**
   * Sets how the layer runs forward on a case's inputs: {@code (layer, c) ->
   * layer.forward(c.input(0).floats())}. Several outputs are returned as a List.
   */
  public LayerTests<L> forward(BiFunction<L, Case, ?> run) {
    LayerTests<L> changed = copy();
    changed.forward = run;
    return changed;
  }

  /**
   * Sets how the layer runs backward: {@code (layer, c) ->
   * layer.backward(c.gradOutput(0).floats())}. Returned is the gradient of the first input, or a
   * List of those of all inputs in order, null where there is none, or a Map of them by the input's
   * key.
   *
   * <p>Without it the layer is one that only runs forward: gradients are not compared, and the
   * names of the tests say so.
   */
  public LayerTests<L> backward(BiFunction<L, Case, ?> run) {
    LayerTests<L> changed = copy();
    changed.backward = run;
    return changed;
  }

  /**
   * Leaves out what the layer does not have: an entry of the state ({@code num_batches_tracked}),
   * which is then neither set nor compared, or a quantity ({@code grad_input.1}), which is then not
   * compared. The names of the tests say so.
   */
  public LayerTests<L> ignoring(String... names) {
    LayerTests<L> changed = copy();
    changed.ignored = new LinkedHashSet<>(ignored);
    changed.ignored.addAll(Arrays.asList(names));
    return changed;
  }

  /**
   * Returns the tests, for a {@link org.junit.jupiter.api.TestFactory} to return: one that says
   * which samples are chosen and which are left out, and fails if none is chosen, and one a case.
   *
   * @throws IllegalStateException if nothing says how the layer runs forward
   * @throws IllegalArgumentException if a {@code -Dtorchparity.*} property has no value of its kind
   * @throws org.torchparity.fixtures.UnsupportedCaseException if the module has no argument that
   *     {@link ParityTests#args} names
   */
  public Stream<DynamicTest> tests() {
    if (forward == null) {
      throw new IllegalStateException("nothing says how the layer runs: call forward(…)");
    }
    Backend layer = new LayerBackend<>(selection.row(), selection.fixed(), this, forward);
    return selection.tests(layer, backward == null, ignored);
  }

  private static <V> Map<String, V> with(Map<String, V> map, String key, V value) {
    Map<String, V> extended = new LinkedHashMap<>(map);
    extended.put(key, value);
    return Collections.unmodifiableMap(extended);
  }
}
