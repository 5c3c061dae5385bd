/** The architecture, as tests. */
@NullMarked
package org.torchparity.architecture;

import org.jspecify.annotations.NullMarked;
