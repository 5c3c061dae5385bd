package org.torchparity.kernel;

import java.util.List;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The sums of {@link PlaneStretches}: each output is one of a plane's shifts, times a weight. */
final class PlaneSums {
  private final ShiftLines shifts;
  private final PatchLines lines;
  private final DType dtype;
  private final Phases phases;
  private final PlaneStretches stretches;
  private final int groups;
  private final int outputs;

  /** Takes what {@link ShiftedSums} takes. */
  PlaneSums(DType dtype, Phases phases, int groups, int outputs, List<ShiftedSums.Part> parts) {
    this.shifts = new ShiftLines(dtype);
    this.lines = new PatchLines(dtype);
    this.dtype = dtype;
    this.phases = phases;
    this.stretches = new PlaneStretches(phases, groups, outputs, parts);
    this.groups = groups;
    this.outputs = outputs;
  }

  /** Stores the sums, see {@link ShiftedSums#store}. */
  void store(Tensor y, Tensor x) {
    Tensor weights = stretches.weights(dtype);
    int planes = x.size(0) * groups;
    int channels = x.size(1) / groups;
    Parallel.rows(
        planes,
        (long) stretches.terms() * phases.phase() / 2 + 1,
        (from, to) -> {
          Tensor sums = Scratch.take(dtype, stretches.room());
          try (Phases.Channels seen = phases.new Channels(x, channels)) {
            for (int i = from; i < to; i++) {
              int at = seen.show(i * channels, channels);
              int target = i * (y.elements() / planes);
              for (PlaneStretches.Stretch some : stretches.all()) {
                shifts.combine(
                    seen.data(),
                    at + some.from(),
                    some.steps(),
                    weights,
                    i % groups * stretches.terms() + some.term(),
                    some.part().terms().start(),
                    i % groups * outputs + some.output(),
                    sums,
                    some.positions());
                Grid grid = some.part().to();
                lines.spread(
                    sums,
                    0,
                    phases.width(),
                    y,
                    target + some.place(),
                    grid.line(),
                    grid.step(),
                    some.lines(),
                    some.width());
              }
            }
          }
          Scratch.give(sums);
        });
    Scratch.give(weights);
  }
}
