package org.torchparity.kernel;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Matrix products, float32 or float64. The factors are packed in the order in which the kernel
 * reads them: {@link #TERMS} terms at a time, as many rows of A and columns of B as the second
 * cache holds, which all threads share.
 *
 * <p>An element of C is a sum over blocks of {@link #DEPTH} terms, in order; each block is summed
 * by fused multiply-add from zero, {@link GemmKernels#BLOCKS} blocks are added up, and that is C or
 * is added to it, so that rounding errors grow with the length of a block and the number of blocks,
 * not with their product. A row that is added to each of C's is the last term of the last block,
 * times one. Neither the kernel nor the number of threads changes a result.
 *
 * <p>Source: Goto, van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM
 * Transactions on Mathematical Software 34 (2008).
 */
public final class Gemm {
  /** Terms of one block's sum. */
  static final int DEPTH = 256;

  /** Terms of the longest block, with one that is added to all sums. */
  static final int LONGEST = DEPTH + 1;

  /** Terms that are packed together: the sums of their blocks are added up before they reach C. */
  private static final int TERMS = GemmKernels.BLOCKS * DEPTH;

  /** Tasks of a product, if it has so many tiles: several for each thread. */
  private static final int TASKS = 16;

  /** Columns of B that are packed where not all rows of A are, of those that tiles take. */
  private static final int MORE = 16;

  /** Multiply-adds in the time in which an ordinary loop passes over one element. */
  static final int MULTIPLY_ADDS_PER_ELEMENT = 16;

  /** Multiply-adds up to which float64 costs too little to do without it. */
  private static final long SMALL = 1 << 18;

  private final DType dtype;
  private final Tiles tiles;
  private final PatchLines lines;

  /** What A's rows have behind their terms, where a row is added. */
  private final Tensor one;

  /** Takes the kernels, for the test of the twins. */
  Gemm(GemmKernels kernels, DType dtype) {
    this.dtype = dtype;
    tiles = new Tiles(kernels, dtype);
    lines = new PatchLines(dtype);
    one = Tensor.full(dtype, Shape.of(1), 1);
  }

  /**
   * The type to compute in. A small float32 problem is computed in float64 and rounded once; a
   * large one stays in float32, which is what makes it fast.
   *
   * @param dtype of the layer
   * @param multiplyAdds of its forward pass
   */
  public static DType innerType(DType dtype, long multiplyAdds) {
    return dtype == DType.FLOAT32 && multiplyAdds <= SMALL ? DType.FLOAT64 : dtype;
  }

  /**
   * Returns A·B as a tensor of two axes.
   *
   * @throws IllegalArgumentException if A has not as many columns as B has rows
   */
  public static Tensor multiply(Matrix a, Matrix b) {
    return multiply(a, b, Tensor.zeros(a.data().dtype(), Shape.of(b.columns())));
  }

  /**
   * Returns A·B with a row added to each of its rows, as a tensor of two axes.
   *
   * @param row an element a column of B
   * @throws IllegalArgumentException if the sizes do not fit
   */
  public static Tensor multiply(Matrix a, Matrix b, Tensor row) {
    Tensor c = Tensor.empty(a.data().dtype(), Shape.of(a.rows(), b.columns()));
    Matrix product = Matrix.of(c, 0, a.rows(), b.columns());
    new Gemm(Kernels.gemm(), c.dtype()).sum(product, row, a, b);
    return c;
  }

  /**
   * Adds A·B to C, in place.
   *
   * @param c of columns next to each other, {@code columnStride} 1
   * @throws IllegalArgumentException if the sizes do not fit, or C's columns lie apart
   */
  public static void multiplyAdd(Matrix a, Matrix b, Matrix c) {
    new Gemm(Kernels.gemm(), c.data().dtype()).sum(c, null, a, b);
  }

  /** C = A·B and the row added to each of its rows; without a row, C = C + A·B. */
  void sum(Matrix c, @Nullable Tensor row, Matrix a, Matrix b) {
    if (a.columns() != b.rows()
        || a.rows() != c.rows()
        || b.columns() != c.columns()
        || row != null && row.elements() != c.columns()) {
      throw new IllegalArgumentException(
          "matrices cannot be multiplied: " + a + " by " + b + " into " + c);
    }
    if (c.columnStride() != 1) {
      throw new IllegalArgumentException("a product needs C's columns next to each other");
    }
    Matrix start = row == null ? c : Matrix.ofRow(row, c.rows());
    if (FewTerms.fits(a, b)) {
      FewTerms.sum(c, start, a, b);
      return;
    }
    if (FewRows.fits(a, b)) {
      FewRows.sum(c, start, a, b);
      return;
    }
    int p = 0;
    do {
      int terms = Math.min(TERMS, a.columns() - p);
      @Nullable Tensor last = p + terms == a.columns() ? row : null;
      sumTerms(c, p == 0 && row != null, last, a.columns(p, terms), b.rows(p, terms));
      p += terms;
    } while (p < a.columns());
  }

  /**
   * As many terms as are packed together. Where not all rows of A are kept packed, more columns of
   * B are, so that each factor is packed a few times only; tiles then take some of them by turns.
   *
   * @param fresh whether the sums are C, and not added to it
   */
  private void sumTerms(Matrix c, boolean fresh, @Nullable Tensor row, Matrix a, Matrix b) {
    int height = tiles.keptRows(blocks(a.columns()));
    int width = tiles.keptColumns(blocks(a.columns()));
    boolean all = height >= c.rows();
    int wide = all ? width : MORE * width;
    try (PackedPanels rows =
            new PackedPanels(
                tiles,
                tiles.rows(),
                whole(Math.min(height, c.rows()), tiles.rows()),
                a.columns(),
                row != null);
        PackedPanels columns =
            new PackedPanels(
                tiles,
                tiles.lanes(),
                whole(Math.min(wide, c.columns()), tiles.columns()),
                a.columns(),
                row != null)) {
      for (int j = 0; j < c.columns(); j += wide) {
        int count = Math.min(wide, c.columns() - j);
        columns.pack(
            b.columns(j, count).transposed(),
            row == null ? null : Matrix.ofRow(row, 1).columns(j, count).transposed());
        for (int i = 0; i < c.rows(); i += height) {
          int some = Math.min(height, c.rows() - i);
          if (j == 0 || !all) {
            rows.pack(a.rows(i, some), row == null ? null : Matrix.ofRow(one, some));
          }
          for (int k = 0; k < count; k += width) {
            Matrix part = c.rows(i, some).columns(j + k, Math.min(width, count - k));
            sumTiles(part, fresh, rows, columns, k);
          }
        }
      }
    }
  }

  /** So many to the end of the last tile. */
  private static int whole(int count, int tile) {
    return Panels.count(count, tile) * tile;
  }

  /**
   * Some columns of what is packed, from {@code first} on: a tile's rows at a time, in several
   * parts where there are few of these.
   */
  private void sumTiles(Matrix c, boolean fresh, PackedPanels a, PackedPanels b, int first) {
    int height = tiles.rows();
    int groups = Panels.count(c.rows(), height);
    int stripes = Panels.count(c.columns(), tiles.columns());
    int parts = Math.min(stripes, Panels.count(TASKS, Math.max(1, groups)));
    int origin = CacheLines.origin(dtype);
    int room = Math.max(Scratch.WORTH, origin + GemmKernels.BLOCKS * tile());
    Parallel.rows(
        groups * parts,
        work(height, Panels.count(c.columns(), parts), a.terms()),
        (from, to) -> {
          Tensor sums = Scratch.take(dtype, room);
          int others = a.blocks() == 1 ? 0 : GemmKernels.BLOCKS - a.blocks();
          Panels.clear(sums, origin + a.blocks() * tile(), others * tile());
          for (int task = from; task < to; task++) {
            int i = task / parts * height;
            int begin = stripes * (task % parts) / parts * tiles.columns();
            int end = stripes * (task % parts + 1) / parts * tiles.columns();
            sumRow(c, fresh, a, b, first, i, begin, Math.min(end, c.columns()), sums);
          }
          Scratch.give(sums);
        });
  }

  /** Elements of a tile. */
  private int tile() {
    return tiles.rows() * tiles.columns();
  }

  /** The tiles that begin in row i of C and columns from {@code begin} to {@code end}. */
  private void sumRow(
      Matrix c,
      boolean fresh,
      PackedPanels a,
      PackedPanels b,
      int first,
      int i,
      int begin,
      int end,
      Tensor sums) {
    int tile = CacheLines.origin(dtype);
    int rows = Math.min(tiles.rows(), c.rows() - i);
    int width;
    for (int j = begin; j < end; j += width) {
      width = tiles.columns(end - j);
      int columns = Math.min(width, end - j);
      int at = c.offset() + i * c.rowStride() + j;
      boolean direct = fresh && rows == tiles.rows() && columns == width;
      if (direct && a.blocks() == 1) {
        sumBlock(a, b, 0, i, first + j, width, c.data(), at, c.rowStride());
        continue;
      }
      for (int block = 0; block < a.blocks(); block++) {
        sumBlock(a, b, block, i, first + j, width, sums, tile + block * tile(), width);
      }
      if (direct) {
        tiles.join(sums, tile, tile(), c.data(), at, c.rowStride(), width);
        continue;
      }
      if (a.blocks() > 1) {
        tiles.join(sums, tile, tile(), sums, tile, width, width);
      }
      if (fresh) {
        lines.copy(sums, tile, width, c.data(), at, c.rowStride(), rows, columns);
      } else {
        tiles.add(sums, tile, width, c.data(), at, c.rowStride(), rows, columns);
      }
    }
  }

  /** The sums of one block of terms. */
  private void sumBlock(
      PackedPanels a,
      PackedPanels b,
      int block,
      int i,
      int j,
      int width,
      Tensor c,
      int at,
      int stride) {
    tiles.multiply(
        a.data(), a.at(i, block), b.data(), b.at(j, block), width, b.depth(block), c, at, stride);
  }

  /** Blocks of so many terms: one where there are none. */
  static int blocks(int terms) {
    return Math.max(1, Panels.count(terms, DEPTH));
  }

  /** The work of a product as {@link Parallel} counts it. */
  private static long work(int rows, int columns, int terms) {
    return (long) rows * columns * terms / MULTIPLY_ADDS_PER_ELEMENT + (long) columns * terms;
  }
}
