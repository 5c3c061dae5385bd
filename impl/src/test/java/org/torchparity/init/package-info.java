@NullMarked
package org.torchparity.init;

import org.jspecify.annotations.NullMarked;
