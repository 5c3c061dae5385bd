package org.torchparity.kernel;

import java.util.List;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/**
 * {@link ShiftedSums} of groups so small, as a depthwise convolution's are, that a product of
 * matrices would be of vectors: each output is a sum of one plane's shifts, each times a weight.
 */
final class PlaneSums {
  /** Channels of a group of x or y, at most. */
  private static final int MOST = 2;

  /** Positions whose sums are made before they are stored, if a line is not longer. */
  private static final int STRETCH = 1 << 11;

  private final ShiftLines shifts;
  private final PatchLines lines;
  private final DType dtype;
  private final Phases phases;
  private final List<ShiftedSums.Part> parts;
  private final int groups;
  private final int outputs;
  private final int terms;

  /** Takes what {@link ShiftedSums} takes. */
  PlaneSums(DType dtype, Phases phases, int groups, int outputs, List<ShiftedSums.Part> parts) {
    this.shifts = new ShiftLines(dtype);
    this.lines = new PatchLines(dtype);
    this.dtype = dtype;
    this.phases = phases;
    this.parts = parts;
    this.groups = groups;
    this.outputs = outputs;
    this.terms = parts.stream().mapToInt(part -> part.terms().steps().length).sum();
  }

  /** Whether the groups of a map are that small. */
  static boolean fits(Correlation map) {
    return map.inChannels() / map.groups() <= MOST && map.outChannels() / map.groups() <= MOST;
  }

  /** Lines whose sums are made together: as many in each stretch of a slice, but the last. */
  static int linesOfStretch(int count, int width) {
    int stretches = Math.max(1, Panels.count(count * width, STRETCH));
    return Panels.count(count, stretches);
  }

  /** Stores the sums, see {@link ShiftedSums#store}. */
  void store(Tensor y, Tensor x) {
    Tensor weights = Scratch.take(dtype, groups * outputs * terms);
    pack(weights);
    int channels = x.size(1) / groups;
    int room = parts.stream().mapToInt(this::stretch).max().orElse(0);
    Parallel.rows(
        x.size(0) * groups,
        (long) terms * outputs * phases.phase() / 2 + 1,
        (from, to) -> {
          Tensor sums = Scratch.take(dtype, room);
          try (Phases.Channels seen = phases.new Channels(x, channels)) {
            for (int i = from; i < to; i++) {
              int at = seen.show(i * channels, channels);
              for (int o = 0; o < outputs; o++) {
                int output = i % groups * outputs + o;
                int weight = output * terms;
                for (ShiftedSums.Part part : parts) {
                  int target = (i * outputs + o) * part.to().channel();
                  run(part, seen.data(), at, weights, weight, output, sums, y, target);
                  weight += part.terms().steps().length;
                }
              }
            }
          }
          Scratch.give(sums);
        });
    Scratch.give(weights);
  }

  /** The weights of an output's terms, part after part, and output after output. */
  private void pack(Tensor weights) {
    int at = 0;
    for (int output = 0; output < groups * outputs; output++) {
      for (ShiftedSums.Part part : parts) {
        for (Matrix matrix : part.terms().weights()) {
          Matrix ofGroup = ShiftedTerms.ofGroup(matrix, output / outputs, groups);
          Panels.pack(ofGroup, output % outputs, 1, weights, at);
          at += matrix.columns();
        }
      }
    }
  }

  private int stretch(ShiftedSums.Part part) {
    return linesOfStretch(part.extents()[1], phases.width()) * phases.width();
  }

  /** The sums of one part of an output's plane. */
  private void run(
      ShiftedSums.Part part,
      Tensor x,
      int at,
      Tensor weights,
      int first,
      int output,
      Tensor sums,
      Tensor y,
      int target) {
    ShiftedTerms terms = part.terms();
    Grid to = part.to();
    int height = part.extents()[1];
    int width = part.extents()[2];
    int most = linesOfStretch(height, phases.width());
    for (int slice = 0; slice < part.extents()[0]; slice++) {
      for (int line = 0; line < height; line += most) {
        int count = Math.min(most, height - line);
        int positions = (count - 1) * phases.width() + width;
        int from = at + slice * phases.plane() + line * phases.width();
        int place = target + to.offset() + slice * to.plane() + line * to.line();
        shifts.combine(
            x, from, terms.steps(), weights, first, terms.start(), output, sums, positions);
        lines.spread(sums, 0, phases.width(), y, place, to.line(), to.step(), count, width);
      }
    }
  }
}
