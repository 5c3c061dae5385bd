/** Layers that look rows up in a table: torch.nn's sparse layers. */
@NullMarked
package org.torchparity.nn.sparse;

import org.jspecify.annotations.NullMarked;
