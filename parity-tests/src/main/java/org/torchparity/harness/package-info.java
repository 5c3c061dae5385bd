/** Runs cases through backends, in parallel and in order, and hands back verdicts. */
@NullMarked
package org.torchparity.harness;

import org.jspecify.annotations.NullMarked;
