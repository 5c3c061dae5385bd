/**
 * First divergence: two models that should be the same, layer by layer, and the first layer whose
 * own error is out of line.
 */
@NullMarked
package org.torchparity.divergence;

import org.jspecify.annotations.NullMarked;
