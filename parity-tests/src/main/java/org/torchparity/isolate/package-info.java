/**
 * Runs a backend in Java processes of its own, so that a crash of it is a case's outcome and not
 * the end of the run.
 */
@NullMarked
package org.torchparity.isolate;

import org.jspecify.annotations.NullMarked;
