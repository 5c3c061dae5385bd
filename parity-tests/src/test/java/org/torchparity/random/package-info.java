/** Random draws of this project against those of libtorch. */
@NullMarked
package org.torchparity.random;

import org.jspecify.annotations.NullMarked;
