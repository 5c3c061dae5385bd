package org.torchparity.nn.activation;

import org.torchparity.kernel.Elementwise;
import org.torchparity.kernel.Exponential;
import org.torchparity.nn.Gradients;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * y = scale·x where x > 0, else scale·α·(exp(inner·x) − 1).
 *
 * <pre>
 * δE/δx = g·scale where x > 0, else g·scale·α·inner·exp(inner·x)
 * </pre>
 *
 * @param gradInner {@code inner} as the gradient has it
 */
record ExponentialLinear(double alpha, double scale, double inner, double gradInner) {

  Pass of(Tensor x) {
    double positive = Elementwise.scalar(x.dtype(), scale);
    double negative = Elementwise.scalar(x.dtype(), alpha) * positive;
    double forward = Elementwise.scalar(x.dtype(), inner);
    double backward = Elementwise.scalar(x.dtype(), gradInner);
    var there = new Exponential(negative, positive, forward);
    var back = new Exponential(negative, positive, backward);
    return Pass.of(there.forward(x), g -> Gradients.ofInput(back.backward(g, x)));
  }
}
