/** Distances and similarities of vectors: torch.nn's distance layers. */
@NullMarked
package org.torchparity.nn.distance;

import org.jspecify.annotations.NullMarked;
