package org.torchparity.edunn;

import org.torchparity.nn.Module;
import org.torchparity.nn.Pass;
import org.torchparity.tensor.Tensor;

/**
 * The mean of an error of samples: E = 1/N · Σ E_i.
 *
 * <p>Parameters: none.
 *
 * <p>Shape: Inputs: those of the error of samples, which gives (N, 1) → Output: a scalar.
 *
 * <p>Backward: that of the error of samples, given g/N for each.
 *
 * <p>Errors: what the error of samples throws.
 *
 * <p>Source: edunn, {@code edunn/models/mean_error.py}.
 */
public final class MeanError extends Module {
  private final Module sampleError;

  /** Makes the mean of an error of samples, such as {@link SquaredError}. */
  public MeanError(Module sampleError) {
    this.sampleError = sampleError;
  }

  @Override
  public Pass forward(Tensor... inputs) {
    Pass errors = sampleError.forward(inputs);
    Tensor each = errors.output();
    double sum = 0;
    for (double error : each.toDoubles()) {
      sum += error;
    }
    return Pass.of(
        Tensor.scalar(each.dtype(), sum / each.elements()),
        g -> errors.backward(Tensor.full(each.dtype(), each.shape(), g.item() / each.elements())));
  }
}
