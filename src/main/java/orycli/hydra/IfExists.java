package orycli.hydra;

/** What to do where there is already a client of the id that is to be created. */
public enum IfExists {
    FAIL,
    /** Leave it as it is. */
    SKIP,
    /** Change what is given, and nothing else. */
    UPDATE
}
