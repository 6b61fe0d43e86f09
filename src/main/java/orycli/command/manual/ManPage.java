package orycli.command.manual;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes a page one of {@code man}: troff, with the macros of man(7). */
public final class ManPage {
    private final StringBuilder text = new StringBuilder();

    private ManPage() {}

    /** The file of a page, such as {@code ory-create-oauth2-client.1}. */
    public static String fileName(Page page) {
        return title(page.name()) + ".1";
    }

    private static String title(String name) {
        return name.replace(' ', '-');
    }

    /**
     * The file's text.
     *
     * @param topics pages that are made sections of it
     * @param others the names of pages to see
     */
    public static String of(Page page, List<Page> topics, List<String> others) {
        ManPage man = new ManPage();
        man.write(page, topics, others);
        return man.text.toString();
    }

    private void write(Page page, List<Page> topics, List<String> others) {
        macro("TH", title(page.name()).toUpperCase(Locale.ROOT), "1", "", "ory", "User Commands");
        macro("SH", "NAME");
        line(escaped(title(page.name())) + " \\- " + escaped(page.summary().replaceFirst("\\.$", "")));
        macro("SH", "SYNOPSIS");
        line(escaped(page.usage()));
        macro("SH", "DESCRIPTION");
        line(escaped(page.summary()));
        paragraphs(page.details());
        page.sections().stream()
                .filter(section -> section.kind() != Section.Kind.TOPICS)
                .forEach(this::section);
        for (Page topic : topics) {
            for (Section section : topic.sections()) {
                section(section);
                paragraphs(topic.closing());
            }
        }
        if (!page.examples().isEmpty()) {
            macro("SH", "EXAMPLES");
            verbatim(page.examples());
        }
        if (!others.isEmpty()) {
            macro("SH", "SEE ALSO");
            for (int i = 0; i < others.size(); i++) {
                macro("BR", title(others.get(i)), i < others.size() - 1 ? "(1)," : "(1)");
            }
        }
    }

    private void section(Section section) {
        macro("SH", section.heading().toUpperCase(Locale.ROOT));
        for (Entry entry : section.entries()) {
            macro("TP");
            String names = entry.names().stream()
                    .map(name -> "\\fB" + escaped(name) + "\\fR")
                    .collect(Collectors.joining(", "));
            line(names + label(entry));
            line(escaped(entry.text()));
        }
    }

    private static String label(Entry entry) {
        if (entry.label().isEmpty()) {
            return "";
        }
        return (entry.names().isEmpty() ? "" : "=") + "\\fI" + escaped(entry.label()) + "\\fR";
    }

    private void paragraphs(List<String> paragraphs) {
        for (String paragraph : paragraphs) {
            macro("PP");
            line(escaped(paragraph));
        }
    }

    private void verbatim(List<String> lines) {
        macro("nf");
        macro("RS", "4");
        lines.forEach(line -> line(line.isEmpty() ? "\\&" : escaped(line)));
        macro("RE");
        macro("fi");
    }

    private void macro(String name, String... arguments) {
        text.append('.').append(name);
        Stream.of(arguments)
                .forEach(
                        argument -> text.append(" \"").append(escaped(argument)).append('"'));
        text.append('\n');
    }

    private void line(String escaped) {
        text.append(escaped).append('\n');
    }

    /**
     * What troff would read as something else: a hyphen that may be typed, quotes that would be curled, a backslash, and a
     * dot or quote at the beginning of a line, which would be a request.
     */
    private static String escaped(String words) {
        String safe = words.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("'", "\\(aq")
                .replace("\"", "\\(dq")
                .replace("`", "\\(ga")
                .replace("^", "\\(ha")
                .replace("~", "\\(ti")
                .replace("…", "...");
        return safe.startsWith(".") ? "\\&" + safe : safe;
    }
}
