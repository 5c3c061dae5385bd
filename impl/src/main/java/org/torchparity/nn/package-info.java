/**
 * The pure-Java {@code torch.nn}: what a module is, what its forward pass returns, what a backward
 * pass gives back. The layers live in a package a torch family below this one.
 */
@NullMarked
package org.torchparity.nn;

import org.jspecify.annotations.NullMarked;
