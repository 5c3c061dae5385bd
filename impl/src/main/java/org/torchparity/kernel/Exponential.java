package org.torchparity.kernel;

/**
 * y = positive·x where x > 0, else negative·(exp(inner·x) − 1); backward g·positive where x > 0,
 * else g·inner·negative·exp(inner·x).
 *
 * @param negative factor where x is not positive
 * @param positive factor where it is
 * @param inner factor of the exponent
 */
public record Exponential(double negative, double positive, double inner)
    implements ElementFunction {}
