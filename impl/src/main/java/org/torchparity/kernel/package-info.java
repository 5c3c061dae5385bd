/**
 * The loops. Each family of kernels is one narrow interface over primitive arrays with two final
 * implementations that can be read side by side, a scalar one and one for the Vector API; {@link
 * org.torchparity.kernel.Kernels} picks between them, and {@link org.torchparity.kernel.Parallel}
 * splits the work. Layers call the tensor-level classes ({@link org.torchparity.kernel.Channels}),
 * never an array.
 */
@NullMarked
package org.torchparity.kernel;

import org.jspecify.annotations.NullMarked;
