/** The guide, held to the code it shows. */
@NullMarked
package org.torchparity.guide;

import org.jspecify.annotations.NullMarked;
