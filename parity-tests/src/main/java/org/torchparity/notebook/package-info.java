/** The notebook torchparity began from, cell by cell. */
@NullMarked
package org.torchparity.notebook;

import org.jspecify.annotations.NullMarked;
