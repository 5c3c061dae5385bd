/** Losses: how far an input is from a target, and where it should go instead. */
@NullMarked
package org.torchparity.nn.loss;

import org.jspecify.annotations.NullMarked;
