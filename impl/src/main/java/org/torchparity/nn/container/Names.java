package org.torchparity.nn.container;

/** Torch's rule for the names of children, which become parts of dotted keys. */
final class Names {
  private Names() {}

  /**
   * Returns the name.
   *
   * @throws IllegalArgumentException if it is empty or holds a dot
   */
  static String checked(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("module name can't be empty string \"\"");
    }
    if (name.contains(".")) {
      throw new IllegalArgumentException("module name can't contain \".\", got: " + name);
    }
    return name;
  }
}
