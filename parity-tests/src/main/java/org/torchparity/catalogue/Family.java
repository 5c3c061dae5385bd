package org.torchparity.catalogue;

import java.util.List;

/**
 * The rows of one torch family.
 *
 * @param name the family's name, as the packages below {@code org.torchparity.nn} have it
 * @param rows its modules
 */
public record Family(String name, List<Row> rows) {}
