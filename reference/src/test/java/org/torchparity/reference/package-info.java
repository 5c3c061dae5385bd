/** Tests of libtorch as a backend. */
@NullMarked
package org.torchparity.reference;

import org.jspecify.annotations.NullMarked;
