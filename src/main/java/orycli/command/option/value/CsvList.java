package orycli.command.option.value;

import java.util.ArrayList;
import java.util.List;

/**
 * The values of a list flag: repeated, and separated by commas with the quoting of CSV (RFC 4180, section 2). Blanks
 * around commas belong to no value, unless they are quoted.
 */
public final class CsvList {
    private final String text;
    private int at;

    private CsvList(String text) {
        this.text = text;
    }

    /**
     * The values in one use of a flag; none in an empty text.
     *
     * @throws IllegalArgumentException for bad quoting; the message is the end of a sentence
     */
    public static List<String> parse(String text) {
        return text.isBlank() ? List.of() : new CsvList(text).values();
    }

    private List<String> values() {
        List<String> values = new ArrayList<>();
        do {
            skipBlanks();
            values.add(at < text.length() && text.charAt(at) == '"' ? quoted() : bare());
        } while (at++ < text.length());
        return values;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String bare() {
        int start = at;
        for (; at < text.length() && text.charAt(at) != ','; at++) {
            if (text.charAt(at) == '"') {
                throw bad("a quote inside a value that does not begin with one", at);
            }
        }
        return text.substring(start, at).strip();
    }

    private String quoted() {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next != '"') {
                value.append(next);
            } else if (at < text.length() && text.charAt(at) == '"') {
                value.append(text.charAt(at++));
            } else {
                skipBlanks();
                if (at < text.length() && text.charAt(at) != ',') {
                    throw bad("text behind the closing quote", at);
                }
                return value.toString();
            }
        }
        throw bad("the closing quote is missing", start);
    }

    private static IllegalArgumentException bad(String what, int at) {
        return new IllegalArgumentException("bad CSV quoting in column " + (at + 1) + ": " + what);
    }
}
