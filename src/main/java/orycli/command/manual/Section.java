package orycli.command.manual;

import java.util.List;

/**
 * A part of a page.
 *
 * @param heading without a colon
 */
public record Section(Kind kind, String heading, List<Entry> entries) {
    /** What the entries are. */
    public enum Kind {
        ARGUMENTS,
        COMMANDS,
        FLAGS,
        /** Pages that are for no command. */
        TOPICS,
        /** Words that stand in no command line of ours, such as exit codes. */
        WORDS
    }

    public Section {
        entries = List.copyOf(entries);
    }
}
