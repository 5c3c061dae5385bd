@NullMarked
package org.torchparity.nn.loss;

import org.jspecify.annotations.NullMarked;
