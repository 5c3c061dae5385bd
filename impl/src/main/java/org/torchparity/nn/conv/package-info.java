/**
 * Convolutions, transposed convolutions and the patches they are made of. The mathematics is
 * written once for one to three spatial axes; the layers of torch's names are thin.
 */
@NullMarked
package org.torchparity.nn.conv;

import org.jspecify.annotations.NullMarked;
