package org.torchparity.isolate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One child process, from its start to its end. */
final class Child implements AutoCloseable {
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(2);

  /** The child's first frame answers the question that nobody asked. */
  private static final long GREETING = 0;

  private static final int SIGNALLED = 128;
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 9, "SIGKILL", 11, "SIGSEGV", 15,
          "SIGTERM");
  private static final ScheduledExecutorService CLOCK = clock();

  private final byte[] mark;
  private final Process process;
  private final OutputStream questions;
  private final LastWords lastWords;
  private final CompletableFuture<Frame> greeting = new CompletableFuture<>();
  private final Map<Long, CompletableFuture<Frame>> waiting = new ConcurrentHashMap<>();
  private final AtomicLong ids = new AtomicLong(GREETING);
  private volatile String lateness = "";
  private volatile @Nullable String end;

  /** Starts a process that was given the mark; does not wait until it is ready. */
  Child(ProcessBuilder command, byte[] mark) throws IOException {
    this.mark = mark;
    waiting.put(GREETING, greeting);
    process = command.start();
    questions = process.getOutputStream();
    lastWords = new LastWords(process.getErrorStream());
    Thread reader = new Thread(this::readAnswers, "answers of a child");
    reader.setDaemon(true);
    reader.start();
  }

  private static ScheduledExecutorService clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "time limit of cases");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  /** The process ended before it answered; the message says how. */
  static final class DeathException extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean alone;

    private DeathException(String message, boolean alone) {
      super(message);
      this.alone = alone;
    }

    /** Whether nothing else ran there, which could be the reason. */
    boolean alone() {
      return alone;
    }
  }

  Process process() {
    return process;
  }

  boolean isAlive() {
    return end == null && process.isAlive();
  }

  /** The first frame: whether there is a backend. */
  Frame greeting(Duration limit) throws DeathException {
    return within(limit, greeting::get);
  }

  /** The backend's name; after the greeting. */
  String name() {
    return greeting.join().text();
  }

  /** Asks to run a case, and waits for the answer; a process without one in time is killed. */
  Frame ask(byte[] question, Duration limit) throws DeathException {
    long id = ids.incrementAndGet();
    CompletableFuture<Frame> answer = new CompletableFuture<>();
    if (waiting.isEmpty()) {
      lastWords.forget();
    }
    waiting.put(id, answer);
    String ended = end;
    if (ended != null) {
      throw new DeathException(ended, false);
    }
    return within(
        limit,
        () -> {
          try {
            synchronized (questions) {
              new Frame(Frame.Kind.RUN, id, question).write(questions, mark);
            }
          } catch (IOException brokenPipe) {
            // Whoever reads the answers sees the end, and says what it was.
          }
          return answer.get();
        });
  }

  private void stop(Duration limit) {
    String seconds = BigDecimal.valueOf(limit.toNanos(), 9).stripTrailingZeros().toPlainString();
    lateness = "it gave no answer within " + seconds + " s";
    process.destroyForcibly();
  }

  private interface Exchange {
    Frame run() throws ExecutionException, InterruptedException;
  }

  private Frame within(Duration limit, Exchange exchange) throws DeathException {
    Future<?> alarm = CLOCK.schedule(() -> stop(limit), limit.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return exchange.run();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeathException death) {
        throw death;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while cases were running", e);
    } finally {
      alarm.cancel(false);
    }
  }

  private void readAnswers() {
    String text;
    try (InputStream answers = new BufferedInputStream(process.getInputStream())) {
      while (true) {
        Frame answer = Frame.read(answers, mark, lastWords::hearOutput);
        CompletableFuture<Frame> asked = waiting.remove(answer.id());
        if (asked != null) {
          asked.complete(answer);
        }
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // Whatever it is, those who wait must hear of it.
      text = obituary(e);
    }
    // First the text, for those who come now, then the answers of those who are there.
    end = text;
    List<CompletableFuture<Frame>> victims = new ArrayList<>(waiting.values());
    victims.forEach(
        each -> each.completeExceptionally(new DeathException(end, victims.size() == 1)));
  }

  /** What ended the process; where nothing did, it has sent what is no answer. */
  private String obituary(Throwable e) {
    String text;
    if (!ended()) {
      process.destroyForcibly();
      text = "it gave no sensible answer (" + e + ") and was killed";
    } else if (!lateness.isEmpty()) {
      text = lateness + " and was killed";
    } else if (!lastWords.crash().isEmpty()) {
      return "it crashed with " + lastWords.crash();
    } else {
      int code = process.exitValue();
      String signal = SIGNALS.get(code - SIGNALLED);
      text =
          signal == null
              ? "it exited with code " + code
              : "it was killed by " + signal + " (exit code " + code + ")";
    }
    String words = lastWords.text();
    return words.isEmpty() ? text : text + "; its last words: " + words;
  }

  private boolean ended() {
    try {
      return process.waitFor(PATIENCE_AT_THE_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the input, on which the process ends itself; kills it where it does not. */
  @Override
  public void close() {
    try {
      questions.close();
    } catch (IOException brokenPipe) {
      // It is dead already.
    }
    if (!ended()) {
      process.destroyForcibly();
    }
  }
}
