/** AssertJ assertions on tensors and observations, in the words of the comparison. */
@NullMarked
package org.torchparity.assertj;

import org.jspecify.annotations.NullMarked;
