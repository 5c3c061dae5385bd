package org.torchparity.nn.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Inputs;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * Modules one after another: y = f_n(… f_1(f_0(x))).
 *
 * <p>Parameters: those of each module under its name and a dot; without names {@code 0.}, {@code
 * 1.}, ….
 *
 * <p>Shape: Input: the first module's, one or more tensors → Output: the last one's; every module
 * but the last gives one tensor. Without modules: any → the same.
 *
 * <p>Backward: from the last module to the first, each given the gradient of its successor's input.
 * Where a module has none, as an embedding has not, those before it get no gradients.
 *
 * <p>Errors: {@link IllegalArgumentException} if a name is empty, holds a dot or occurs twice, or a
 * module but the last gives several tensors, and what the modules throw.
 *
 * <p>Source: torch.nn.Sequential; torch/nn/modules/container.py at v2.10.0.
 *
 * <pre>{@code
 * new Sequential(new Linear(3, 5), new ReLU(), new Linear(5, 2)) // "0.weight", "0.bias", "2.weight", …
 * }</pre>
 */
public final class Sequential extends Module {
  /** Puts modules one after another, named by their positions. */
  public Sequential(Module... modules) {
    for (int i = 0; i < modules.length; i++) {
      addChild(Integer.toString(i), modules[i]);
    }
  }

  /**
   * Puts modules one after another in the map's order, under its keys.
   *
   * @throws IllegalArgumentException if a key is empty or holds a dot
   */
  public Sequential(Map<String, ? extends Module> modules) {
    modules.forEach((name, module) -> addChild(Names.checked(name), module));
  }

  /**
   * The module at a position, from the last where negative.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Module get(int position) {
    return ModuleList.at(children(), position);
  }

  /** Number of modules. */
  public int size() {
    return children().size();
  }

  @Override
  public Pass forward(Tensor... inputs) {
    List<Step> steps = new ArrayList<>();
    Tensor[] current = inputs;
    for (Map.Entry<String, Module> child : children().entrySet()) {
      if (!steps.isEmpty() && current.length != 1) {
        throw new IllegalArgumentException(
            "Sequential: expected one output of every module but the last, but got "
                + current.length
                + " before '"
                + child.getKey()
                + "'");
      }
      Step step = new Step(child.getKey(), child.getValue().forward(current));
      steps.add(step);
      current = step.pass().outputs().toArray(Tensor[]::new);
    }
    if (steps.isEmpty()) {
      return Pass.of(Inputs.only("Sequential", inputs), Gradients::ofInput);
    }
    return Pass.of(
        List.of(current), gradOutputs -> backward(steps, gradOutputs.toArray(Tensor[]::new)));
  }

  private static Gradients backward(List<Step> steps, Tensor[] gradOutputs) {
    Gradients all = Gradients.none();
    Tensor[] upstream = gradOutputs;
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      Gradients own = step.pass().backward(upstream);
      for (Map.Entry<String, Tensor> each : own.parameters().entrySet()) {
        all = all.withParameter(step.name() + "." + each.getKey(), each.getValue());
      }
      if (i == 0) {
        for (Map.Entry<Integer, Tensor> each : own.inputs().entrySet()) {
          all = all.withInput(each.getKey(), each.getValue());
        }
        return all;
      }
      @Nullable Tensor gradInput = own.input(0);
      if (gradInput == null) {
        return all;
      }
      upstream = new Tensor[] {gradInput};
    }
    return all;
  }

  private record Step(String name, Pass pass) {}
}
