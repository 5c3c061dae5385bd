package org.torchparity.tensor;

import java.util.Locale;

/** Element types of a {@link Tensor}, named as torch names them. */
public enum DType {
  /** 32-bit IEEE 754, held in a {@code float[]}. */
  FLOAT32(4),
  /** 64-bit IEEE 754, held in a {@code double[]}. */
  FLOAT64(8),
  /** 64-bit two's complement, held in a {@code long[]}. */
  INT64(8);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  Class<?> arrayType() {
    return switch (this) {
      case FLOAT32 -> float[].class;
      case FLOAT64 -> double[].class;
      case INT64 -> long[].class;
    };
  }

  /** A new array of this type, of zeros. */
  Object newArray(int length) {
    return switch (this) {
      case FLOAT32 -> new float[length];
      case FLOAT64 -> new double[length];
      case INT64 -> new long[length];
    };
  }

  /** Whether gradients flow through elements of this type. */
  public boolean isFloatingPoint() {
    return this != INT64;
  }

  /** Torch's name of the type: {@code float32}, {@code float64} or {@code int64}. */
  public String torchName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the type of torch's name.
   *
   * @throws IllegalArgumentException if {@code name} is none of float32, float64, int64
   */
  public static DType ofTorchName(String name) {
    for (DType type : values()) {
      if (type.torchName().equals(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "unknown dtype '" + name + "': expected float32, float64 or int64");
  }
}
