package org.torchparity.kernel;

import org.torchparity.tensor.Shape;

/**
 * A row-major array seen as (N, C, L): channel {@code c} of sample {@code n} is the run of {@code
 * length} elements from {@link #offset}.
 *
 * @param batch N
 * @param channels C
 * @param length L, the product of all axes behind the channel's, 1 where there is none
 */
public record Layout(int batch, int channels, int length) {

  /** Returns the layout of (N, C, …). */
  public static Layout of(Shape shape) {
    return new Layout(shape.size(0), shape.size(1), shape.elements(2, shape.rank()));
  }

  /** Elements of one channel over the whole batch: N·L. */
  public int elementsPerChannel() {
    return batch * length;
  }

  int offset(int sample, int channel) {
    return (sample * channels + channel) * length;
  }
}
