package org.torchparity.junit;

import org.jspecify.annotations.Nullable;

/** A layer could not be run as its adapter says; the message is for the user's eyes. */
final class LayerFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  LayerFault(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
