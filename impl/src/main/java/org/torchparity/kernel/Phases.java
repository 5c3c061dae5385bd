package org.torchparity.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

  /** Where what lies together comes from. */
  private final List<Block> blocks = new ArrayList<>();

  /**
   * Elements of a channel, the same of each line of a phase.
   *
   * @param line the first line, counted in its phase, as all phases' are
   * @param lines how many, one after the other
   * @param from where the first begins in the channel
   * @param step distance of the lines there
   * @param to where the first begins among the phases
   * @param count elements of a line
   */
  private record Block(int line, int lines, int from, int step, int to, int count) {}

  /**
   * What of an axis of the input belongs to a phase.
   *
   * @param first where in the phase it begins
   * @param begin where in the input
   * @param count elements, a stride apart
   */
  private record Span(int first, int begin, int count) {}

  Phases(Window window) {
    this.window = window;
    this.reach = new int[window.output.length];
    Arrays.setAll(
        reach,
        a -> window.output[a] + window.dilation[a] * (window.kernel[a] - 1) / window.stride[a]);
    this.identity = window.isIdentity();
    int[] stride = window.stride;
    for (int phase = 0; phase < stride[0] * stride[1] * stride[2]; phase++) {
      addBlocks(phase / (stride[1] * stride[2]), phase / stride[2] % stride[1], phase % stride[2]);
    }
  }

  private void addBlocks(int d, int h, int w) {
    Span slices = span(0, d);
    Span lines = span(1, h);
    Span columns = span(2, w);
    int width = window.input[2];
    for (int i = 0; i < slices.count && lines.count > 0 && columns.count > 0; i++) {
      int slice = slices.begin + i * window.stride[0];
      int line = (slices.first + i) * reach[1] + lines.first;
      int from = (slice * window.input[1] + lines.begin) * width + columns.begin;
      int to = place(d, h, w) + line * reach[2] + columns.first;
      int step = window.stride[1] * width;
      blocks.add(new Block(line, lines.count, from, step, to, columns.count));
    }
  }

  private Span span(int axis, int phase) {
    int stride = window.stride[axis];
    int before = window.padding[axis] - phase;
    int first = Math.max(0, Math.floorDiv(before + stride - 1, stride));
    int begin = first * stride - before;
    int inside = Math.floorDiv(window.input[axis] - 1 - begin, stride) + 1;
    return new Span(first, begin, Math.min(reach[axis] - first, inside));
  }

  /**
   * Channels of a tensor laid out by phases, a few at a time; as they lie where nothing changes.
   */
  final class Channels implements AutoCloseable {
    private final Tensor x;
    private final Tensor data;
    private final PatchLines lines;
    private int shown = -1;

    /** Lines of the phases that are there: [firstLine, endLine). */
    private int firstLine;

    private int endLine;

    /**
     * Makes room, of memory that the thread keeps.
     *
     * @param x (N, C, …), whose channels are counted on from sample to sample
     * @param most channels shown at a time
     */
    Channels(Tensor x, int most) {
      this.x = x;
      this.lines = new PatchLines(x.dtype());
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
      return identity ? first * elements() : show(first, count, 0, phase());
    }

    /**
     * Shows channels from a first one on, as far as they are seen from {@code [from, to)} of a
     * flattened phase, and returns where in the data they begin. That part of them is in the cache
     * then, copied or only read.
     */
    int show(int first, int count, int from, int to) {
      if (identity) {
        Matrix channels = Matrix.of(x, first * elements(), count, elements());
        Ahead.read(channels.columns(from, Math.min(to, elements()) - from));
        return first * elements();
      }
      int line = from / width();
      if (first != shown || line < firstLine) {
        shown = first;
        firstLine = line;
        endLine = line;
      }
      int end = Math.max(endLine, Panels.count(to, width()));
      for (int c = 0; c < count; c++) {
        readAhead((first + c) * window.inputElements(), end);
        for (Block block : blocks) {
          copy(block, (first + c) * window.inputElements(), c * elements(), end);
        }
      }
      endLine = end;
      return 0;
    }

    /** Reads the next lines of an image in one piece: a phase takes only some of them. */
    private void readAhead(int channel, int end) {
      if (window.input[0] > 1 || window.stride[1] == 1) {
        return;
      }
      int step = window.stride[1];
      int begin = Math.max(0, endLine * step - window.padding[1]);
      int after = Math.min(window.input[1], end * step - window.padding[1]);
      if (begin < after) {
        int width = window.input[2];
        Ahead.read(Matrix.of(x, channel + begin * width, 1, (after - begin) * width));
      }
    }

    /** Copies what a block has of the next lines; the zeros around it are there already. */
    private void copy(Block block, int channel, int at, int end) {
      int skipped = Math.max(0, endLine - block.line);
      int count = Math.min(block.lines, end - block.line) - skipped;
      int from = channel + block.from + skipped * block.step;
      int to = at + block.to + skipped * width();
      lines.pick(x, from, block.step, window.stride[2], data, to, width(), count, block.count);
    }

    @Override
    public void close() {
      if (!identity) {
        Scratch.give(data);
      }
    }
  }

  /** Adds a channel laid out by phases to that of a tensor; what is padding is dropped. */
  void addTo(Tensor x, int channel, Tensor data, int at) {
    for (Block block : blocks) {
      for (int i = 0; i < block.lines; i++) {
        int to = channel + block.from + i * block.step;
        int from = at + block.to + i * width();
        if (x.dtype() == DType.FLOAT32) {
          add(data.floats(), from, x.floats(), to, block.count);
        } else {
          add(data.doubles(), from, x.doubles(), to, block.count);
        }
      }
    }
  }

  /** Adds elements to those that are a stride apart. */
  private void add(float[] data, int from, float[] x, int to, int count) {
    int stride = window.stride[2];
    for (int i = 0; i < count; i++) {
      x[to + i * stride] += data[from + i];
    }
  }

  private void add(double[] data, int from, double[] x, int to, int count) {
    int stride = window.stride[2];
    for (int i = 0; i < count; i++) {
      x[to + i * stride] += data[from + i];
    }
  }

  /** Where an output position lies in the flattened padded input. */
  int position(int q) {
    return position(q, window.width());
  }

  /** Where a position lies if so many are counted in each line of the output. */
  int position(int q, int width) {
    int line = q / width;
    int plane = line / window.output[1];
    return (plane * reach[1] + line % window.output[1]) * reach[2] + q % width;
  }

  /** What is added to an output position for what a kernel position sees. */
  int shift(int k) {
    int[] kernel = window.kernel;
    int w = k % kernel[2] * window.dilation[2];
    int h = k / kernel[2] % kernel[1] * window.dilation[1];
    int d = k / (kernel[2] * kernel[1]) * window.dilation[0];
    return place(d, h, w);
  }

  /** The shifts of all kernel positions in some channels that are shown together. */
  int[] steps(int channels) {
    int kernel = window.kernelElements();
    return IntStream.range(0, channels * kernel)
        .map(p -> p / kernel * elements() + shift(p % kernel))
        .toArray();
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
