package org.torchparity.reference;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.UnsupportedCaseException;

/**
 * Runs cases in libtorch, in the case's dtype. Every native object of a run is freed when the run
 * ends.
 *
 * <p>A case without a state runs with the values that libtorch gives a new module. Where the case
 * has upstream gradients but one is not of its output's shape, only the forward pass is observed:
 * the shapes are what there is to say. An input that torch has no derivative for, such as the
 * target of some losses, gets no gradient.
 *
 * <p>May be used from several threads. A case with a seed runs alone: libtorch has one generator
 * for the process, which the initialisation of any other module would draw from.
 */
public final class LibtorchBackend implements Backend {
  private static final ReadWriteLock GENERATOR = new ReentrantReadWriteLock();

  private static final Pattern NO_DERIVATIVE =
      Pattern.compile("not differentiable with respect to argument|the derivative for '");

  private final int threads;
  private final String name;

  private LibtorchBackend(int threads) {
    this.threads = threads;
    this.name = "libtorch " + Libtorch.version();
  }

  /**
   * Returns libtorch with that many threads an operation.
   *
   * @throws IllegalArgumentException if {@code threads} is not positive
   * @throws IllegalStateException if libtorch is not available on this platform
   */
  public static LibtorchBackend withThreads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("expected at least one thread, but got " + threads);
    }
    Libtorch.unavailableReason()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    return new LibtorchBackend(threads);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Observation run(Case c) {
    return run(c, threads, LibtorchBackend::build);
  }

  static TorchModule build(Case c) throws ReflectiveOperationException {
    Optional<Script> script = ScriptedModules.of(c);
    return script.isPresent() ? new ScriptedModule(c, script.get()) : new BoundModule(c);
  }

  /** Runs a case with the module that a builder makes of it. */
  static Observation run(Case c, int threads, TorchModule.Builder builder) {
    Lock lock = c.seed().isPresent() ? GENERATOR.writeLock() : GENERATOR.readLock();
    lock.lock();
    try {
      Libtorch.useThreads(threads);
      return observe(c, builder);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Builds the module of a case and copies its tensors in, to run it many times. Every floating
   * input gets a gradient.
   *
   * @throws IllegalArgumentException if the case has a seed, which only a single run can start from
   */
  public PreparedRun prepare(Case c) {
    if (c.seed().isPresent()) {
      throw new IllegalArgumentException(c.id() + " has a seed: it cannot run more than once");
    }
    GENERATOR.readLock().lock();
    try {
      Libtorch.useThreads(threads);
      return new PreparedRun(c, floatingInputs(c));
    } finally {
      GENERATOR.readLock().unlock();
    }
  }

  /** Gives up the gradients of inputs, from the last on, until torch has the derivatives. */
  private static Observation observe(Case c, TorchModule.Builder builder) {
    List<String> differentiated = floatingInputs(c);
    while (true) {
      try {
        return observe(c, builder, differentiated);
      } catch (CaseRefusedException e) {
        if (differentiated.size() < 2
            || !NO_DERIVATIVE.matcher(String.valueOf(e.getMessage())).find()) {
          throw e;
        }
        differentiated.remove(differentiated.size() - 1);
      }
    }
  }

  private static List<String> floatingInputs(Case c) {
    List<String> keys = new ArrayList<>();
    c.inputs()
        .forEach(
            (key, input) -> {
              if (input.dtype().isFloatingPoint()) {
                keys.add(key);
              }
            });
    return keys;
  }

  private static Observation observe(
      Case c, TorchModule.Builder builder, List<String> differentiated) {
    try (PointerScope scope = new PointerScope()) {
      return new LibtorchRun(c, builder, differentiated).observe();
    } catch (UnsupportedCaseException e) {
      throw e;
    } catch (InvocationTargetException e) {
      throw refused(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedCaseException(c.spec() + " cannot be run by libtorch: " + e);
    } catch (RuntimeException e) {
      throw refused(e);
    }
  }

  private static RuntimeException refused(@Nullable Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    String message = e == null ? null : e.getMessage();
    return new CaseRefusedException(
        TorchMessage.reason(String.valueOf(message)), e == null ? new RuntimeException() : e);
  }
}
