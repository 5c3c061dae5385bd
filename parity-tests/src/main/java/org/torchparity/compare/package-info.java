/**
 * Compares tensors and observations, and judges: agrees, agrees within torch's rounding, disagrees,
 * and then who is wrong.
 */
@NullMarked
package org.torchparity.compare;

import org.jspecify.annotations.NullMarked;
