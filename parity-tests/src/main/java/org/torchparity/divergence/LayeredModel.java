package org.torchparity.divergence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.torchparity.fixtures.Args;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.ModuleSpec;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.container.Sequential;
import org.torchparity.reference.ScriptBackend;
import org.torchparity.tensor.Tensor;

/**
 * A model as named layers, in the order in which they run, each on what the one before it gives.
 * Immutable; each method that adds a layer returns a longer copy.
 *
 * <pre>{@code
 * LayeredModel.of(sequential)                                     // a Java Sequential
 * LayeredModel.of(ScriptBackend.load(Path.of("model.pt")))        // a file exported from Python
 * LayeredModel.ofSpecs(libtorch, specs, sequential.stateDict())   // modules of libtorch
 * LayeredModel.named("my port").layer("fc1", fc1::forward, fc1::backward).layer("act", …)
 * }</pre>
 *
 * @param name what messages call the model
 * @param layers the layers in order
 */
public record LayeredModel(String name, List<Layer> layers) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if two layers have one name
   */
  public LayeredModel {
    layers = List.copyOf(layers);
    TreeSet<String> names = new TreeSet<>();
    for (Layer layer : layers) {
      if (!names.add(layer.name())) {
        throw new IllegalArgumentException(name + " has two layers '" + layer.name() + "'");
      }
    }
  }

  /** Returns a model without layers, to add to. */
  public static LayeredModel named(String name) {
    return new LayeredModel(name, List.of());
  }

  /**
   * Returns a Java model: of a {@link Sequential} its modules, those of nested ones under dotted
   * names; any other module is one layer.
   */
  public static LayeredModel of(Module module) {
    return named("Java").layer("", module);
  }

  /**
   * Returns a TorchScript model; it has the weights of its file.
   *
   * @throws IllegalArgumentException if its forward does anything but hand a value from each
   *     submodule to the next
   */
  public static LayeredModel of(ScriptBackend script) {
    LayeredModel model = named(script.name());
    for (Map.Entry<String, ScriptBackend> layer : script.layers().entrySet()) {
      ScriptBackend module = layer.getValue();
      ModuleSpec spec = new ModuleSpec(module.type(), Args.none());
      model =
          model.layer(new BackendLayer(layer.getKey(), module, spec, module.stateDict(), false));
    }
    return model;
  }

  /**
   * Returns a model of modules that a backend knows, libtorch's for example.
   *
   * @param specs the modules by their names, in order
   * @param state the model's {@code state_dict}: {@code 0.weight} is the {@code weight} of 0
   * @throws IllegalArgumentException if a key of the state belongs to none of the modules
   */
  public static LayeredModel ofSpecs(
      Backend backend, Map<String, ModuleSpec> specs, Map<String, Tensor> state) {
    LayeredModel model = named(backend.name());
    TreeSet<String> unexpected = new TreeSet<>(state.keySet());
    for (Map.Entry<String, ModuleSpec> spec : specs.entrySet()) {
      String prefix = spec.getKey() + ".";
      Map<String, Tensor> own = new LinkedHashMap<>();
      state.forEach(
          (key, value) -> {
            if (key.startsWith(prefix)) {
              own.put(key.substring(prefix.length()), value);
              unexpected.remove(key);
            }
          });
      model = model.layer(new BackendLayer(spec.getKey(), backend, spec.getValue(), own, true));
    }
    if (!unexpected.isEmpty()) {
      throw new IllegalArgumentException(
          "Unexpected key(s) in state_dict: \"" + String.join("\", \"", unexpected) + "\"");
    }
    return model;
  }

  /** Returns this model and one more layer. */
  public LayeredModel layer(Layer layer) {
    List<Layer> longer = new ArrayList<>(layers);
    longer.add(layer);
    return new LayeredModel(name, longer);
  }

  /**
   * Returns this model and a module; of a {@link Sequential} its modules, under names that begin
   * with {@code prefix} and a dot.
   */
  public LayeredModel layer(String prefix, Module module) {
    if (!(module instanceof Sequential) || module.children().isEmpty()) {
      return layer(new JavaLayer(prefix, module));
    }
    LayeredModel longer = this;
    for (Map.Entry<String, Module> child : module.children().entrySet()) {
      longer =
          longer.layer(
              prefix.isEmpty() ? child.getKey() : prefix + "." + child.getKey(), child.getValue());
    }
    return longer;
  }

  /** Returns this model and a layer of the user's own that runs forward only. */
  public LayeredModel layer(String layerName, UnaryOperator<Tensor> forward) {
    return layer(new OwnLayer(layerName, forward, null));
  }

  /**
   * Returns this model and a layer of the user's own.
   *
   * @param backward from ∂E/∂output to the gradients; called after {@code forward} on the input
   *     that it is to go back to, so that a layer may keep what it needs
   */
  public LayeredModel layer(
      String layerName, UnaryOperator<Tensor> forward, Function<Tensor, Gradients> backward) {
    return layer(new OwnLayer(layerName, forward, backward));
  }
}
