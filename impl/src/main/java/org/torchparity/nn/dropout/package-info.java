/** Layers that drop elements or channels at random in training: torch.nn's dropout layers. */
@NullMarked
package org.torchparity.nn.dropout;

import org.jspecify.annotations.NullMarked;
