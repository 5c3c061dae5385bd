package org.torchparity.reference;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.UnsupportedCaseException;

/**
 * A case whose module is built and whose tensors are in libtorch already, to be run over and over:
 * what a stopwatch may stand beside. What a run makes is freed when it ends. For the thread that
 * prepared it alone, which must close it before whatever it prepared earlier.
 */
public final class PreparedRun implements AutoCloseable {
  private final PointerScope scope;
  private final TorchModule module;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<Integer, Tensor> upstream = new LinkedHashMap<>();
  private final List<Tensor> leaves = new ArrayList<>();

  PreparedRun(Case c, List<String> differentiated) {
    scope = new PointerScope();
    try {
      module = LibtorchBackend.build(c);
      c.inputs()
          .forEach(
              (key, value) -> {
                Tensor input = NativeTensors.in(value);
                input.requires_grad_(differentiated.contains(key));
                inputs.put(key, input);
              });
      c.gradOutputs().forEach((at, gradient) -> upstream.put(at, NativeTensors.in(gradient)));
      leaves.addAll(inputs.values());
      leaves.addAll(module.parameters().values());
    } catch (ReflectiveOperationException e) {
      scope.close();
      throw failed(e);
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  /** Runs forward alone, as in {@code torch.no_grad()}. */
  public void forward() {
    try (PointerScope run = new PointerScope();
        AutoGradMode mode = new AutoGradMode(false)) {
      List<Tensor> unused = module.forward(inputs);
    } catch (ReflectiveOperationException e) {
      throw failed(e);
    }
  }

  /** Drops the gradients of the last run, then runs forward and backward. */
  public void forwardAndBackward() {
    try (PointerScope run = new PointerScope();
        AutoGradMode mode = new AutoGradMode(true)) {
      leaves.forEach(leaf -> leaf.mutable_grad().reset());
      List<Tensor> outputs = module.forward(inputs);
      TensorVector roots = new TensorVector();
      TensorVector gradients = new TensorVector();
      upstream.forEach(
          (at, gradient) -> {
            roots.push_back(outputs.get(at));
            gradients.push_back(gradient);
          });
      torch.backward(roots, gradients, new BoolOptional(), false, new TensorVector());
    } catch (ReflectiveOperationException e) {
      throw failed(e);
    }
  }

  /** The gradient that the last run left of an input or a parameter. */
  org.torchparity.tensor.Tensor gradient(String inputOrParameter) {
    try (PointerScope run = new PointerScope()) {
      Tensor leaf =
          inputs.containsKey(inputOrParameter)
              ? inputs.get(inputOrParameter)
              : module.parameters().get(inputOrParameter);
      if (leaf == null) {
        throw new IllegalArgumentException("neither an input nor a parameter: " + inputOrParameter);
      }
      return NativeTensors.out(leaf.grad());
    }
  }

  private static RuntimeException failed(ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : null;
    return cause == null
        ? new UnsupportedCaseException("libtorch cannot run the case: " + e)
        : new CaseRefusedException(TorchMessage.reason(String.valueOf(cause.getMessage())), cause);
  }

  @Override
  public void close() {
    scope.close();
  }
}
