/** Parity checks as JUnit tests. */
@NullMarked
package org.torchparity.junit;

import org.jspecify.annotations.NullMarked;
