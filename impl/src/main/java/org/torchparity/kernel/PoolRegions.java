package org.torchparity.kernel;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * What each output position of a pooling sees of one plane of its input: on each of one to three
 * axes the positions start, start + step, … below an end. One and two axes are three of which the
 * first have size one, so that the loops are written once.
 */
public final class PoolRegions {
  private static final int AXES = 3;

  final int[] input = {1, 1, 1};
  final int[] output = {1, 1, 1};
  private final int[] step = {1, 1, 1};
  private final int[][] start = {{0}, {0}, {0}};
  private final int[][] end = {{1}, {1}, {1}};

  /**
   * One axis of the regions.
   *
   * @param size of the input
   * @param start first position seen by each output position, at least 0
   * @param end behind the last one, at most {@code size}
   * @param step from one to the next
   */
  public record Axis(int size, int[] start, int[] end, int step) {

    /** Output positions [⌊o·size/count⌋, ⌈(o + 1)·size/count⌉). */
    public static Axis adaptive(int size, int count) {
      int[] start = positions(count, o -> (int) ((long) o * size / count));
      int[] end = positions(count, o -> (int) (((o + 1L) * size + count - 1) / count));
      return new Axis(size, start, end, 1);
    }

    /** A window as wide at each of the positions given. */
    public static Axis windows(int size, int[] start, int width) {
      return new Axis(size, start, positions(start.length, o -> start[o] + width), 1);
    }

    /** A window that slides over the axis; what it sees of the padding is left out. */
    public static Axis sliding(
        int size, int kernel, int stride, int padding, int dilation, int count) {
      int[] start =
          positions(
              count,
              o -> {
                int first = o * stride - padding;
                return first < 0 ? Math.floorMod(first, dilation) : first;
              });
      int[] end =
          positions(count, o -> Math.min(size, o * stride - padding + (kernel - 1) * dilation + 1));
      return new Axis(size, start, end, dilation);
    }

    private static int[] positions(int count, IntUnaryOperator position) {
      int[] positions = new int[count];
      Arrays.setAll(positions, position);
      return positions;
    }
  }

  /** Makes the regions; one to three axes, outermost first. */
  public PoolRegions(Axis... axes) {
    for (int i = 0; i < axes.length; i++) {
      int axis = AXES - axes.length + i;
      input[axis] = axes[i].size();
      output[axis] = axes[i].start().length;
      start[axis] = axes[i].start();
      end[axis] = axes[i].end();
      step[axis] = axes[i].step();
    }
  }

  /** Elements of a plane of the input. */
  public int inputElements() {
    return input[0] * input[1] * input[2];
  }

  /** Elements of a plane of the output. */
  public int outputElements() {
    return output[0] * output[1] * output[2];
  }

  /** Elements that each output position sees along one of the {@code axes} it was made of. */
  public int[] counts(int axis, int axes) {
    int lifted = AXES - axes + axis;
    return Axis.positions(
        output[lifted], o -> (end[lifted][o] - start[lifted][o] + step[lifted] - 1) / step[lifted]);
  }

  /** Whether the only output position sees the whole plane. */
  boolean isWhole() {
    for (int axis = 0; axis < AXES; axis++) {
      if (output[axis] != 1
          || start[axis][0] != 0
          || end[axis][0] != input[axis]
          || step[axis] != 1) {
        return false;
      }
    }
    return true;
  }

  /** Whether no element is seen by two output positions. */
  boolean isDisjoint() {
    return isDisjoint(AXES);
  }

  /** Whether no position on any of the first axes is seen by two output positions. */
  boolean isDisjoint(int axes) {
    for (int axis = 0; axis < axes; axis++) {
      for (int o = 1; o < output[axis]; o++) {
        if (start[axis][o] < end[axis][o - 1]) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * Stores where the lines that an output position's region is made of begin, and returns their
   * number.
   *
   * @param plane where the plane begins
   * @param lines room for as many as a plane has
   */
  int lines(int plane, int d, int h, int[] lines) {
    int count = 0;
    for (int i = start[0][d]; i < end[0][d]; i += step[0]) {
      for (int j = start[1][h]; j < end[1][h]; j += step[1]) {
        lines[count++] = plane + (i * input[1] + j) * input[2];
      }
    }
    return count;
  }

  /**
   * Output positions [first, end) along the last axis whose regions are as wide and one stride
   * apart: a window that slides.
   */
  record Sliding(int first, int end, int stride, int width) {}

  /** The most that slide, around the middle. */
  Sliding sliding() {
    if (output[2] == 0) {
      return new Sliding(0, 0, 1, 1);
    }
    int[] from = start[2];
    int[] to = end[2];
    int middle = from.length / 2;
    int stride = middle == 0 ? 1 : from[middle] - from[middle - 1];
    int width = to[middle] - from[middle];
    int first = middle;
    while (first > 0
        && from[first] - from[first - 1] == stride
        && to[first - 1] - from[first - 1] == width) {
      first--;
    }
    int behind = middle + 1;
    while (behind < from.length
        && from[behind] - from[behind - 1] == stride
        && to[behind] - from[behind] == width) {
      behind++;
    }
    return new Sliding(first, behind, stride, width);
  }

  /** The first position that an output position sees, counted in the plane. */
  int first(int d, int h, int w) {
    return (start[0][d] * input[1] + start[1][h]) * input[2] + start[2][w];
  }

  /** First position, counted along an axis, that an output position sees. */
  int start(int axis, int position) {
    return start[axis][position];
  }

  /** The position behind the last one that an output position sees. */
  int end(int axis, int position) {
    return end[axis][position];
  }

  /** Distance of the positions seen. */
  int step(int axis) {
    return step[axis];
  }
}
