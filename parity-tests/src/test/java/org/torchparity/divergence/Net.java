package org.torchparity.divergence;

import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.nn.activation.GELU;
import org.torchparity.nn.activation.Tanh;
import org.torchparity.nn.container.Sequential;
import org.torchparity.nn.conv.Conv2d;
import org.torchparity.nn.conv.ConvOptions;
import org.torchparity.nn.linear.Flatten;
import org.torchparity.nn.linear.Linear;
import org.torchparity.nn.norm.BatchNorm2d;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Tensor;

/** The {@code Net} of {@code torch_scripts.py} in Java: nested, with a residual block. */
final class Net extends Module {
  private final Sequential features =
      new Sequential(
          new Conv2d(2, 3, 3), new BatchNorm2d(3), new Sequential(new Tanh(), new Residual()));
  private final Linear head = new Linear(27, 4);

  Net() {
    addChild("features", features);
    addChild("head", head);
  }

  /** Named as the script's layers. */
  LayeredModel layers() {
    return layers(new GELU());
  }

  /** With an activation of one's own in the place of the first. */
  LayeredModel layers(Module act) {
    return LayeredModel.named("Java")
        .layer("features", features)
        .layer("act", act)
        .layer("flat", new Flatten())
        .layer("act#2", new GELU())
        .layer("head", head);
  }

  @Override
  public Pass forward(Tensor... inputs) {
    throw new UnsupportedOperationException("only its layers run here");
  }

  /** y = x + norm(conv(x)). */
  private static final class Residual extends Module {
    private final Conv2d conv =
        new Conv2d(3, 3, new int[] {3}, ConvOptions.defaults().withPadding(1));
    private final BatchNorm2d norm = new BatchNorm2d(3);

    Residual() {
      addChild("conv", conv);
      addChild("norm", norm);
    }

    @Override
    public Pass forward(Tensor... inputs) {
      Pass convolved = conv.forward(inputs);
      Pass normed = norm.forward(convolved.output());
      return Pass.of(
          sum(inputs[0], normed.output()),
          gradOutput -> {
            Gradients ofNorm = normed.backward(gradOutput);
            Gradients ofConv = convolved.backward(ofNorm.input());
            Gradients all = Gradients.ofInput(sum(gradOutput, ofConv.input()));
            for (var each : ofConv.parameters().entrySet()) {
              all = all.withParameter("conv." + each.getKey(), each.getValue());
            }
            for (var each : ofNorm.parameters().entrySet()) {
              all = all.withParameter("norm." + each.getKey(), each.getValue());
            }
            return all;
          });
    }

    private static Tensor sum(Tensor a, Tensor b) {
      double[] values = a.to(DType.FLOAT64).copy().doubles();
      for (int i = 0; i < values.length; i++) {
        values[i] += b.get(i);
      }
      return Tensor.ofDoubles(a.dtype(), a.shape(), values);
    }
  }
}
