package orycli.output;

import java.io.IOException;

/** The text of one {@link ResultStream}, as it comes about. */
interface Rendering {
    /** What can be written now that there is this result; empty where it has to wait for the others. */
    String add(Result result) throws IOException;

    /** As {@link OutputFormatter#requireFound}, of all that was added. */
    default void requireFound(PageEnd page) throws NothingFoundException {}

    /** What is written at last. Nothing may have been added. */
    String end(PageEnd page) throws IOException;
}
