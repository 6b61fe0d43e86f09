package orycli.hydra;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The links in a {@code Link} header (RFC 8288, section 3, read as its appendix B.2 has it). */
final class LinkHeader {
    private final String text;
    private int at;

    private LinkHeader(String text) {
        this.text = text;
    }

    /**
     * Where the first link of this kind leads, as it is written there.
     *
     * @param fields the values of all headers of that name
     * @param relation what the link is to lead to, in lower case
     */
    static Optional<String> target(List<String> fields, String relation) {
        return fields.stream()
                .map(LinkHeader::new)
                .flatMap(header -> header.find(relation).stream())
                .findFirst();
    }

    /** What is no link ends the header: whatever follows may have been meant as a part of it. */
    private Optional<String> find(String relation) {
        while (skipTo('<')) {
            int end = text.indexOf('>', at);
            if (end < 0) {
                return Optional.empty();
            }
            String target = text.substring(at, end);
            at = end + 1;
            if (hasRelation(relation)) {
                return Optional.of(target);
            }
        }
        return Optional.empty();
    }

    /** Reads the parameters of a link; the first {@code rel} counts, and may name several relations. */
    private boolean hasRelation(String relation) {
        Optional<String> relations = Optional.empty();
        while (skipTo(';')) {
            String name = word("=;,");
            String value = skipTo('=') ? value() : "";
            if (name.equalsIgnoreCase("rel") && relations.isEmpty()) {
                relations = Optional.of(value);
            }
        }
        String[] all = relations.orElse("").toLowerCase(Locale.ROOT).strip().split("\\s+");
        return Arrays.asList(all).contains(relation);
    }

    private String value() {
        skipBlanks();
        if (at == text.length() || text.charAt(at) != '"') {
            return word(";,");
        }
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
        }
        at = Math.min(at + 1, text.length());
        return value.toString();
    }

    private String word(String ends) {
        skipBlanks();
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).strip();
    }

    /** Goes behind the character, if it is the next one, whatever blanks (and, before a link, commas) come before it. */
    private boolean skipTo(char wanted) {
        skipBlanks();
        while (wanted == '<' && at < text.length() && text.charAt(at) == ',') {
            at++;
            skipBlanks();
        }
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }
}
