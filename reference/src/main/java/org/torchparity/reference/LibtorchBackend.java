package org.torchparity.reference;

import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.UnsupportedCaseException;

/**
 * Runs cases in libtorch, float32 or float64. Every native object of a run is freed when the run
 * ends. May be used from several threads; cases that draw random numbers take turns, since libtorch
 * has one generator.
 */
public final class LibtorchBackend implements Backend {
  private static final Object GENERATOR = new Object();

  private LibtorchBackend() {}

  /**
   * Returns libtorch with that many threads an operation, in this whole process.
   *
   * @throws IllegalStateException if libtorch is not available on this platform
   */
  public static LibtorchBackend withThreads(int threads) {
    Libtorch.unavailableReason()
        .ifPresent(
            reason -> {
              throw new IllegalStateException(reason);
            });
    Libtorch.setThreads(threads);
    return new LibtorchBackend();
  }

  @Override
  public String name() {
    return "libtorch " + Libtorch.version();
  }

  @Override
  public Observation run(Case c) {
    if (c.seed().isEmpty()) {
      return observe(c);
    }
    synchronized (GENERATOR) {
      return observe(c);
    }
  }

  private static Observation observe(Case c) {
    try {
      return observe(c, c.inputs().keySet());
    } catch (CaseRefusedException e) {
      // Torch has no derivative for some inputs, such as a loss's target: they get no gradient.
      if (String.valueOf(e.getMessage()).contains("the derivative for '")) {
        return observe(c, Set.of("0"));
      }
      throw e;
    }
  }

  private static Observation observe(Case c, Set<String> differentiated) {
    try (PointerScope scope = new PointerScope()) {
      return new LibtorchRun(c, differentiated).observe();
    } catch (InvocationTargetException e) {
      throw refused(e.getCause() == null ? e : e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new UnsupportedCaseException(c.spec() + " cannot be run by libtorch: " + e);
    } catch (UnsupportedCaseException e) {
      throw e;
    } catch (RuntimeException e) {
      throw refused(e);
    }
  }

  /** Keeps torch's first line, without the stack of C++ frames behind it. */
  private static RuntimeException refused(Throwable e) {
    if (e instanceof UnsupportedCaseException unsupported) {
      return unsupported;
    }
    return new CaseRefusedException(Libtorch.firstLine(String.valueOf(e.getMessage())), e);
  }
}
