package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * Softmax down the columns of matrices, a block of neighbouring columns after another. What is gone
 * through more than once is copied: the rows of a matrix often lie a power of two apart, where a
 * cache has few places for them.
 */
final class SoftmaxColumns implements AxisSoftmax {
  /** Columns that are worth it. */
  static final int LEAST = 32;

  /** Elements of a block, which stay in the second-level cache from pass to pass. */
  private static final int BLOCK = 1 << 15;

  private static final int WIDEST = 1 << 10;

  private final AxisLines lines;

  SoftmaxColumns(AxisLines lines) {
    this.lines = lines;
  }

  /** Work on a block whose first element is at {@code first}; its columns are those from a line. */
  private interface Pass {
    void run(ColumnBlock block, int first, int line);
  }

  /** Work on one row of a block, which begins at a position, and its copy at another. */
  private interface Row {
    void run(ColumnBlock block, int at, int copy);
  }

  @Override
  public Tensor softmax(Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    each(
        x.dtype(),
        rows((block, at, copy) -> block.copy(x, at, copy)),
        rows((block, at, copy) -> block.exponentials(copy)),
        (block, first, line) -> block.invertSums(),
        rows((block, at, copy) -> block.scaleExponentials(copy, y, at)));
    return y;
  }

  @Override
  public Tensor softmaxBackward(Tensor g, Tensor p) {
    Tensor y = Tensor.empty(p.dtype(), p.shape());
    each(
        p.dtype(),
        rows((block, at, copy) -> block.addProducts(g, p, at)),
        (block, first, line) -> block.takeSums(),
        rows((block, at, copy) -> block.softmaxBackward(g, p, at, y)));
    return y;
  }

  @Override
  public Logarithms logarithms(Tensor x) {
    Logarithms logarithms = Logarithms.of(lines.outer() * lines.inner());
    each(
        x.dtype(),
        rows((block, at, copy) -> block.copy(x, at, copy)),
        rows((block, at, copy) -> block.exponentials(copy)),
        (block, first, line) -> block.setLogarithms(logarithms, line));
    return logarithms;
  }

  @Override
  public LogSoftmax logSoftmax(Tensor x) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    Logarithms logarithms = Logarithms.of(lines.outer() * lines.inner());
    each(
        x.dtype(),
        rows((block, at, copy) -> block.copy(x, at, copy)),
        rows((block, at, copy) -> block.exponentials(copy)),
        (block, first, line) -> block.setLogarithms(logarithms, line),
        (block, first, line) -> block.load(logarithms, line),
        rows((block, at, copy) -> block.subtractFromCopy(copy, y, at)));
    return new LogSoftmax(y, logarithms);
  }

  @Override
  public Tensor logSoftmaxBackward(Tensor g, Tensor x, Logarithms logarithms) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    each(
        x.dtype(),
        rows((block, at, copy) -> block.add(g, at)),
        (block, first, line) -> block.takeSums(),
        (block, first, line) -> block.load(logarithms, line),
        rows((block, at, copy) -> block.subtractMultiples(g, x, at, y)));
    return y;
  }

  @Override
  public Tensor scaledSoftmax(Tensor x, Logarithms logarithms, double[] factor) {
    Tensor y = Tensor.empty(x.dtype(), x.shape());
    each(
        x.dtype(),
        (block, first, line) -> block.load(logarithms, line),
        (block, first, line) -> block.takeFactors(factor, line),
        rows((block, at, copy) -> block.multiples(x, at, y)));
    return y;
  }

  private Pass rows(Row row) {
    return (block, first, line) -> {
      for (int k = 0; k < lines.size(); k++) {
        row.run(block, first + k * lines.inner(), k * block.columns());
      }
    };
  }

  /**
   * Takes block after block through the passes, which are a list for the reason given in {@link
   * Channels#each}. Blocks are of like widths, so that none is narrower than half of what it may
   * be.
   */
  private void each(DType dtype, Pass... passes) {
    int inner = lines.inner();
    int matrix = lines.size() * inner;
    int widest = Math.max(LEAST, Math.min(WIDEST, BLOCK / Math.max(1, lines.size())));
    int blocks = Panels.count(inner, widest);
    Parallel.rows(
        lines.outer() * blocks,
        matrix / blocks,
        (from, to) -> {
          ColumnBlock block = ColumnBlock.of(dtype, lines.size(), widest);
          for (int i = from; i < to; i++) {
            int outer = i / blocks;
            int start = (int) ((long) inner * (i % blocks) / blocks);
            int end = (int) ((long) inner * (i % blocks + 1) / blocks);
            block.begin(end - start);
            for (Pass pass : passes) {
              pass.run(block, outer * matrix + start, outer * inner + start);
            }
          }
          block.close();
        });
  }
}
