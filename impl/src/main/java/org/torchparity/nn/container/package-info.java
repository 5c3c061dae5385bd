/** Modules made of modules, whose state has torch's dotted keys: {@code 0.weight}. */
@NullMarked
package org.torchparity.nn.container;

import org.jspecify.annotations.NullMarked;
