package org.torchparity.cli;

/** Input that cannot be used; the message is the one line the user sees, the exit code 2. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String message) {
    super(message);
  }
}
