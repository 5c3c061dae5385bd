/** Java against the golden set, the fixtures of the whole catalogue; no libtorch is needed. */
@NullMarked
package org.torchparity.golden;

import org.jspecify.annotations.NullMarked;
