package orycli.output;

/**
 * What is told behind a list, as the reference tells it.
 *
 * @param nextToken where the list goes on; empty where it does not, or where it broke off on its first page
 */
record PageEnd(String nextToken, boolean isLast) {}
