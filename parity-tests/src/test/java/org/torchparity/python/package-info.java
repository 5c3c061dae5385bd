/** Java against cases that a Python with torch recorded. */
@NullMarked
package org.torchparity.python;

import org.jspecify.annotations.NullMarked;
