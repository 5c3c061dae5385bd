package org.torchparity.bench;

/** What of a row is timed. */
public enum BenchPass {
  /** The output alone. */
  FORWARD("forward"),
  /** The output, and from an upstream gradient those of every input and parameter. */
  FORWARD_BACKWARD("forward+backward");

  private final String key;

  BenchPass(String key) {
    this.key = key;
  }

  /** The name in tables and files. */
  public String key() {
    return key;
  }

  static BenchPass ofKey(String key) {
    for (BenchPass pass : values()) {
      if (pass.key.equals(key)) {
        return pass;
      }
    }
    throw new IllegalArgumentException("unknown pass '" + key + "'");
  }
}
