package org.torchparity.divergence;

import java.util.List;

/**
 * One layer of both models.
 *
 * @param name its dotted name
 * @param type what kind of layer it is
 * @param forward its outputs, and its state after the step
 * @param backward the gradients of its input and parameters
 * @param differingState the parameters and buffers that are not the same on both sides from the
 *     start
 */
public record LayerReport(
    String name,
    String type,
    LayerErrors forward,
    LayerErrors backward,
    List<String> differingState) {
  /** Copies the list. */
  public LayerReport {
    differingState = List.copyOf(differingState);
  }
}
