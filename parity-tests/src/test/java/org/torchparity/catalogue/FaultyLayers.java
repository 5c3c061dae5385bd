package org.torchparity.catalogue;

import java.util.List;
import java.util.Map;
import org.torchparity.fixtures.Args;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/** Layers that leave an argument out of account, under the names and samples of the right ones. */
final class FaultyLayers {
  private FaultyLayers() {}

  /** A catalogue of a Conv2d that lets every group see the channels of the first. */
  static Catalogue convolutionThatIgnoresGroups() {
    return catalogue(
        Row.of(
                "Conv2d",
                a ->
                    new FirstGroupOnly(
                        a.integer("in_channels"),
                        a.integer("out_channels"),
                        a.ints("kernel_size", 2),
                        a.integer("groups", 1)))
            .samples(
                Sample.sample(
                        "groups",
                        "in_channels",
                        6,
                        "out_channels",
                        9,
                        "kernel_size",
                        3,
                        "groups",
                        3)
                    .input(Draw.normal(4, 6, 7, 8))));
  }

  /** A catalogue of an NLLLoss that does not weight the classes. */
  static Catalogue lossThatIgnoresWeights() {
    Row right = Catalogue.standard().row("NLLLoss");
    return catalogue(
        Row.of(
                "NLLLoss",
                a -> {
                  Tensor ignored = a.tensor("weight");
                  return right.build(Args.of("reduction", a.string("reduction", "mean")));
                })
            .samples(
                Sample.sample(
                        "weight", "weight", Tensor.of(new double[] {0.5, 2, 1.25, 0.75, 3}, 5))
                    .input(Draw.normal(6, 5))
                    .input(Draw.longs(new long[] {4, 2, 3, 4, 0, 1}, 6))));
  }

  private static Catalogue catalogue(Row row) {
    return new Catalogue(List.of(new Family("faulty", List.of(row))));
  }

  private static final class FirstGroupOnly extends Module {
    private final Module inner;
    private final int channels;

    FirstGroupOnly(int in, int out, int[] kernel, int groups) {
      if (in % groups != 0 || out % groups != 0) {
        throw new IllegalArgumentException("groups");
      }
      channels = in / groups;
      inner =
          Catalogue.standard()
              .row("Conv2d")
              .build(Args.of("in_channels", channels, "out_channels", out, "kernel_size", kernel));
      inner.parameters().forEach(this::setParameter);
    }

    @Override
    public Pass forward(Tensor... inputs) {
      Tensor input = inputs[0];
      inner.to(input.dtype()).loadStateDict(stateDict());
      int n = input.size(0);
      int c = input.size(1);
      int plane = input.size(2) * input.size(3);
      double[] x = input.toDoubles();
      double[] first = new double[n * channels * plane];
      for (int i = 0; i < n; i++) {
        System.arraycopy(x, i * c * plane, first, i * channels * plane, channels * plane);
      }
      Tensor seen =
          Tensor.ofDoubles(
              input.dtype(), Shape.of(n, channels, input.size(2), input.size(3)), first);
      Pass pass = inner.forward(seen);
      return Pass.of(
          pass.output(),
          g -> {
            Gradients gradients = pass.backward(g);
            double[] small = gradients.input().toDoubles();
            double[] gradient = new double[x.length];
            for (int i = 0; i < n; i++) {
              System.arraycopy(
                  small, i * channels * plane, gradient, i * c * plane, channels * plane);
            }
            Gradients all =
                Gradients.ofInput(Tensor.ofDoubles(input.dtype(), input.shape(), gradient));
            for (Map.Entry<String, Tensor> each : gradients.parameters().entrySet()) {
              all = all.withParameter(each.getKey(), each.getValue());
            }
            return all;
          });
    }
  }
}
