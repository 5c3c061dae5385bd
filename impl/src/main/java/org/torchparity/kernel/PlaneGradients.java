package org.torchparity.kernel;

import java.util.List;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The gradients of a layer whose gradient of x is {@link PlaneSums} of g, in one pass over both.
 * What of g is seen from a position i of x is seen for two gradients, x'(i) = Σ_k w(k)·g(i +
 * steps[k]) and w'(k) = Σ_i x(i)·g(i + steps[k]); the bias's is the sum of g, a plane of which is
 * in the cache then. Stretches of x get zeros between their lines.
 *
 * <p>A zero between two lines meets an element of g that is not seen from x there: an infinity or
 * NaN would spread. So gradients of the weight and the bias that are not finite are not to be used.
 */
final class PlaneGradients {
  private final ShiftLines shifts;
  private final PatchLines lines;
  private final DType dtype;
  private final Phases phases;
  private final PlaneStretches stretches;
  private final int groups;

  /** Where what {@link Scratch} gives is used from. */
  private final int origin;

  /**
   * Takes what {@link ShiftedSums} takes.
   *
   * @param phases how g is laid out
   * @param outputs channels of a group of x
   */
  PlaneGradients(
      DType dtype, Phases phases, int groups, int outputs, List<ShiftedSums.Part> parts) {
    this.shifts = new ShiftLines(dtype);
    this.lines = new PatchLines(dtype);
    this.dtype = dtype;
    this.phases = phases;
    this.stretches = new PlaneStretches(phases, groups, outputs, parts);
    this.groups = groups;
    this.origin = CacheLines.origin(dtype);
  }

  /** Returns the gradients, that of the weight in the shape given, and the bias's if wanted. */
  Correlation.Gradients of(Tensor g, Tensor x, Shape weight, boolean biased) {
    Tensor gradX = Tensor.empty(dtype, x.shape());
    int planes = g.size(0) * groups;
    int terms = stretches.terms();
    int channels = g.size(1) / groups;
    double[] ofTerms = new double[planes * terms];
    double[] ofChannels = new double[biased ? planes * channels : 0];
    Tensor weights = stretches.weights(dtype);
    Parallel.rows(
        planes,
        (long) terms * phases.phase() + 1,
        (from, to) -> {
          try (Phases.Channels seen = phases.new Channels(g, channels);
              Work work = new Work(seen.data(), x, weights, gradX)) {
            int length = g.elements() / (planes * channels);
            for (int i = from; i < to; i++) {
              int at = seen.show(i * channels, channels);
              if (biased) {
                for (int c = i * channels; c < (i + 1) * channels; c++) {
                  ofChannels[c] = Biases.sum(g, c * length, length);
                }
              }
              work.run(at, i * (x.elements() / planes), i % groups * terms, ofTerms, i * terms);
            }
          }
        });
    Scratch.give(weights);
    Tensor gradW = stretches.asWeight(ofSamples(ofTerms, groups * terms), dtype, weight);
    int all = groups * channels;
    Tensor bias =
        biased ? Tensor.ofDoubles(dtype, Shape.of(all), ofSamples(ofChannels, all)) : null;
    return new Correlation.Gradients(gradX, gradW, bias);
  }

  /** The sums over samples, one after the other. */
  private static double[] ofSamples(double[] values, int length) {
    double[] sums = new double[length];
    for (int i = 0; i < values.length; i++) {
      sums[i % length] += values[i];
    }
    return sums;
  }

  /** What a thread does, and the memory it keeps for that. */
  private final class Work implements AutoCloseable {
    private final Tensor g;
    private final Tensor x;
    private final Tensor weights;
    private final Tensor gradX;
    private final Tensor sums;
    private final Tensor some;

    /** The length of the lines that are in {@code some}, between which there are zeros. */
    private int width;

    Work(Tensor g, Tensor x, Tensor weights, Tensor gradX) {
      this.g = g;
      this.x = x;
      this.weights = weights;
      this.gradX = gradX;
      int room = origin + stretches.room();
      this.sums = Scratch.take(dtype, room);
      this.some = Scratch.take(dtype, room);
    }

    @Override
    public void close() {
      Scratch.give(some);
      Scratch.give(sums);
    }

    /**
     * The gradients of a group in a sample.
     *
     * @param at where its g begins
     * @param place where its x begins
     * @param weight where its weights begin
     * @param products to which those of its terms are added, from {@code product} on
     */
    void run(int at, int place, int weight, double[] products, int product) {
      int across = phases.width();
      for (PlaneStretches.Stretch stretch : stretches.all()) {
        int first = place + stretch.place();
        Grid to = stretch.part().to();
        int count = stretch.lines();
        if (width != stretch.width()) {
          width = stretch.width();
          Panels.clear(some, origin, stretches.room());
        }
        lines.pick(x, first, to.line(), to.step(), some, origin, across, count, width);
        shifts.combineAndMultiply(
            g,
            at + stretch.from(),
            stretch.steps(),
            weights,
            weight + stretch.term(),
            sums,
            some,
            origin,
            stretch.positions(),
            products,
            product + stretch.term());
        lines.spread(sums, origin, across, gradX, first, to.line(), to.step(), count, width);
      }
    }
  }
}
