package org.torchparity.kernel;

import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Scores of classes seen as (N, C, L): C classes at each of N·L places, with a stride of L from one
 * class to the next.
 *
 * @param batch N, 1 where there is no batch
 * @param classes C
 * @param length L, the product of the axes behind the classes'
 */
public record ClassScores(int batch, int classes, int length) {

  /** Returns the layout of scores (C), (N, C) or (N, C, d₁, …). */
  public static ClassScores of(Shape shape) {
    return shape.rank() == 1
        ? new ClassScores(1, shape.size(0), 1)
        : new ClassScores(shape.size(0), shape.size(1), shape.elements(2, shape.rank()));
  }

  /** N·L. */
  public int places() {
    return batch * length;
  }

  /** The position of a place's score of class 0. */
  public int first(int place) {
    return place / length * classes * length + place % length;
  }

  /** Work at one place. */
  public interface Place {
    /**
     * Works on the scores at {@code first}, {@code first + length}, … of a place.
     *
     * @param place its number
     * @param first the position of its score of class 0
     */
    void at(int place, int first);
  }

  /** Runs work at every place, each by one thread. */
  public void each(Place work) {
    Parallel.rows(
        places(),
        classes,
        (from, to) -> {
          for (int place = from; place < to; place++) {
            work.at(place, first(place));
          }
        });
  }

  /** Returns the log softmax of the scores of each place. */
  public double[] logSoftmax(double[] x) {
    return softmax().logSoftmax(scores(x)).y().toDoubles();
  }

  /** Returns the gradient of scores from that of {@code y}, their log softmax. */
  public double[] logSoftmaxBackward(double[] g, double[] y) {
    var ofNothing = AxisSoftmax.Logarithms.of(places());
    return softmax().logSoftmaxBackward(scores(g), scores(y), ofNothing).toDoubles();
  }

  private Tensor scores(double[] values) {
    return Tensor.of(values, batch, classes, length);
  }

  /** The softmax of each place. */
  public AxisSoftmax softmax() {
    return AxisSoftmax.of(new AxisLines(batch, classes, length));
  }
}
