/** Normalisation layers. */
@NullMarked
package org.torchparity.nn.norm;

import org.jspecify.annotations.NullMarked;
