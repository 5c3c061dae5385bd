package org.torchparity.kernel;

import java.util.Arrays;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * The gradient of a weight whose sums are {@link PlaneSums}: g is laid out as the phases of x are,
 * with zeros between its lines, so that each element is the product of two rows, one shifted.
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
  private final int most;

  PlaneGradient(Correlation map, DType dtype) {
    this.map = map;
    this.window = map.window();
    this.phases = new Phases(window);
    this.shifts = new ShiftLines(dtype);
    this.lines = new PatchLines(dtype);
    this.inputs = map.inChannels() / map.groups();
    this.outputs = map.outChannels() / map.groups();
    this.steps = phases.steps(inputs);
    this.most = PlaneSums.linesOfStretch(window.output[1], phases.width());
  }

  /** Returns the gradient of a weight of the shape given; samples are added up in float64. */
  Tensor of(Tensor g, Tensor x, Shape shape) {
    double[] gradient = new double[shape.elements()];
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
                  add(seen.data(), at, g, plane, upstream, sums, sum);
                }
              }
              store(sums, gradient, group * outputs * steps.length);
            }
          }
          Scratch.give(upstream);
        });
    return Tensor.ofDoubles(x.dtype(), shape, gradient);
  }

  /** Adds the products of a plane of g with what each element of the weight sees. */
  private void add(
      Tensor x, int at, Tensor g, int plane, Tensor upstream, double[] sums, int first) {
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
