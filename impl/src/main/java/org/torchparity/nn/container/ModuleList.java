package org.torchparity.nn.container;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Modules by position, for a module that calls them itself.
 *
 * <p>Parameters: those of each module under its position and a dot: {@code 0.weight}.
 *
 * <p>Errors: {@link UnsupportedOperationException} from forward, always.
 *
 * <p>Source: torch.nn.ModuleList; torch/nn/modules/container.py at v2.10.0.
 */
public final class ModuleList extends Module implements Iterable<Module> {
  /** Makes a list of modules. */
  public ModuleList(Module... modules) {
    for (Module module : modules) {
      append(module);
    }
  }

  /** Makes a list of modules. */
  public ModuleList(List<? extends Module> modules) {
    modules.forEach(this::append);
  }

  /** Adds a module at the end, and returns this list. */
  public ModuleList append(Module module) {
    addChild(Integer.toString(size()), module);
    return this;
  }

  /**
   * The module at a position, from the last where negative.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Module get(int position) {
    return at(children(), position);
  }

  static Module at(Map<String, Module> children, int position) {
    int size = children.size();
    if (position < -size || position >= size) {
      throw new IndexOutOfBoundsException(
          "index " + position + " is out of range of " + size + " modules");
    }
    return List.copyOf(children.values()).get(position < 0 ? position + size : position);
  }

  /** Number of modules. */
  public int size() {
    return children().size();
  }

  @Override
  public Iterator<Module> iterator() {
    return children().values().iterator();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    throw new UnsupportedOperationException(
        "Module [ModuleList] is missing the required \"forward\" function");
  }
}
