package orycli.command.manual;

import java.util.List;
import java.util.stream.Stream;
import orycli.command.option.ClientFlag;
import orycli.oauth2.ClientMethod;
import orycli.output.OutputFormatter;

/** What can stand for a value. */
record Completion(Kind kind, List<String> words) {
    enum Kind {
        /** Anything. */
        FREE,
        /** One of the words. */
        WORDS,
        FILE,
        /** A file behind an {@code @}. */
        AT_FILE,
        /** What the server has. */
        CLIENTS,
        PROJECTS,
        WORKSPACES,
        /** A whole command line of ours. */
        COMMAND
    }

    private static Completion of(Kind kind) {
        return new Completion(kind, List.of());
    }

    /** Of a flag, whose label says what it takes, or of an argument. */
    static Completion of(Entry entry) {
        String label = entry.label().replaceAll("[\\[\\].]", "");
        if (!entry.values().isEmpty()) {
            return new Completion(Kind.WORDS, entry.values());
        }
        if (label.matches("[a-z_]+(\\|[a-z_]+)+")) {
            return new Completion(Kind.WORDS, List.of(label.split("\\|", -1)));
        }
        return switch (label) {
            case "FILE", "FILE|-" -> of(Kind.FILE);
            case "JSON|@FILE", "KEY|@FILE" -> of(Kind.AT_FILE);
            case "FORMAT" -> new Completion(Kind.WORDS, formats());
            case "METHOD" -> new Completion(Kind.WORDS, ClientMethod.words());
            case "FLAG" -> new Completion(Kind.WORDS, fields(false));
            case "FLAG=VALUE" -> new Completion(Kind.WORDS, fields(true));
            case "COMMAND", "COMMAND | -- PROGRAM" -> of(Kind.COMMAND);
            case "PROJECT" -> of(Kind.PROJECTS);
            case "WORKSPACE" -> of(Kind.WORKSPACES);
            case "CLIENT_ID" -> of(Kind.CLIENTS);
            // That of a flag is a new one.
            case "ID" -> of(entry.isFlag() ? Kind.FREE : Kind.CLIENTS);
            default -> of(Kind.FREE);
        };
    }

    private static List<String> formats() {
        return OutputFormatter.names().stream()
                .map(name -> name.matches("jsonp.*") ? name + "=" : name)
                .filter(name -> !name.equals("default") && !name.equals("quiet"))
                .toList();
    }

    /** The fields of a client, or those that hold a list, for a value to follow. */
    private static List<String> fields(boolean ofLists) {
        return Stream.of(ClientFlag.values())
                .filter(flag -> !ofLists || flag.isList())
                .map(flag -> flag.flag().substring(2) + (ofLists ? "=" : ""))
                .toList();
    }
}
