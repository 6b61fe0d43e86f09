package orycli.command.option;

import java.time.Duration;
import orycli.json.Json;
import orycli.terminal.Terminal;
import orycli.text.Escapes;

/**
 * What is said on standard error and is no failure. A <em>warning</em> tells of something that was not done as asked, or
 * that is lost, and is always said; a <em>hint</em> may help a person, and is said by {@link OutputOptions#hint} where one
 * reads the result.
 */
public final class Notes {
    /** A person who sees nothing for longer thinks that nothing happens. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(2);

    private final Terminal terminal;
    private final boolean asJson;

    /** @param asJson whether each is a line {@code {"note":…}}, as {@code --error-format json} asks for */
    public Notes(Terminal terminal, boolean asJson) {
        this.terminal = terminal;
        this.asJson = asJson;
    }

    /** Whether all that is said is said to a program. */
    public boolean asJson() {
        return asJson;
    }

    /**
     * Tells of something that was not done as asked, or that is lost.
     *
     * @param sentence without the word that it is a warning
     */
    public void warn(String sentence) {
        say("Warning: ", sentence);
    }

    /**
     * Tells of something that may help.
     *
     * @param sentence without the word that it is a note
     */
    public void note(String sentence) {
        say("Note: ", sentence);
    }

    /** A line that needs no word before it, such as what is being waited for. */
    public void say(String line) {
        say("", line);
    }

    /** Where a person would wonder what is going on. */
    public void waiting(Duration duration) {
        if (terminal.interactive() && duration.compareTo(LONGEST_SILENCE) >= 0) {
            say("Trying again in " + duration.toSeconds() + " s.");
        }
    }

    private void say(String before, String sentence) {
        terminal.say(
                asJson
                        ? Line.of(sentence)
                        // What a server answered may hold line breaks, and codes that steer the terminal.
                        : before + Escapes.of(sentence));
    }

    /** A class of its own, as the one around it is verified at every start, and Jackson would be loaded for that. */
    private static final class Line {
        private Line() {}

        static String of(String sentence) {
            return Json.write(Json.nodes().objectNode().put("note", sentence.strip()));
        }
    }
}
