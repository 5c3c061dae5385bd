@NullMarked
package org.torchparity.random;

import org.jspecify.annotations.NullMarked;
