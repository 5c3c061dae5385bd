package org.torchparity.nn.loss;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The distance of triplets that a distance of pairs makes, each pair by itself. */
record DistancePasses(DistanceFunction distance) implements TripletDistance {
  @Override
  public Measured of(Tensor a, Tensor p, Tensor n, boolean swap) {
    List<Pass> passes = new ArrayList<>(List.of(distance.between(a, p), distance.between(a, n)));
    if (swap) {
      passes.add(distance.between(p, n));
    }
    return new Passes(passes, a.dtype());
  }

  private record Passes(List<Pass> passes, DType dtype) implements Measured {
    @Override
    public List<Tensor> distances() {
      return passes.stream().map(Pass::output).toList();
    }

    @Override
    public Gradients backward(List<double[]> gradDistances) {
      Gradients near = backward(0, gradDistances);
      Gradients far = backward(1, gradDistances);
      Tensor gradA = sum(near.input(), far.input());
      Tensor gradP = requireNonNull(near.input(1));
      Tensor gradN = requireNonNull(far.input(1));
      if (passes.size() > 2) {
        Gradients other = backward(2, gradDistances);
        gradP = sum(gradP, other.input());
        gradN = sum(gradN, requireNonNull(other.input(1)));
      }
      return Gradients.ofInput(gradA).withInput(1, gradP.to(dtype)).withInput(2, gradN.to(dtype));
    }

    private Gradients backward(int i, List<double[]> gradDistances) {
      Tensor distances = passes.get(i).output();
      return passes
          .get(i)
          .backward(Tensor.ofDoubles(distances.dtype(), distances.shape(), gradDistances.get(i)));
    }

    private Tensor sum(Tensor first, Tensor second) {
      double[] sum = first.toDoubles().clone();
      double[] summand = second.toDoubles();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += summand[i];
      }
      return Tensor.ofDoubles(dtype, first.shape(), sum);
    }
  }
}
