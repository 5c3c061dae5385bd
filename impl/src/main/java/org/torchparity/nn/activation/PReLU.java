package org.torchparity.nn.activation;

import org.torchparity.kernel.ChannelSlopes;
import org.torchparity.kernel.Layout;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.DType;
import org.torchparity.tensor.Shape;
import org.torchparity.tensor.Tensor;

/**
 * Rectifier with a learnable slope: y = x where x &gt; 0, else w·x, with one w for all elements or
 * one a channel.
 *
 * <p>Parameters: {@code weight} w ({@code numParameters}).
 *
 * <p>Shape: Input: (*) with one parameter, (N, C, *) with C parameters, float32 or float64 as the
 * parameter → Output: the same.
 *
 * <p>Backward:
 *
 * <pre>
 * δE/δx = g where x &gt; 0, else w·g
 * δE/δw = Σ g·x over the x that are not positive
 * </pre>
 *
 * <p>Errors: {@link IllegalArgumentException} if {@code numParameters} is negative, if there are
 * several parameters or none and the input has no axes or another number of channels (an input of
 * one axis counts as one channel), or if its dtype is not the parameter's.
 *
 * <p>Source: He et al., "Delving Deep into Rectifiers" (2015); torch.nn.PReLU;
 * ATen/native/Activation.cpp (prelu) at v2.10.0.
 */
public final class PReLU extends Module {
  private final int numParameters;

  /** Makes a layer with torch's defaults: one parameter, 0.25. */
  public PReLU() {
    this(1, 0.25);
  }

  /**
   * Makes a layer.
   *
   * @param numParameters 1, or the number of channels
   * @param init the parameters' first value
   * @throws IllegalArgumentException if {@code numParameters} is negative
   */
  public PReLU(int numParameters, double init) {
    this.numParameters = numParameters;
    setParameter("weight", Tensor.full(DType.FLOAT32, Shape.of(numParameters), init));
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Tensor x = Pointwise.input("PReLU", inputs);
    Tensor weight = parameter("weight");
    if (x.dtype() != weight.dtype()) {
      throw new IllegalArgumentException(
          "PReLU: Type promoting not supported. Got "
              + x.dtype().torchName()
              + " and "
              + weight.dtype().torchName());
    }
    Layout layout = layout(x.shape());
    double[] slopes = weight.toDoubles();
    return Pass.of(
        ChannelSlopes.apply(x, layout, slopes),
        g ->
            Gradients.ofInput(ChannelSlopes.backward(g, x, layout, slopes))
                .withParameter(
                    "weight",
                    Tensor.ofDoubles(
                        weight.dtype(),
                        weight.shape(),
                        ChannelSlopes.slopeGradients(g, x, layout))));
  }

  private Layout layout(Shape shape) {
    if (numParameters == 1) {
      return new Layout(1, 1, shape.elements());
    }
    if (shape.rank() == 0) {
      throw new IllegalArgumentException("PReLU: Not allow zero-dim input tensor.");
    }
    int channels = shape.rank() > 1 ? shape.size(1) : 1;
    if (channels != numParameters) {
      throw new IllegalArgumentException(
          "PReLU: Mismatch of parameter numbers and input channel size. Found parameter numbers = "
              + numParameters
              + " and channel size = "
              + channels);
    }
    return Layout.of(shape);
  }
}
