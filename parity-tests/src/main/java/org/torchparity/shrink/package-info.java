/** Looks for the smallest case that still fails as a given one does. */
@NullMarked
package org.torchparity.shrink;

import org.jspecify.annotations.NullMarked;
