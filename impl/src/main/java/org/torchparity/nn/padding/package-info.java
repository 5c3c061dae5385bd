/** Padding: more elements around the spatial axes, or fewer. */
@NullMarked
package org.torchparity.nn.padding;

import org.jspecify.annotations.NullMarked;
