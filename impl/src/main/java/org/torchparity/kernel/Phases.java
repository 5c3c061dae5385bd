package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A padded input laid out by phases: elements that are a stride apart lie beside each other. In
 * this layout, flattened, what a kernel position sees from an output position is as far from it
 * everywhere. For stride 1 there is one phase, the padded input itself.
 */
final class Phases {
  private final Window window;

  /** Extents of a phase, as far as the outputs reach. */
  private final int[] reach;

  Phases(Window window) {
    this.window = window;
    this.reach = new int[window.output.length];
    Arrays.setAll(
        reach,
        a -> window.output[a] + window.dilation[a] * (window.kernel[a] - 1) / window.stride[a]);
  }

  /**
   * Channels of a tensor laid out by phases, a few at a time; as they lie where nothing changes.
   */
  final class Channels {
    private final Tensor x;
    private final Tensor data;
    private int shown = -1;

    /**
     * Makes room.
     *
     * @param x (N, C, …), whose channels are counted on from sample to sample
     * @param most channels shown at a time
     */
    Channels(Tensor x, int most) {
      this.x = x;
      this.data = window.isIdentity() ? x : Tensor.zeros(x.dtype(), Shape.of(most, elements()));
    }

    /** What holds the channels shown. */
    Tensor data() {
      return data;
    }

    /** Shows channels from a first one on, and returns where in the data they begin. */
    int show(int first, int count) {
      if (window.isIdentity()) {
        return first * elements();
      }
      if (first != shown) {
        for (int c = 0; c < count; c++) {
          copy(x, (first + c) * window.inputElements(), data, c * elements());
        }
        shown = first;
      }
      return 0;
    }
  }

  /** Copies a channel; the zeros around it are there already. */
  private void copy(Tensor x, int channel, Tensor padded, int at) {
    int lines = window.input[0] * window.input[1];
    for (int line = 0; line < lines; line++) {
      int d = line / window.input[1] + window.padding[0];
      int h = line % window.input[1] + window.padding[1];
      if (isReached(0, d) && isReached(1, h)) {
        for (int phase = 0; phase < window.stride[2]; phase++) {
          copyPhase(x, channel + line * window.input[2], phase, padded, at + place(d, h, phase));
        }
      }
    }
  }

  private boolean isReached(int axis, int position) {
    return position >= 0 && position / window.stride[axis] < reach[axis];
  }

  /** Copies the elements of a line whose padded positions are {@code phase} past a stride. */
  private void copyPhase(Tensor x, int line, int phase, Tensor padded, int at) {
    int stride = window.stride[2];
    int padding = window.padding[2];
    // The first position of the phase, in strides, that is not before the line.
    int first = Math.max(0, Math.floorDiv(padding - phase + stride - 1, stride));
    int begin = first * stride + phase - padding;
    int count = Math.min(reach[2] - first, Math.floorDiv(window.input[2] - 1 - begin, stride) + 1);
    if (count <= 0) {
      return;
    }
    if (stride == 1) {
      System.arraycopy(elements(x), line + begin, elements(padded), at + first, count);
    } else if (x.dtype() == DType.FLOAT32) {
      float[] source = x.floats();
      float[] target = padded.floats();
      for (int i = 0; i < count; i++) {
        target[at + first + i] = source[line + begin + i * stride];
      }
    } else {
      double[] source = x.doubles();
      double[] target = padded.doubles();
      for (int i = 0; i < count; i++) {
        target[at + first + i] = source[line + begin + i * stride];
      }
    }
  }

  /** Where an output position lies in the flattened padded input. */
  int position(int q) {
    int line = q / window.width();
    int plane = line / window.output[1];
    return (plane * reach[1] + line % window.output[1]) * reach[2] + q % window.width();
  }

  /** What is added to an output position for what a kernel position sees. */
  int shift(int k) {
    int[] kernel = window.kernel;
    int w = k % kernel[2] * window.dilation[2];
    int h = k / kernel[2] % kernel[1] * window.dilation[1];
    int d = k / (kernel[2] * kernel[1]) * window.dilation[0];
    return place(d, h, w);
  }

  /** Where a padded position lies in its channel: in its phase, as many strides from its start. */
  private int place(int d, int h, int w) {
    int[] stride = window.stride;
    int phase = (d % stride[0] * stride[1] + h % stride[1]) * stride[2] + w % stride[2];
    int line = (phase * reach[0] + d / stride[0]) * reach[1] + h / stride[1];
    return line * reach[2] + w / stride[2];
  }

  /** Flattened positions from a slice's first output to its last. */
  int span() {
    return window.outputElements() == 0 ? 0 : (window.output[1] - 1) * reach[2] + window.width();
  }

  /** Length of a phase's lines. */
  int width() {
    return reach[2];
  }

  /** Elements of a phase from one place along the first axis to the next. */
  int plane() {
    return reach[1] * reach[2];
  }

  /** Elements of a channel, all phases together. */
  int elements() {
    int elements = 1;
    for (int axis = 0; axis < reach.length; axis++) {
      elements *= window.stride[axis] * reach[axis];
    }
    return elements;
  }

  /** The elements as an array that {@link System#arraycopy} takes. */
  static Object elements(Tensor tensor) {
    return tensor.dtype() == DType.FLOAT32 ? tensor.floats() : tensor.doubles();
  }
}
