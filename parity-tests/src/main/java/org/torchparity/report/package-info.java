/** What a run leaves behind: report.json, and a fixture of every failing case. */
@NullMarked
package org.torchparity.report;

import org.jspecify.annotations.NullMarked;
