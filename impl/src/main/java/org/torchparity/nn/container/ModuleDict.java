package org.torchparity.nn.container;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Modules by name, for a module that calls them itself; in the order in which they were added.
 *
 * <p>Parameters: those of each module under its name and a dot: {@code encoder.weight}.
 *
 * <p>Errors: {@link IllegalArgumentException} if a name is empty, holds a dot, or there is none of
 * it; {@link UnsupportedOperationException} from forward, always.
 *
 * <p>Source: torch.nn.ModuleDict; torch/nn/modules/container.py at v2.10.0.
 */
public final class ModuleDict extends Module {
  /** Makes a dictionary without modules. */
  public ModuleDict() {
    this(Map.of());
  }

  /**
   * Makes a dictionary of modules, in the map's order.
   *
   * @throws IllegalArgumentException if a key is empty or holds a dot
   */
  public ModuleDict(Map<String, ? extends Module> modules) {
    modules.forEach(this::put);
  }

  /**
   * Adds a module, or puts it in the place of another, and returns this dictionary.
   *
   * @throws IllegalArgumentException if the name is empty or holds a dot
   */
  public ModuleDict put(String name, Module module) {
    addChild(Names.checked(name), module);
    return this;
  }

  /**
   * The module of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Module get(String name) {
    @Nullable Module module = children().get(name);
    if (module == null) {
      throw new IllegalArgumentException(
          "no module '" + name + "' here, only " + children().keySet());
    }
    return module;
  }

  /** Number of modules. */
  public int size() {
    return children().size();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    throw new UnsupportedOperationException(
        "Module [ModuleDict] is missing the required \"forward\" function");
  }
}
