package org.torchparity.isolate;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.UnsupportedCaseException;

/**
 * A backend in a process of its own, fed with cases over its standard input. Whatever happens to
 * the process is the outcome of the case it was running; the next case gets a new one.
 *
 * <p>May be used from several threads. Their cases run side by side in the one process, so that it
 * loads, warms up and compiles once. When it dies with several running, each is run again with the
 * process to itself, and only a case that it does not survive even then has killed it.
 *
 * <p>The process prints nothing here: what it writes to standard error shows only when it dies.
 */
public final class IsolatedBackend implements Backend, AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Class<?> worker;
  private final List<String> options;
  private final int threads;
  private final Duration limit;
  private final String name;
  private final ReadWriteLock company = new ReentrantReadWriteLock();
  private @Nullable Child child;
  private boolean closed;

  /**
   * Starts the process.
   *
   * @param worker a main class that calls {@link Worker#serve}
   * @param options for its Java, besides those of this one that matter to it
   * @param threads how many cases may run at a time
   * @param limit how long a case may take
   * @throws IllegalStateException if the backend is not available there, or the process does not
   *     start; the message is one line
   */
  public IsolatedBackend(Class<?> worker, List<String> options, int threads, Duration limit) {
    this.worker = worker;
    this.options = List.copyOf(options);
    this.threads = threads;
    this.limit = limit;
    try {
      Child first = start();
      child = first;
      name = first.name();
    } catch (IOException | Child.DeathException e) {
      close();
      throw new IllegalStateException(
          worker.getSimpleName() + " does not start: " + e.getMessage(), e);
    }
  }

  private Child start() throws IOException, Child.DeathException {
    byte[] mark = Frame.mark();
    Child started =
        new Child(
            new ProcessBuilder(
                JavaCommand.of(worker, options, Frame.toHex(mark), Integer.toString(threads))),
            mark);
    Frame greeting = started.greeting(START_LIMIT);
    if (greeting.kind() != Frame.Kind.READY) {
      started.close();
      throw new IllegalStateException(greeting.text());
    }
    return started;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Runs a case in the process.
   *
   * @throws BackendDiedException if the process did not survive it, or gave no answer in time
   */
  @Override
  public Observation run(Case c) {
    Frame answer = ask(CaseOutput.of(c));
    return switch (answer.kind()) {
      case OBSERVED -> CaseInput.readObservation(answer.content());
      case REFUSED -> throw new CaseRefusedException(answer.text(), new RuntimeException(name));
      default -> throw new UnsupportedCaseException(answer.text());
    };
  }

  private Frame ask(byte[] question) {
    try {
      return ask(question, company.readLock());
    } catch (Child.DeathException e) {
      if (e.alone()) {
        throw died(e);
      }
    }
    try {
      return ask(question, company.writeLock());
    } catch (Child.DeathException e) {
      throw died(e);
    }
  }

  private Frame ask(byte[] question, Lock lock) throws Child.DeathException {
    lock.lock();
    try {
      return living().ask(question, limit);
    } finally {
      lock.unlock();
    }
  }

  private static BackendDiedException died(Child.DeathException e) {
    return new BackendDiedException(String.valueOf(e.getMessage()));
  }

  /** The process that would run the next case. */
  Process process() {
    return living().process();
  }

  private synchronized Child living() {
    if (closed) {
      throw new BackendDiedException("it was closed");
    }
    Child current = child;
    if (current == null || !current.isAlive()) {
      try {
        current = start();
      } catch (IOException | Child.DeathException e) {
        throw new BackendDiedException("no new process could be started: " + e.getMessage());
      }
      child = current;
    }
    return current;
  }

  /** Ends the process. */
  @Override
  public synchronized void close() {
    closed = true;
    if (child != null) {
      child.close();
      child = null;
    }
  }
}
