package org.torchparity.isolate;

/**
 * The process that ran a case did not live to answer: it crashed, exited, was killed, or was
 * stopped because it took too long. The message is one line and says which.
 */
public final class BackendDiedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Says what became of the process. */
  public BackendDiedException(String message) {
    super(message);
  }
}
