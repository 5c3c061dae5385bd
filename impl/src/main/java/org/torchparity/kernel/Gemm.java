package org.torchparity.kernel;

import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Matrix products, float32 or float64. The factors are packed, a block at a time, into panels that
 * the kernel reads in order and the caches hold: {@link #depth} rows by {@link #COLUMNS} columns of
 * B, {@link #ROWS} rows by {@link #depth} columns of A.
 *
 * <p>An element of C is a sum over blocks of {@link #depth} terms, in order; each block is summed
 * by fused multiply-add from zero and added once, so that rounding errors grow with the length of a
 * block and the number of blocks, not with their product. Neither the kernel nor the number of
 * threads changes a result.
 *
 * <p>Source: Goto, van de Geijn, "Anatomy of High-Performance Matrix Multiplication", ACM
 * Transactions on Mathematical Software 34 (2008).
 */
public final class Gemm {
  /** Rows of a packed block of A: with {@link #depth} columns it stays in the second cache. */
  private static final int ROWS = 192;

  /** Columns of a packed block of B, which all threads share. */
  private static final int COLUMNS = 2048;

  /** Multiply-adds in the time in which an ordinary loop passes over one element. */
  static final int MULTIPLY_ADDS_PER_ELEMENT = 16;

  /** Multiply-adds up to which float64 costs too little to do without it. */
  private static final long SMALL = 1 << 18;

  private final Tiles tiles;
  private final int tileRows;
  private final int tileColumns;

  /** Takes the kernels, for the test of the twins. */
  Gemm(GemmKernels kernels, DType dtype) {
    tiles = new Tiles(kernels, dtype);
    tileRows = tiles.rows();
    tileColumns = tiles.columns();
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
    Tensor c = Tensor.zeros(a.data().dtype(), Shape.of(a.rows(), b.columns()));
    multiplyAdd(a, b, Matrix.of(c, 0, a.rows(), b.columns()));
    return c;
  }

  /**
   * Adds A·B to C, in place.
   *
   * @param c of columns next to each other, {@code columnStride} 1
   * @throws IllegalArgumentException if the sizes do not fit, or C's columns lie apart
   */
  public static void multiplyAdd(Matrix a, Matrix b, Matrix c) {
    new Gemm(Kernels.gemm(), c.data().dtype()).addTo(c, a, b);
  }

  /** Terms of one block's sum: a tile's columns of so many rows of B stay in the first cache. */
  static int depth(DType dtype) {
    return dtype == DType.FLOAT32 ? 256 : 128;
  }

  void addTo(Matrix c, Matrix a, Matrix b) {
    if (a.columns() != b.rows() || a.rows() != c.rows() || b.columns() != c.columns()) {
      throw new IllegalArgumentException(
          "matrices cannot be multiplied: " + a + " by " + b + " into " + c);
    }
    if (c.columnStride() != 1) {
      throw new IllegalArgumentException("a product needs C's columns next to each other");
    }
    if (FewTerms.fits(a, b)) {
      FewTerms.addTo(c, a, b);
      return;
    }
    if (FewRows.fits(a, b)) {
      FewRows.addTo(c, a, b);
      return;
    }
    int most = depth(c.data().dtype());
    Tensor packedB =
        panels(b, Math.min(COLUMNS, b.columns()), Math.min(most, b.rows()), tileColumns);
    for (int column = 0; column < b.columns(); column += COLUMNS) {
      int columns = Math.min(COLUMNS, b.columns() - column);
      for (int p = 0; p < b.rows(); p += most) {
        int depth = Math.min(most, b.rows() - p);
        pack(b.rows(p, depth).columns(column, columns).transposed(), tileColumns, packedB);
        addBlock(c.columns(column, columns), a.columns(p, depth), packedB, depth);
      }
    }
  }

  /** C += A·B for one packed block of B, the tiles' rows split over the threads. */
  private void addBlock(Matrix c, Matrix a, Tensor packedB, int depth) {
    long work = (long) tileRows * depth * c.columns() / MULTIPLY_ADDS_PER_ELEMENT;
    Parallel.rows(
        Panels.count(c.rows(), tileRows),
        work + tileRows * depth,
        (from, to) -> {
          int end = Math.min(to * tileRows, c.rows());
          int block = Math.max(1, ROWS / tileRows) * tileRows;
          Tensor packedA = panels(a, Math.min(block, end - from * tileRows), depth, tileRows);
          for (int row = from * tileRows; row < end; row += block) {
            int rows = Math.min(block, end - row);
            pack(a.rows(row, rows), tileRows, packedA);
            addTiles(c.rows(row, rows), packedA, packedB, depth);
          }
        });
  }

  /** The tiles of one packed block of A and one of B; those at the edge go through a whole one. */
  private void addTiles(Matrix c, Tensor packedA, Tensor packedB, int depth) {
    Tensor edge = Tensor.zeros(packedA.dtype(), Shape.of(tileRows, tileColumns));
    for (int j = 0; j < c.columns(); j += tileColumns) {
      int columns = Math.min(tileColumns, c.columns() - j);
      for (int i = 0; i < c.rows(); i += tileRows) {
        int rows = Math.min(tileRows, c.rows() - i);
        int at = c.offset() + i * c.rowStride() + j;
        if (rows == tileRows && columns == tileColumns) {
          tiles.multiply(
              packedA, i * depth, packedB, j * depth, depth, c.data(), at, c.rowStride());
        } else {
          Panels.clear(edge);
          tiles.multiply(packedA, i * depth, packedB, j * depth, depth, edge, 0, tileColumns);
          Panels.add(edge, tileColumns, c.data(), at, c.rowStride(), rows, columns);
        }
      }
    }
  }

  /** The rows of a matrix in panels of {@code width}, see {@link Panels}. */
  static Tensor packed(Matrix source, int width) {
    Tensor packed = panels(source, source.rows(), source.columns(), width);
    pack(source, width, packed);
    return packed;
  }

  private static Tensor panels(Matrix like, int rows, int depth, int width) {
    return Tensor.zeros(like.data().dtype(), Shape.of(Panels.count(rows, width), depth, width));
  }

  private static void pack(Matrix source, int width, Tensor packed) {
    int depth = source.columns();
    Parallel.rows(
        Panels.count(source.rows(), width),
        (long) depth * width,
        (from, to) -> {
          for (int panel = from; panel < to; panel++) {
            Panels.pack(source, panel * width, width, packed, panel * depth * width);
          }
        });
  }
}
