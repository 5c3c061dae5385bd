/**
 * edunn's own layers, where they differ from torch's: parameters are called {@code w} and {@code
 * b}, the weight of a dense layer is (inputs, outputs), and errors take the truth first and give an
 * error a sample, which {@link org.torchparity.edunn.MeanError} averages.
 *
 * <p>Source: edunn, {@code edunn/models}.
 */
@NullMarked
package org.torchparity.edunn;

import org.jspecify.annotations.NullMarked;
