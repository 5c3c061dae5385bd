package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The gradient of a weight whose sums are {@link PlaneSums}: g is laid out as the phases of x are,
 * with zeros between its lines, so that each element is the product of two rows, one shifted.
 *
 * <p>A zero between two lines meets an element of x that the weight does not see there: an infinity
 * or NaN would spread. So sums that are not finite are made again, a line at a time.
 */
final class PlaneGradient {
  private final Correlation map;
  private final Window window;
  private final Phases phases;
  private final ShiftLines shifts;
  private final PatchLines lines;
  private final int inputs;
  private final int outputs;
  private final int[] steps;

  /** Lines of g that are laid out together. */
  private final int stretch;

  PlaneGradient(Correlation map, DType dtype) {
    this.map = map;
    this.window = map.window();
    this.phases = new Phases(window);
    this.shifts = new ShiftLines(dtype);
    this.lines = new PatchLines(dtype);
    this.inputs = map.inChannels() / map.groups();
    this.outputs = map.outChannels() / map.groups();
    this.steps = phases.steps(inputs);
    this.stretch = PlaneSums.linesOfStretch(window.output[1], phases.width());
  }

  /** Returns the gradient of a weight of the shape given. */
  Tensor of(Tensor g, Tensor x, Shape shape) {
    double[] gradient = sums(g, x, stretch);
    if (!Finite.all(gradient)) {
      gradient = sums(g, x, 1);
    }
    return Tensor.ofDoubles(x.dtype(), shape, gradient);
  }

  /** The gradient, samples added up in float64, where {@code most} lines are laid out together. */
  private double[] sums(Tensor g, Tensor x, int most) {
    double[] gradient = new double[map.groups() * outputs * steps.length];
    int samples = x.size(0);
    Parallel.rows(
        map.groups(),
        (long) samples * outputs * steps.length * window.outputElements() / 2 + 1,
        (from, to) -> {
          Tensor upstream = Scratch.take(x.dtype(), most * phases.width());
          Panels.clear(upstream, 0, most * phases.width());
          double[] sums = new double[outputs * steps.length * shifts.lanes()];
          try (Phases.Channels seen = phases.new Channels(x, inputs)) {
            for (int group = from; group < to; group++) {
              Arrays.fill(sums, 0);
              for (int n = 0; n < samples; n++) {
                int i = n * map.groups() + group;
                int at = seen.show(i * inputs, inputs);
                for (int o = 0; o < outputs; o++) {
                  int plane = (i * outputs + o) * window.outputElements();
                  int sum = o * steps.length * shifts.lanes();
                  add(seen.data(), at, g, plane, upstream, most, sums, sum);
                }
              }
              store(sums, gradient, group * outputs * steps.length);
            }
          }
          Scratch.give(upstream);
        });
    return gradient;
  }

  /** Adds the products of a plane of g with what each element of the weight sees. */
  private void add(
      Tensor x, int at, Tensor g, int plane, Tensor upstream, int most, double[] sums, int first) {
    int height = window.output[1];
    int width = window.width();
    for (int slice = 0; slice < window.output[0]; slice++) {
      for (int line = 0; line < height; line += most) {
        int count = Math.min(most, height - line);
        int from = plane + (slice * height + line) * width;
        lines.copy(g, from, width, upstream, 0, phases.width(), count, width);
        int begin = at + slice * phases.plane() + line * phases.width();
        int positions = (count - 1) * phases.width() + width;
        shifts.addProducts(x, begin, steps, upstream, positions, sums, first);
      }
    }
  }

  private void store(double[] sums, double[] gradient, int at) {
    int lanes = shifts.lanes();
    for (int i = 0; i < sums.length; i++) {
      gradient[at + i / lanes] += sums[i];
    }
  }
}
