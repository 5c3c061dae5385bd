package org.torchparity.divergence;

import java.util.List;
import java.util.Optional;
import org.opentest4j.AssertionFailedError;
import org.torchparity.fixtures.Mode;
import org.torchparity.tensor.DType;

/**
 * Where two models part.
 *
 * @param java what messages call the model under test
 * @param reference what they call the reference
 * @param dtype of the run
 * @param mode of both models
 * @param singleStep whether Java was fed the reference's activations
 * @param layers every layer, in the order in which forward runs them
 */
public record DivergenceReport(
    String java,
    String reference,
    DType dtype,
    Mode mode,
    boolean singleStep,
    List<LayerReport> layers) {
  /** Copies the list. */
  public DivergenceReport {
    layers = List.copyOf(layers);
  }

  /** The first layer, going forward, whose own error is out of line. */
  public Optional<LayerReport> firstForward() {
    return layers.stream().filter(layer -> layer.forward().isOutOfLine()).findFirst();
  }

  /** The first layer, going backward from the last, whose own error is out of line. */
  public Optional<LayerReport> firstBackward() {
    LayerReport first = null;
    for (LayerReport layer : layers) {
      first = layer.backward().isOutOfLine() ? layer : first;
    }
    return Optional.ofNullable(first);
  }

  /** Whether every layer was compared going forward, and none is out of line in any direction. */
  public boolean agrees() {
    return isComplete() && firstForward().isEmpty() && firstBackward().isEmpty();
  }

  /** Whether every layer was compared going forward. */
  boolean isComplete() {
    return layers.stream().allMatch(layer -> layer.forward().wasRun());
  }

  /**
   * Fails a test.
   *
   * @throws AssertionFailedError if the models do not {@link #agrees agree}; the message is {@link
   *     #text}
   */
  public void requireNone() {
    if (!agrees()) {
      throw new AssertionFailedError(text());
    }
  }

  /** The layers out of line, what is wrong there, and the model with the errors of each layer. */
  public String text() {
    return DivergenceText.of(this);
  }
}
