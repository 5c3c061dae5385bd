package org.torchparity.isolate;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.function.Supplier;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.UnsupportedCaseException;

/**
 * The child's side: answers cases from standard input on standard output until the input ends.
 *
 * <p>The process ends with its standard input, whatever the backend is doing then, and so never
 * outlives the parent. What Java code prints to {@link System#out} goes to standard error.
 */
public final class Worker {
  /** The exit code after an exception that is no answer. */
  static final int FAILED = 70;

  private final byte[] mark;
  private final InputStream questions =
      new BufferedInputStream(new FileInputStream(FileDescriptor.in));
  private final OutputStream answers = new FileOutputStream(FileDescriptor.out);
  private final PrintStream errors =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, Charset.defaultCharset());

  private Worker(byte[] mark) {
    this.mark = mark;
  }

  /**
   * Serves a backend; the body of a child's main method.
   *
   * @param args the main method's
   * @param backend makes the backend; an {@link IllegalStateException} says that there is none here
   */
  public static void serve(String[] args, Supplier<Backend> backend) {
    new Worker(Frame.ofHex(args[0])).serve(backend, Integer.parseInt(args[1]));
  }

  private void serve(Supplier<Backend> supplier, int threads) {
    System.setOut(errors);
    Backend backend;
    try {
      backend = supplier.get();
      answer(Frame.of(Frame.Kind.READY, 0, backend.name()));
    } catch (IllegalStateException e) {
      answer(Frame.of(Frame.Kind.UNAVAILABLE, 0, String.valueOf(e.getMessage())));
      return;
    }
    // One more than there are cases at a time: one is always waiting to see the end of the input.
    for (int i = 0; i <= threads; i++) {
      new Thread(() -> work(backend), "case").start();
    }
  }

  private void work(Backend backend) {
    try {
      while (true) {
        answer(answerTo(next(), backend));
      }
    } catch (Throwable failure) {
      errors.println(failure);
      end(FAILED);
    }
  }

  private Frame next() throws IOException {
    synchronized (questions) {
      try {
        return Frame.read(questions, mark, skipped -> {});
      } catch (EOFException theParentIsGone) {
        end(0);
        throw theParentIsGone;
      }
    }
  }

  private void answer(Frame frame) {
    synchronized (answers) {
      try {
        frame.write(answers, mark);
      } catch (IOException theParentIsGone) {
        end(0);
      }
    }
  }

  /** Not exit: what static destructors of native libraries do at the end is no case's outcome. */
  private static void end(int code) {
    Runtime.getRuntime().halt(code);
  }

  private static Frame answerTo(Frame question, Backend backend) {
    long id = question.id();
    try {
      return new Frame(
          Frame.Kind.OBSERVED,
          id,
          CaseOutput.of(backend.run(CaseInput.readCase(question.content()))));
    } catch (CaseRefusedException e) {
      return Frame.of(Frame.Kind.REFUSED, id, String.valueOf(e.getMessage()));
    } catch (UnsupportedCaseException e) {
      return Frame.of(Frame.Kind.UNSUPPORTED, id, String.valueOf(e.getMessage()));
    }
  }
}
