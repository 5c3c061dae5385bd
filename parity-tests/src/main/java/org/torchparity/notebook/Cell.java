package org.torchparity.notebook;

/**
 * A cell of the notebook, run again.
 *
 * @param number in the notebook
 * @param title what it does
 * @param text what it prints
 * @param agrees whether it gives what the notebook prints, or the comparison in it succeeds
 */
public record Cell(int number, String title, String text, boolean agrees) {}
