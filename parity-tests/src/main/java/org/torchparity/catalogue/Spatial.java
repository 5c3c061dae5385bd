package org.torchparity.catalogue;

import java.util.Arrays;

/**
 * Shapes of the one to three spatial axes of siblings such as MaxPool1d to MaxPool3d: numbers are
 * written for three axes, of which the last ones are taken.
 *
 * @param axes how many
 */
record Spatial(int axes) {

  /** The numbers of the last axes. */
  int[] last(int... numbers) {
    return Arrays.copyOfRange(numbers, numbers.length - axes, numbers.length);
  }

  /** Two samples of three channels of 7 × 9 × 11. */
  int[] batched() {
    return shape(2, 3);
  }

  /** 7 × 9 × 11 behind some leading sizes. */
  int[] shape(int... leading) {
    return shape(leading, 7, 9, 11);
  }

  /** The last of the sizes behind some leading ones. */
  int[] shape(int[] leading, int... sizes) {
    int[] shape = Arrays.copyOf(leading, leading.length + axes);
    System.arraycopy(last(sizes), 0, shape, leading.length, axes);
    return shape;
  }

  /** The same size on every spatial axis of two samples of three channels. */
  int[] cube(int size) {
    return shape(new int[] {2, 3}, size, size, size);
  }
}
