/** The command line: one class a subcommand, each a thin layer over the harness. */
@NullMarked
package org.torchparity.cli;

import org.jspecify.annotations.NullMarked;
