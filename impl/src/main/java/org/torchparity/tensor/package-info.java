/** Dense row-major tensors on the Java heap: shapes, element types and nothing else. */
@NullMarked
package org.torchparity.tensor;

import org.jspecify.annotations.NullMarked;
