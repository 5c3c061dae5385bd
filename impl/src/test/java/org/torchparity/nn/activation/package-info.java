/** Tests of the activations. */
@NullMarked
package org.torchparity.nn.activation;

import org.jspecify.annotations.NullMarked;
