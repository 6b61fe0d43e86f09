package orycli.output;

/** What the results of a command are together. It is known before the first of them. */
public enum Shape {
    /** One result by itself. */
    ONE,
    /** Any number of results, all that there are. */
    ARRAY,
    /** Any number of results, after which there may be more. */
    PAGE
}
