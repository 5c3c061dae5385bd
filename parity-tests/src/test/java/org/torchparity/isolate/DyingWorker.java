package org.torchparity.isolate;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.torchparity.catalogue.Catalogue;
import org.torchparity.catalogue.JavaBackend;
import org.torchparity.fixtures.Backend;
import org.torchparity.fixtures.Case;
import org.torchparity.fixtures.CaseRefusedException;
import org.torchparity.fixtures.Observation;
import org.torchparity.fixtures.UnsupportedCaseException;

/**
 * A child whose backend does what a case's module commands: answers, prints, or dies in one of many
 * ways. Modules of torch it runs in Java, and dies of the case that {@code -Ddies.of} names.
 */
public final class DyingWorker {
  private DyingWorker() {}

  /** Started by {@link IsolatedBackend}. */
  public static void main(String[] args) {
    Worker.serve(args, () -> new Dying(Frame.ofHex(args[0])));
  }

  private static final class Dying implements Backend {
    private final Backend java = new JavaBackend(Catalogue.standard());
    private final byte[] mark;

    Dying(byte[] mark) {
      this.mark = mark;
    }

    @Override
    public String name() {
      return "mortal";
    }

    @Override
    public Observation run(Case c) {
      if (c.spec().module().startsWith("torch.nn.")) {
        if (c.id().equals(System.getProperty("dies.of"))) {
          System.err.println("enough of this");
          System.exit(5);
        }
        return java.run(c);
      }
      try {
        obey(c.spec().simpleName());
      } catch (ReflectiveOperationException | IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return new Observation(c.inputs());
    }

    private void obey(String command)
        throws ReflectiveOperationException, IOException, InterruptedException {
      switch (command) {
        case "Echo" -> {}
        case "Sleep" -> Thread.sleep(600);
        case "Hang" -> new CountDownLatch(1).await();
        case "Print" -> print();
        case "Refuse" -> throw new CaseRefusedException("too wide", new RuntimeException());
        case "Throw" -> throw new IllegalStateException("quite unexpected");
        case "Exit" -> {
          System.err.println("so long");
          System.exit(7);
        }
        case "Exhaust" -> exhaust();
        case "Crash" -> crash();
        case "SIGKILL", "SIGABRT" -> {
          String pid = Long.toString(ProcessHandle.current().pid());
          new ProcessBuilder("kill", "-" + command.substring(3), pid).start().waitFor();
          new CountDownLatch(1).await();
        }
        case "Garble" -> {
          try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(mark);
            out.write("!".repeat(40).getBytes(StandardCharsets.UTF_8));
          }
        }
        default -> throw new UnsupportedCaseException("no command " + command);
      }
    }

    /** As Java prints, and as native code does, past {@link System#out}. */
    private static void print() throws IOException {
      System.out.println("a word from Java");
      System.out.flush();
      OutputStream out = new FileOutputStream(FileDescriptor.out);
      out.write("a word from native code\n".repeat(1000).getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    private static void exhaust() {
      Object[] hoard = {};
      while (true) {
        hoard = new Object[] {hoard, new long[1 << 20]};
      }
    }

    /** Writes where no memory is; by reflection, for the compiler warns of the class. */
    private static void crash() throws ReflectiveOperationException {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      type.getMethod("putLong", long.class, long.class).invoke(field.get(null), 4096L, 1L);
    }
  }
}
