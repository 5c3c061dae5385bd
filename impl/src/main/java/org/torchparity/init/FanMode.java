package org.torchparity.init;

/** Which number of connections a Kaiming initialisation divides by. */
public enum FanMode {
  /** Connections into a unit: keeps the variance of activations in the forward pass. */
  FAN_IN,
  /** Connections out of a unit: keeps the variance of gradients in the backward pass. */
  FAN_OUT
}
