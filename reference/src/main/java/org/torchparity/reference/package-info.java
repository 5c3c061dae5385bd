/**
 * libtorch as a backend, through the JavaCPP presets. A module costs a row at most: the bound C++
 * modules are built by reflection, the others from a line of TorchScript.
 */
@NullMarked
package org.torchparity.reference;

import org.jspecify.annotations.NullMarked;
