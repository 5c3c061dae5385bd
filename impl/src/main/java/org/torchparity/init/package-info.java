/**
 * Initial values of parameters: {@link org.torchparity.init.Init} as {@code torch.nn.init} draws
 * them, {@link org.torchparity.init.Initializer} and its kinds as edunn does.
 */
@NullMarked
package org.torchparity.init;

import org.jspecify.annotations.NullMarked;
