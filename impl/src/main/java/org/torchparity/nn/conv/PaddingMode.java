package org.torchparity.nn.conv;

import java.util.Locale;

/** What stands beyond the edges of a convolution's input. */
public enum PaddingMode {
  /** Zeros. */
  ZEROS,
  /** The input reflected at its edge, the edge not repeated. */
  REFLECT,
  /** The edge. */
  REPLICATE,
  /** The input's other end. */
  CIRCULAR;

  /** Torch's name of the mode. */
  public String torchName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the mode of torch's name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static PaddingMode ofTorchName(String name) {
    for (PaddingMode mode : values()) {
      if (mode.torchName().equals(name)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "padding_mode must be one of zeros, reflect, replicate, circular, but got padding_mode='"
            + name
            + "'");
  }

  /**
   * Position within an axis whose element stands at a position at or beyond its edges.
   *
   * @throws IllegalStateException for zeros, which come from nowhere
   */
  public int source(int position, int size) {
    return switch (this) {
      case REFLECT -> {
        int mirrored = Math.abs(position);
        yield mirrored < size ? mirrored : 2 * (size - 1) - mirrored;
      }
      case REPLICATE -> Math.max(0, Math.min(size - 1, position));
      case CIRCULAR -> Math.floorMod(position, size);
      case ZEROS -> throw new IllegalStateException("zeros have no source");
    };
  }

  /** The widest padding at one end that an axis allows. */
  public int widest(int size) {
    return switch (this) {
      case REFLECT -> size - 1;
      case CIRCULAR -> size;
      case ZEROS, REPLICATE -> Integer.MAX_VALUE;
    };
  }
}
