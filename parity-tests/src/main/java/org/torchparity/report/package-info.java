/**
 * What a run leaves behind: report.json, the same as a page to look at, and a fixture of every
 * failing case.
 */
@NullMarked
package org.torchparity.report;

import org.jspecify.annotations.NullMarked;
