/**
 * Times of the pure-Java modules against libtorch's, on cases that are checked for parity in the
 * same run; docs/performance.md says how they are measured.
 */
@NullMarked
package org.torchparity.bench;

import org.jspecify.annotations.NullMarked;
