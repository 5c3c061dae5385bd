/** Non-linear activations: elementwise ones, and those that normalise along an axis. */
@NullMarked
package org.torchparity.nn.activation;

import org.jspecify.annotations.NullMarked;
