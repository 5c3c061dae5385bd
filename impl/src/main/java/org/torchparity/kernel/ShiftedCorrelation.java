package org.torchparity.kernel;

import java.util.List;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * A {@link Correlation} without patches: the padded input is laid out by {@link Phases}, in which
 * output position q and kernel position k see element q + phases.shift(k), so that the map is one
 * of {@link ShiftedSums}.
 */
final class ShiftedCorrelation {
  /** Channels of a group that make the sums worth their tiles. */
  private static final int LEAST = 3;

  private final Correlation map;
  private final Window window;
  private final int inputs;
  private final int outputs;
  private final Phases phases;

  ShiftedCorrelation(Correlation map) {
    this.map = map;
    this.window = map.window();
    this.inputs = map.inChannels() / map.groups();
    this.outputs = map.outChannels() / map.groups();
    this.phases = new Phases(window);
  }

  static boolean fits(Correlation map) {
    return map.outChannels() / map.groups() >= LEAST || PlaneStretches.fit(map);
  }

  /** Returns start + the map of x, see {@link Correlation#of}. */
  Tensor of(Tensor x, Tensor weight, Tensor start, Shape shape) {
    Tensor y = Tensor.empty(x.dtype(), shape);
    ShiftedSums.store(map, phases, List.of(whole(weight, start)), y, x);
    return y;
  }

  /** Returns the gradients of the adjoint, see {@link Correlation#adjointGradients}, by planes. */
  Correlation.Gradients gradients(Tensor g, Tensor y, Tensor weight, boolean biased) {
    Tensor zeros = Tensor.zeros(y.dtype(), Shape.of(map.outChannels()));
    List<ShiftedSums.Part> parts = List.of(whole(weight, zeros));
    return new PlaneGradients(y.dtype(), phases, map.groups(), outputs, parts)
        .of(g, y, weight.shape(), biased);
  }

  /** All outputs. */
  private ShiftedSums.Part whole(Tensor weight, Tensor start) {
    int line = window.output[2];
    int plane = window.output[1] * line;
    Grid to = new Grid(window.output[0] * plane, 0, plane, line, 1);
    int[] steps = phases.steps(inputs);
    List<Matrix> weights = List.of(Matrix.of(weight, 0, outputs, steps.length));
    ShiftedTerms terms = new ShiftedTerms(weights, steps, start);
    return new ShiftedSums.Part(terms, to, window.output);
  }
}
