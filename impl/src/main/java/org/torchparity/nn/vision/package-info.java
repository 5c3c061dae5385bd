/** Layers that rearrange or resize images: torch.nn's vision layers. */
@NullMarked
package org.torchparity.nn.vision;

import org.jspecify.annotations.NullMarked;
