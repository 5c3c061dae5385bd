/** Tests of isolation, with a child that dies on command. */
@NullMarked
package org.torchparity.isolate;

import org.jspecify.annotations.NullMarked;
