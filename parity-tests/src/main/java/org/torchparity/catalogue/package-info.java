/**
 * Every module as a row: how Java builds it from torch's arguments, and the samples it is checked
 * on. One file a family; {@link org.torchparity.catalogue.Catalogue} holds them all.
 */
@NullMarked
package org.torchparity.catalogue;

import org.jspecify.annotations.NullMarked;
