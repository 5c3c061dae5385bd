package org.torchparity.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.global.torch;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.Observation;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Any torch model as the reference: a TorchScript file, as {@code torch.jit.script(model).save} or
 * {@code torch.jit.trace} exports it from Python, or one of its submodules.
 *
 * <p>A case's inputs go to forward by position or name, its {@code call} by name; nested outputs
 * are numbered through. A case without a state runs with the file's own weights, in the case's
 * dtype; its module's name is not looked at. Each run has a copy of the model, so that running
 * statistics begin where the file has them, and executes the graph as it is written.
 *
 * <p>May be used from several threads; a case with a seed runs alone.
 */
public final class ScriptBackend implements Backend {
  private final String file;
  private final JitModule root;
  private final String path;
  private final String method;
  private final int threads;

  private ScriptBackend(String file, JitModule root, String path, String method, int threads) {
    this.file = file;
    this.root = root;
    this.path = path;
    this.method = method;
    this.threads = threads;
  }

  /**
   * Loads a TorchScript file.
   *
   * @throws NoSuchFileException if there is no such file
   * @throws IOException if it cannot be read or is no TorchScript; the message is one line that
   *     names the file
   * @throws IllegalStateException if libtorch is not available on this platform
   */
  public static ScriptBackend load(Path file) throws IOException {
    Libtorch.unavailableReason()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": not a file");
    }
    try (PointerScope scope = new PointerScope()) {
      JitModule root = torch.load(file.toString());
      root.retainReference(); // outlives the scope: freed when it is garbage
      return new ScriptBackend(String.valueOf(file.getFileName()), root, "", "forward", 1);
    } catch (RuntimeException e) {
      throw new IOException(
          file
              + ": not a TorchScript file, as torch.jit.save writes it: "
              + TorchMessage.reason(String.valueOf(e.getMessage())),
          e);
    }
  }

  /**
   * Returns this model with that many threads an operation; a loaded one has one.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public ScriptBackend withThreads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("expected at least one thread, but got " + count);
    }
    return new ScriptBackend(file, root, path, method, count);
  }

  @Override
  public String name() {
    return "libtorch " + Libtorch.version() + " (" + file + ")";
  }

  /** The name of the model's class in Python: {@code Sequential}. */
  public String type() {
    return in(ScriptedModel::name);
  }

  /** The dtype of the weights in the file. */
  public DType dtype() {
    return in(ScriptedModel::dtype);
  }

  /** Parameters and buffers by torch's keys, as the file has them. */
  public Map<String, Tensor> stateDict() {
    return in(
        module -> {
          Map<String, Tensor> state = new LinkedHashMap<>();
          ScriptedModel.parameters(module)
              .forEach((key, value) -> state.put(key, NativeTensors.out(value.detach())));
          ScriptedModel.buffers(module)
              .forEach((key, value) -> state.put(key, NativeTensors.out(value)));
          return Collections.unmodifiableMap(state);
        });
  }

  /**
   * The layers of the model by their dotted names, in the order in which forward calls them, each a
   * model of its own. A submodule that is a chain itself, as a nested {@code Sequential} is, stands
   * there as its layers; any other is one layer. A layer that is called again has {@code #2} behind
   * its name.
   *
   * @throws IllegalArgumentException if forward does anything but hand a value from each submodule
   *     to the next; the message is one line that says what
   */
  public Map<String, ScriptBackend> layers() {
    return in(
        module -> {
          ScriptChain chain = chain(module, method);
          if (!chain.fault().isEmpty()) {
            throw new IllegalArgumentException(
                file
                    + ": forward of "
                    + ScriptedModel.name(module)
                    + " is no chain of submodules: "
                    + chain.fault()
                    + "; its layers cannot be run one by one");
          }
          Map<String, ScriptBackend> layers = new LinkedHashMap<>();
          for (ScriptChain.Call call : calls(module, chain)) {
            String name = call.module();
            for (int again = 2; layers.containsKey(name); again++) {
              name = call.module() + "#" + again;
            }
            String inFile = path.isEmpty() ? call.module() : path + "." + call.module();
            layers.put(name, new ScriptBackend(file, root, inFile, call.method(), threads));
          }
          return Collections.unmodifiableMap(layers);
        });
  }

  private static ScriptChain chain(JitModule module, String method) {
    return ScriptChain.of(module.get_method(method).graph().toString());
  }

  private static List<ScriptChain.Call> calls(JitModule module, ScriptChain chain) {
    List<ScriptChain.Call> flat = new ArrayList<>();
    for (ScriptChain.Call call : chain.calls()) {
      JitModule child = submodule(module, call.module());
      List<ScriptChain.Call> nested = calls(child, chain(child, call.method()));
      if (nested.isEmpty()) {
        flat.add(call);
      }
      nested.forEach(
          each ->
              flat.add(new ScriptChain.Call(call.module() + "." + each.module(), each.method())));
    }
    return flat;
  }

  private static JitModule submodule(JitModule module, String path) {
    JitModule current = module;
    for (String name : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
      current = new JitModule(current.attr(name).toObject());
    }
    return current;
  }

  private <T> T in(Function<JitModule, T> work) {
    try (PointerScope scope = new PointerScope()) {
      return work.apply(submodule(root, path));
    }
  }

  @Override
  public Observation run(Case c) {
    return LibtorchBackend.run(
        c, threads, each -> new ScriptedModel(each, submodule(root, path), method));
  }
}
