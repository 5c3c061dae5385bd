package org.torchparity.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Formulas of the elements of some operands at one place, w·f(a, b, c), by blocks that stay in the
 * cache.
 */
public final class ElementBlocks {
  private static final int BLOCK = 1 << 9;

  private final Shape shape;
  private final List<Tensor> operands;
  private final Tensor[] repeated;
  private final @Nullable Tensor weight;

  /**
   * Takes two or three operands of any dtypes.
   *
   * @param shape what each is repeated over
   * @param weight w, or null for 1
   * @throws IllegalArgumentException if an operand or the weight cannot be expanded to the shape
   */
  public ElementBlocks(Shape shape, @Nullable Tensor weight, Tensor... operands) {
    this.shape = shape;
    this.operands = List.of(operands);
    this.repeated = new Tensor[operands.length];
    for (int i = 0; i < operands.length; i++) {
      repeated[i] = repeated(operands[i]);
    }
    this.weight = weight == null ? null : repeated(weight);
  }

  /** Returns a tensor over the shape: as it is where blocks are loaded from a period of it. */
  private Tensor repeated(Tensor x) {
    boolean periodic = x.dtype().isFloatingPoint() && Broadcast.isPeriod(x.shape(), shape);
    return periodic ? x : Broadcast.expanded(x, shape);
  }

  /** Returns Σ w·f, added up block after block, however many threads there are. */
  public double sum(BlockFormula f) {
    double[] sums = new double[blocks()];
    eachBlock(1, (room, start, n) -> sums[start / BLOCK] = sum(room.values(f, start, n), n));
    double sum = 0;
    for (double each : sums) {
      sum += each;
    }
    return sum;
  }

  /** Returns Σ w·f over the last axis. */
  public double[] rowSums(BlockFormula f) {
    int columns = shape.size(-1);
    double[] sums = new double[shape.elements(0, shape.rank() - 1)];
    Parallel.rows(
        sums.length,
        columns,
        (from, to) ->
            each(
                from * columns,
                to * columns,
                (room, start, n) -> add(room.values(f, start, n), start, n, columns, sums)));
    return sums;
  }

  /** Returns w·f, rounded to a dtype. */
  public Tensor values(BlockFormula f, DType dtype) {
    Tensor y = Tensor.empty(dtype, shape);
    eachBlock(1, (room, start, n) -> Planes.store(room.values(f, start, n), y, start, n));
    return y;
  }

  /** A formula f that is the derivative by the operand of a number. */
  public record Derivative(int operand, BlockFormula f) {}

  /**
   * Returns g·w·f of each derivative f, added up over the places where its operand was repeated, in
   * the operand's dtype.
   *
   * @param g an upstream gradient, which is repeated over the shape
   */
  public List<Tensor> gradients(List<Derivative> derivatives, Tensor g) {
    Tensor factor = repeated(g);
    List<Tensor> values =
        derivatives.stream()
            .map(each -> Tensor.empty(dtype(operands.get(each.operand())), shape))
            .toList();
    eachBlock(
        derivatives.size(),
        (room, start, n) -> {
          for (int i = 0; i < values.size(); i++) {
            double[] block = room.values(derivatives.get(i).f(), start, n);
            multiply(block, factor, start, n, room.factors);
            Planes.store(block, values.get(i), start, n);
          }
        });
    List<Tensor> gradients = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      gradients.add(addedUp(values.get(i), operands.get(derivatives.get(i).operand())));
    }
    return gradients;
  }

  /** The dtype of an operand's gradient before it is added up. */
  private DType dtype(Tensor operand) {
    return operand.shape().equals(shape) ? operand.dtype() : DType.FLOAT64;
  }

  /** Sums over the places where an operand was repeated, for which they are in float64. */
  private Tensor addedUp(Tensor values, Tensor operand) {
    return operand.shape().equals(shape)
        ? values
        : Broadcast.sum(values.doubles(), shape, operand.dtype(), operand.shape());
  }

  /** Work on the elements from {@code start} on. */
  private interface Work {
    void at(Room room, int start, int n);
  }

  private void eachBlock(int formulas, Work work) {
    Parallel.rows(
        blocks(),
        (long) formulas * BLOCK,
        (from, to) -> each(from * BLOCK, Math.min(to * BLOCK, shape.elements()), work));
  }

  private void each(int from, int to, Work work) {
    Room room = new Room();
    for (int start = from; start < to; start += BLOCK) {
      work.at(room, start, Math.min(BLOCK, to - start));
    }
  }

  private int blocks() {
    return (shape.elements() + BLOCK - 1) / BLOCK;
  }

  /** What a thread computes a block in. */
  private final class Room {
    private final double[][] elements = new double[3][BLOCK];
    private final double[] values = new double[BLOCK];
    final double[] factors = new double[BLOCK];

    /** w·f of a block. */
    double[] values(BlockFormula f, int start, int n) {
      for (int i = 0; i < repeated.length; i++) {
        load(repeated[i], start, elements[i], n);
      }
      f.at(elements[0], elements[1], elements[2], values, n);
      if (weight != null) {
        multiply(values, weight, start, n, factors);
      }
      return values;
    }
  }

  private static void load(Tensor x, int start, double[] block, int n) {
    if (x.dtype() == DType.INT64) {
      Kernels.functions().widen(x.longs(), start, block, n);
      return;
    }
    int period = x.elements();
    int loaded = 0;
    while (loaded < Math.min(n, period)) {
      int from = (start + loaded) % period;
      int count = Math.min(Math.min(n, period) - loaded, period - from);
      Planes.load(x, from, block, loaded, count);
      loaded += count;
    }
    while (loaded < n) {
      int count = Math.min(loaded, n - loaded);
      System.arraycopy(block, 0, block, loaded, count);
      loaded += count;
    }
  }

  /** Multiplies values by factors of their shape, or by one. */
  private static void multiply(double[] values, Tensor factor, int start, int n, double[] room) {
    if (factor.elements() == 1) {
      double number = factor.item();
      for (int i = 0; i < n; i++) {
        values[i] *= number;
      }
    } else {
      load(factor, start, room, n);
      for (int i = 0; i < n; i++) {
        values[i] *= room[i];
      }
    }
  }

  /** Adds elements to the sums of their rows, one after the other wherever a block begins. */
  private static void add(double[] values, int start, int n, int columns, double[] sums) {
    int i = 0;
    while (i < n) {
      int row = (start + i) / columns;
      int end = Math.min(n, (row + 1) * columns - start);
      double sum = sums[row];
      for (; i < end; i++) {
        sum += values[i];
      }
      sums[row] = sum;
    }
  }

  /** Four sums at a time, as one would wait for each addition. */
  private static double sum(double[] values, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < length; i++) {
      a += values[i];
    }
    return a + b + (c + d);
  }
}
