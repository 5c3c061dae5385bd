package org.torchparity.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.torchparity.tensor.DType;
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

  private final boolean identity;

  /** Where what lies together comes from, line after line of the phases. */
  private final List<Run> runs = new ArrayList<>();

  /** Elements of a channel of one phase: of line {@code line} of all phases. */
  private record Run(int line, int from, int to, int count) {}

  Phases(Window window) {
    this.window = window;
    this.reach = new int[window.output.length];
    Arrays.setAll(
        reach,
        a -> window.output[a] + window.dilation[a] * (window.kernel[a] - 1) / window.stride[a]);
    this.identity = window.isIdentity();
    if (!identity) {
      addRuns();
      runs.sort(Comparator.comparingInt(Run::line));
    }
  }

  private void addRuns() {
    for (int line = 0; line < window.input[0] * window.input[1]; line++) {
      int d = line / window.input[1] + window.padding[0];
      int h = line % window.input[1] + window.padding[1];
      if (isReached(0, d) && isReached(1, h)) {
        int place = d / window.stride[0] * reach[1] + h / window.stride[1];
        for (int phase = 0; phase < window.stride[2]; phase++) {
          addRun(place, line * window.input[2], phase, place(d, h, phase));
        }
      }
    }
  }

  private boolean isReached(int axis, int position) {
    return position >= 0 && position / window.stride[axis] < reach[axis];
  }

  /** Adds the elements of a line whose padded positions are {@code phase} past a stride. */
  private void addRun(int place, int line, int phase, int to) {
    int stride = window.stride[2];
    int padding = window.padding[2];
    // The first position of the phase, in strides, that is not before the line.
    int first = Math.max(0, Math.floorDiv(padding - phase + stride - 1, stride));
    int begin = first * stride + phase - padding;
    int count = Math.min(reach[2] - first, Math.floorDiv(window.input[2] - 1 - begin, stride) + 1);
    if (count > 0) {
      runs.add(new Run(place, line + begin, to + first, count));
    }
  }

  /**
   * Channels of a tensor laid out by phases, a few at a time; as they lie where nothing changes.
   */
  final class Channels implements AutoCloseable {
    private final Tensor x;
    private final Tensor data;
    private int shown = -1;
    private int firstLine;
    private int next;

    /**
     * Makes room, of memory that the thread keeps.
     *
     * @param x (N, C, …), whose channels are counted on from sample to sample
     * @param most channels shown at a time
     */
    Channels(Tensor x, int most) {
      this.x = x;
      if (identity) {
        data = x;
      } else {
        data = Scratch.take(x.dtype(), most * elements());
        Panels.clear(data, 0, most * elements());
      }
    }

    /** What holds the channels shown. */
    Tensor data() {
      return data;
    }

    /** Shows whole channels from a first one on, and returns where in the data they begin. */
    int show(int first, int count) {
      return show(first, count, 0, phase());
    }

    /**
     * Shows channels from a first one on, as far as they are seen from {@code [from, to)} of a
     * flattened phase, and returns where in the data they begin.
     */
    int show(int first, int count, int from, int to) {
      if (identity) {
        return first * elements();
      }
      int line = from / width();
      if (first != shown || line < firstLine) {
        shown = first;
        firstLine = line;
        next = 0;
        while (next < runs.size() && runs.get(next).line() < line) {
          next++;
        }
      }
      int end = next;
      while (end < runs.size() && runs.get(end).line() * width() < to) {
        end++;
      }
      for (int c = 0; c < count && next < end; c++) {
        copy(
            runs.subList(next, end), x, (first + c) * window.inputElements(), data, c * elements());
      }
      next = end;
      return 0;
    }

    @Override
    public void close() {
      if (!identity) {
        Scratch.give(data);
      }
    }
  }

  /** Copies runs of a channel; the zeros around them are there already. */
  private void copy(List<Run> some, Tensor x, int channel, Tensor padded, int at) {
    int stride = window.stride[2];
    for (Run run : some) {
      int from = channel + run.from();
      int to = at + run.to();
      if (stride == 1) {
        System.arraycopy(elements(x), from, elements(padded), to, run.count());
      } else if (x.dtype() == DType.FLOAT32) {
        float[] source = x.floats();
        float[] target = padded.floats();
        for (int i = 0; i < run.count(); i++) {
          target[to + i] = source[from + i * stride];
        }
      } else {
        double[] source = x.doubles();
        double[] target = padded.doubles();
        for (int i = 0; i < run.count(); i++) {
          target[to + i] = source[from + i * stride];
        }
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

  /** Length of a phase's lines. */
  int width() {
    return reach[2];
  }

  /** Elements of a phase from one place along the first axis to the next. */
  int plane() {
    return reach[1] * reach[2];
  }

  /** Elements of a channel in one phase. */
  int phase() {
    return reach[0] * plane();
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
