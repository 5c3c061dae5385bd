/** Initialisation of this project against libtorch's {@code nn.init}. */
@NullMarked
package org.torchparity.init;

import org.jspecify.annotations.NullMarked;
