package org.torchparity.kernel;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * {@link ShiftedSums} of groups so small, as a depthwise convolution's are, that a product of
 * matrices would be of vectors: the planes of a group's outputs, a few lines at a time.
 */
final class PlaneStretches {
  /** Channels of a group of x or y, at most. */
  private static final int MOST = 2;

  /** Positions of a stretch, if a line is not longer. */
  private static final int STRETCH = 1 << 11;

  /**
   * Some lines of a part of an output's plane.
   *
   * @param output counted in its group
   * @param term the first of the part's, counted in the group, output after output
   * @param from where the first position lies in what is seen
   * @param place where it lies in the group's outputs
   * @param lines how many
   * @param positions flattened, from the first to the last
   */
  record Stretch(
      ShiftedSums.Part part, int output, int term, int from, int place, int lines, int positions) {
    int[] steps() {
      return part.terms().steps();
    }

    /** Positions of a line. */
    int width() {
      return part.extents()[2];
    }
  }

  private final Phases phases;
  private final List<ShiftedSums.Part> parts;
  private final int groups;
  private final int outputs;
  private final int terms;
  private final List<Stretch> all = new ArrayList<>();

  /** Takes what {@link ShiftedSums} takes. */
  PlaneStretches(Phases phases, int groups, int outputs, List<ShiftedSums.Part> parts) {
    this.phases = phases;
    this.parts = parts;
    this.groups = groups;
    this.outputs = outputs;
    int term = 0;
    for (int output = 0; output < outputs; output++) {
      for (ShiftedSums.Part part : parts) {
        add(part, output, term);
        term += part.terms().count();
      }
    }
    this.terms = term;
  }

  /** Whether the groups of a map are that small. */
  static boolean fit(Correlation map) {
    return map.inChannels() / map.groups() <= MOST && map.outChannels() / map.groups() <= MOST;
  }

  /** Adds a part of an output's plane: as many lines in each stretch of a slice, but the last. */
  private void add(ShiftedSums.Part part, int output, int term) {
    Grid to = part.to();
    int width = phases.width();
    int height = part.extents()[1];
    int most = Panels.count(height, Math.max(1, Panels.count(height * width, STRETCH)));
    for (int slice = 0; slice < part.extents()[0]; slice++) {
      for (int line = 0; line < height; line += most) {
        int lines = Math.min(most, height - line);
        int from = slice * phases.plane() + line * width;
        int place = output * to.channel() + to.offset() + slice * to.plane() + line * to.line();
        int positions = (lines - 1) * width + part.extents()[2];
        all.add(new Stretch(part, output, term, from, place, lines, positions));
      }
    }
  }

  /** The stretches of a group's outputs. */
  List<Stretch> all() {
    return all;
  }

  /** Terms of a group's outputs. */
  int terms() {
    return terms;
  }

  /** Elements of the lines of any stretch, and what lies between them. */
  int room() {
    return all.stream().mapToInt(stretch -> stretch.lines() * phases.width()).max().orElse(0);
  }

  /** The weights of all terms, group after group, in {@link Scratch}. */
  Tensor weights(DType dtype) {
    Tensor weights = Scratch.take(dtype, groups * terms);
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
    return weights;
  }

  /** What was computed of all terms, in the order of {@link #weights}, as the weight has it. */
  Tensor asWeight(double[] ofTerms, DType dtype, Shape shape) {
    double[] values = new double[shape.elements()];
    int at = 0;
    for (int output = 0; output < groups * outputs; output++) {
      for (ShiftedSums.Part part : parts) {
        for (Matrix matrix : part.terms().weights()) {
          Matrix ofGroup = ShiftedTerms.ofGroup(matrix, output / outputs, groups);
          int row = ofGroup.offset() + output % outputs * ofGroup.rowStride();
          for (int j = 0; j < matrix.columns(); j++) {
            values[row + j * matrix.columnStride()] = ofTerms[at++];
          }
        }
      }
    }
    return Tensor.ofDoubles(dtype, shape, values);
  }
}
