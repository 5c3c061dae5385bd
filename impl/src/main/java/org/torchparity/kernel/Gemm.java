package org.torchparity.kernel;

import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Matrix products, float32 or float64. The factors are packed in the order in which the kernel
 * reads them: of B a block of {@link #DEPTH} rows and as many columns as the second cache holds,
 * which all threads share; of A a few rows, each thread its own.
 *
 * <p>An element of C is a sum over blocks of {@link #DEPTH} terms, in order; each block is summed
 * by fused multiply-add from zero and added once, so that rounding errors grow with the length of a
 * block and the number of blocks, not with their product. A row that is added to each of C's is the
 * last term of the last block, times one. Neither the kernel nor the number of threads changes a
 * result.
 *
 * <p>Source: Goto, van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM
 * Transactions on Mathematical Software 34 (2008).
 */
public final class Gemm {
  /** Terms of one block's sum. */
  static final int DEPTH = 256;

  /** Terms of the longest block, with one that is added to all sums. */
  static final int LONGEST = DEPTH + 1;

  /** Tasks of a product, if it has so many tiles: several for each thread. */
  private static final int TASKS = 16;

  /** Multiply-adds in the time in which an ordinary loop passes over one element. */
  static final int MULTIPLY_ADDS_PER_ELEMENT = 16;

  /** Multiply-adds up to which float64 costs too little to do without it. */
  private static final long SMALL = 1 << 18;

  private final Tiles tiles;
  private final PatchLines lines;

  /** Takes the kernels, for the test of the twins. */
  Gemm(GemmKernels kernels, DType dtype) {
    tiles = new Tiles(kernels, dtype);
    lines = new PatchLines(dtype);
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
    int most = tiles.kept() / DEPTH;
    int parts = Math.max(1, Panels.count(c.columns(), most));
    int width = whole(Panels.count(c.columns(), parts));
    for (int j = 0; j < c.columns(); j += width) {
      int columns = Math.min(width, c.columns() - j);
      Matrix some = b.columns(j, columns).transposed();
      @Nullable Matrix last = row == null ? null : Matrix.ofRow(row, 1).columns(j, columns);
      sumColumns(c.columns(j, columns), last, a, some);
    }
  }

  /** The columns of whole tiles. */
  private int whole(int columns) {
    return Panels.count(columns, tiles.columns()) * tiles.columns();
  }

  /** As many columns as are kept packed, a block of terms after the other. */
  private void sumColumns(Matrix c, @Nullable Matrix row, Matrix a, Matrix columns) {
    DType dtype = c.data().dtype();
    int origin = CacheLines.origin(dtype);
    int lanes = tiles.lanes();
    Tensor packed = Scratch.take(dtype, origin + whole(c.columns()) * LONGEST);
    int p = 0;
    do {
      int terms = Math.min(DEPTH, a.columns() - p);
      @Nullable Matrix last = p + terms == a.columns() ? row : null;
      int depth = last == null ? terms : terms + 1;
      Matrix block = columns.columns(p, terms);
      Parallel.rows(
          Panels.count(c.columns(), lanes),
          (long) terms * lanes,
          (from, to) -> {
            Panels.pack(block, from, to, lanes, depth, packed, origin);
            if (last != null) {
              int behind = origin + terms * lanes;
              Panels.pack(last.transposed(), from, to, lanes, depth, packed, behind);
            }
          });
      addTerms(c, p == 0 && row != null, a.columns(p, terms), packed, depth, origin);
      p += terms;
    } while (p < a.columns());
    Scratch.give(packed);
  }

  /**
   * Some rows of A and columns of B at a time, for one block of terms.
   *
   * @param fresh whether the sums are C, and not added to it
   * @param depth of the panels: A's columns, and one more for a term times one
   */
  private void addTerms(Matrix c, boolean fresh, Matrix a, Tensor packed, int depth, int origin) {
    int height = tiles.group();
    int groups = Panels.count(c.rows(), height);
    int stripes = Panels.count(c.columns(), tiles.columns());
    int parts = Math.min(stripes, Panels.count(TASKS, Math.max(1, groups)));
    Parallel.rows(
        groups * parts,
        work(height, Panels.count(c.columns(), parts), depth),
        (from, to) -> {
          DType dtype = c.data().dtype();
          Tensor rows = Scratch.take(dtype, sums(origin) + tiles.rows() * tiles.columns());
          for (int task = from; task < to; task++) {
            int i = task / parts * height;
            int count = Math.min(height, c.rows() - i);
            if (task == from || task % parts == 0) {
              Panels.lay(a.rows(i, count), rows, origin);
              for (int k = 0; k < count && depth > a.columns(); k++) {
                Panels.fill(rows, origin + k * GemmKernels.ROW + a.columns(), 1, 1);
              }
            }
            int begin = stripes * (task % parts) / parts * tiles.columns();
            int end = stripes * (task % parts + 1) / parts * tiles.columns();
            Matrix some = c.rows(i, count);
            addTiles(some, fresh, rows, packed, depth, origin, begin, Math.min(end, c.columns()));
          }
          Scratch.give(rows);
        });
  }

  /** Where a tile's sums lie: behind the rows of A. */
  private int sums(int origin) {
    return origin + tiles.group() * GemmKernels.ROW;
  }

  /** The tiles of some rows of A and columns of B. */
  private void addTiles(
      Matrix c, boolean fresh, Tensor a, Tensor b, int depth, int origin, int begin, int end) {
    int sums = sums(origin);
    int bStep = tiles.lanes() * depth;
    for (int i = 0; i < c.rows(); i += tiles.rows()) {
      int rows = Math.min(tiles.rows(), c.rows() - i);
      int aAt = origin + i * GemmKernels.ROW;
      int width;
      for (int j = begin; j < end; j += width) {
        width = tiles.columns(end - j);
        int bAt = origin + j * depth;
        int at = c.offset() + i * c.rowStride() + j;
        int columns = Math.min(width, end - j);
        if (fresh && rows == tiles.rows() && columns == width) {
          tiles.multiply(a, aAt, b, bAt, bStep, width, depth, c.data(), at, c.rowStride());
          continue;
        }
        tiles.multiply(a, aAt, b, bAt, bStep, width, depth, a, sums, width);
        if (fresh) {
          lines.copy(a, sums, width, c.data(), at, c.rowStride(), rows, columns);
        } else {
          tiles.add(a, sums, width, c.data(), at, c.rowStride(), rows, columns);
        }
      }
    }
  }

  /** The work of a product as {@link Parallel} counts it. */
  private static long work(int rows, int columns, int terms) {
    return (long) rows * columns * terms / MULTIPLY_ADDS_PER_ELEMENT + (long) columns * terms;
  }
}
