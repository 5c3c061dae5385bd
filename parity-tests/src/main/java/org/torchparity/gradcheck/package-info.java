/**
 * Gradients checked without a reference: by numerical derivatives of a backend's own forward pass,
 * each with an estimate of its own error.
 */
@NullMarked
package org.torchparity.gradcheck;

import org.jspecify.annotations.NullMarked;
