package org.torchparity.kernel;

/**
 * Positions along three axes among the elements of a channel.
 *
 * @param channel distance of a channel from the next
 * @param offset of position (0, 0, 0)
 * @param plane distance of a position from the next along the first axis
 * @param line distance along the second axis
 * @param step distance along the last axis
 */
record Grid(int channel, int offset, int plane, int line, int step) {}
