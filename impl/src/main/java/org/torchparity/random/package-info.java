/** Random generators that draw, bit for bit, what other libraries draw from the same seed. */
@NullMarked
package org.torchparity.random;

import org.jspecify.annotations.NullMarked;
