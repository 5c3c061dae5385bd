package org.torchparity.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Each element against its formula, in runs that are longer than a block and in short ones. */
class GatedHalvesTest {

  @ParameterizedTest
  @CsvSource({
    "FLOAT32, 3, 5000",
    "FLOAT32, 700, 3",
    "FLOAT32, 3000, 1",
    "FLOAT32, 5, 1",
    "FLOAT64, 3, 5000",
    "FLOAT64, 700, 3"
  })
  void halves_give_what_each_element_asks_for(DType dtype, int runs, int length) {
    Random random = new Random(runs);
    Shape whole = Shape.of(runs, 2, length);
    Shape half = Shape.of(runs, length);
    Tensor x = Tensor.ofDoubles(dtype, whole, random.doubles(whole.elements(), -9, 9).toArray());
    Tensor g = Tensor.ofDoubles(dtype, half, random.doubles(half.elements(), -2, 2).toArray());
    GatedHalves halves = new GatedHalves(runs, length);
    Tensor y = halves.forward(x, half);
    Tensor gradient = halves.backward(g, x);
    double unit = dtype == DType.FLOAT32 ? 0x1p-20 : 0x1p-49;
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < length; i++) {
        double a = x.at(run, 0, i);
        double gate = 1 / (1 + Math.exp(-x.at(run, 1, i)));
        double upstream = g.at(run, i);
        double ofGate = upstream * a * gate / (1 + Math.exp(x.at(run, 1, i)));
        assertThat(y.at(run, i)).isCloseTo(a * gate, within(unit * Math.abs(a * gate)));
        assertThat(gradient.at(run, 0, i))
            .isCloseTo(upstream * gate, within(unit * Math.abs(upstream * gate)));
        assertThat(gradient.at(run, 1, i)).isCloseTo(ofGate, within(unit * Math.abs(ofGate)));
      }
    }
  }
}
