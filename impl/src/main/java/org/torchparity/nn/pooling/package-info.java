/** Pooling: the greatest, the mean or the norm of what a window or a share of an axis sees. */
@NullMarked
package org.torchparity.nn.pooling;

import org.jspecify.annotations.NullMarked;
