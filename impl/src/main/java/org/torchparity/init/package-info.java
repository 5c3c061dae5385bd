/** Initial values of parameters. */
@NullMarked
package org.torchparity.init;

import org.jspecify.annotations.NullMarked;
