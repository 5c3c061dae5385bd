/** Linear and bilinear maps, and the layers that only change a shape. */
@NullMarked
package org.torchparity.nn.linear;

import org.jspecify.annotations.NullMarked;
