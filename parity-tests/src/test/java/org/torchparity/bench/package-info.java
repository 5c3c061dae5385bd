/** Tests of the benchmark's rows, figures and formats. */
@NullMarked
package org.torchparity.bench;

import org.jspecify.annotations.NullMarked;
