package org.torchparity.nn.vision;

/** How {@link Upsample} fills in values; each but the first is for one rank of input. */
public enum UpsampleMode {
  /** The element whose cell the new one's corner falls in, for inputs of three to five axes. */
  NEAREST,
  /** Linear between two elements, for (N, C, L). */
  LINEAR,
  /** Linear along both axes, for (N, C, H, W). */
  BILINEAR,
  /** Cubic convolution along both axes with a = −0.75, for (N, C, H, W). */
  BICUBIC,
  /** Linear along all three axes, for (N, C, D, H, W). */
  TRILINEAR;

  /** Number of axes of an input, 0 for any. */
  int inputRank() {
    return switch (this) {
      case NEAREST -> 0;
      case LINEAR -> 3;
      case BILINEAR, BICUBIC -> 4;
      case TRILINEAR -> 5;
    };
  }
}
