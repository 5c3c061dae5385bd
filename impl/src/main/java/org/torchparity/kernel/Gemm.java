package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Matrix products, float32 or float64. The factors are packed into panels that the kernel reads in
 * order and the caches hold: of A a block of {@link #ROWS} rows, which all threads share, of B a
 * few tiles' columns, each thread its own.
 *
 * <p>An element of C is a sum over blocks of {@link #DEPTH} terms, in order; each block is summed
 * by fused multiply-add from zero and added once, so that rounding errors grow with the length of a
 * block and the number of blocks, not with their product. Neither the kernel nor the number of
 * threads changes a result.
 *
 * <p>Source: Goto, van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM
 * Transactions on Mathematical Software 34 (2008).
 */
public final class Gemm {
  /** Terms of one block's sum: a tile's panels of so many rows of B stay in the first cache. */
  static final int DEPTH = 256;

  /** Rows of a packed block of A: with {@link #DEPTH} columns it stays in the second cache. */
  private static final int ROWS = 1024;

  /** Tiles' widths of B that are packed at a time: they stay in the second cache, too. */
  private static final int STRIPES = 6;

  /** Multiply-adds in the time in which an ordinary loop passes over one element. */
  static final int MULTIPLY_ADDS_PER_ELEMENT = 16;

  /** Multiply-adds up to which float64 costs too little to do without it. */
  private static final long SMALL = 1 << 18;

  private final Tiles tiles;

  /** Takes the kernels, for the test of the twins. */
  Gemm(GemmKernels kernels, DType dtype) {
    tiles = new Tiles(kernels, dtype);
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
    new Gemm(Kernels.gemm(), c.dtype()).sum(product, Matrix.ofRow(row, a.rows()), a, b);
    return c;
  }

  /**
   * Adds A·B to C, in place.
   *
   * @param c of columns next to each other, {@code columnStride} 1
   * @throws IllegalArgumentException if the sizes do not fit, or C's columns lie apart
   */
  public static void multiplyAdd(Matrix a, Matrix b, Matrix c) {
    new Gemm(Kernels.gemm(), c.data().dtype()).sum(c, c, a, b);
  }

  /** C = start + A·B, where start may be C. */
  void sum(Matrix c, Matrix start, Matrix a, Matrix b) {
    if (a.columns() != b.rows()
        || a.rows() != c.rows()
        || b.columns() != c.columns()
        || start.columns() != c.columns()) {
      throw new IllegalArgumentException(
          "matrices cannot be multiplied: " + a + " by " + b + " into " + c);
    }
    if (c.columnStride() != 1) {
      throw new IllegalArgumentException("a product needs C's columns next to each other");
    }
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
      int terms = Math.min(Gemm.DEPTH, b.rows() - p);
      addTerms(c, p == 0 ? start : c, a.columns(p, terms), b.rows(p, terms));
      p += terms;
    } while (p < b.rows());
  }

  /** C = start + A·B for one block of terms, a packed block of A at a time. */
  private void addTerms(Matrix c, Matrix start, Matrix a, Matrix b) {
    Parallel.rows(
        Panels.count(c.rows(), ROWS),
        work(Math.min(ROWS, c.rows()), c.columns(), a.columns()),
        (from, to) -> {
          for (int row = from * ROWS; row < Math.min(to * ROWS, c.rows()); row += ROWS) {
            int rows = Math.min(ROWS, c.rows() - row);
            addBlock(c.rows(row, rows), start.rows(row, rows), a.rows(row, rows), b);
          }
        });
  }

  /** C = start + A·B for as much of A as is packed at a time, the columns split over threads. */
  private void addBlock(Matrix c, Matrix start, Matrix a, Matrix b) {
    DType dtype = c.data().dtype();
    int origin = CacheLines.origin(dtype);
    Tensor packedA = Scratch.take(dtype, origin + packedElements(a, tiles.rows()));
    pack(a, tiles.rows(), packedA, origin);
    int stripe = tiles.columns();
    Parallel.rows(
        Panels.count(c.columns(), stripe),
        work(c.rows(), stripe, a.columns()),
        (from, to) -> {
          int tile = tiles.rows() * stripe;
          Tensor packedB = Scratch.take(dtype, origin + STRIPES * stripe * a.columns() + tile);
          int end = Math.min(to * stripe, c.columns());
          for (int j = from * stripe; j < end; j += STRIPES * stripe) {
            int columns = Math.min(STRIPES * stripe, end - j);
            Matrix some = b.columns(j, columns).transposed();
            int panels = Panels.count(columns, tiles.lanes());
            Panels.pack(some, 0, panels, tiles.lanes(), packedB, origin);
            addTiles(
                c.columns(j, columns),
                start.columns(j, columns),
                packedA,
                packedB,
                origin,
                a.columns());
          }
          Scratch.give(packedB);
        });
    Scratch.give(packedA);
  }

  /** The tiles of one packed block of A and one of B. */
  private void addTiles(
      Matrix c, Matrix start, Tensor packedA, Tensor packedB, int origin, int depth) {
    int sums = origin + STRIPES * tiles.columns() * depth;
    int width;
    for (int j = 0; j < c.columns(); j += width) {
      width = tiles.columns(c.columns() - j);
      int columns = Math.min(width, c.columns() - j);
      int bAt = origin + j * depth;
      int bStep = tiles.lanes() * depth;
      for (int i = 0; i < c.rows(); i += tiles.rows()) {
        int rows = Math.min(tiles.rows(), c.rows() - i);
        int aAt = origin + i * depth;
        tiles.multiply(packedA, aAt, packedB, bAt, bStep, width, depth, packedB, sums, width);
        int from = start.offset() + i * start.rowStride() + j;
        int at = c.offset() + i * c.rowStride() + j;
        tiles.add(
            start.data(),
            from,
            start.rowStride(),
            packedB,
            sums,
            width,
            c.data(),
            at,
            c.rowStride(),
            rows,
            columns);
      }
    }
  }

  /** The work of a product as {@link Parallel} counts it. */
  private static long work(int rows, int columns, int terms) {
    return (long) rows * columns * terms / MULTIPLY_ADDS_PER_ELEMENT + (long) columns * terms;
  }

  /** The rows of a matrix in panels of {@code width}, see {@link Panels}. */
  static Tensor packed(Matrix source, int width) {
    Tensor packed = Tensor.zeros(source.data().dtype(), Shape.of(packedElements(source, width)));
    pack(source, width, packed, 0);
    return packed;
  }

  private static int packedElements(Matrix source, int width) {
    return Panels.count(source.rows(), width) * width * source.columns();
  }

  private static void pack(Matrix source, int width, Tensor packed, int at) {
    Parallel.rows(
        Panels.count(source.rows(), width),
        (long) source.columns() * width,
        (from, to) -> Panels.pack(source, from, to, width, packed, at));
  }
}
