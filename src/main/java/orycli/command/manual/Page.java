package orycli.command.manual;

import java.util.List;

/**
 * All that is said of a command or a topic, whoever shows it.
 *
 * @param name all its words, such as {@code ory create oauth2-client}
 * @param usage how it is typed; empty for a topic
 * @param summary one sentence
 * @param details paragraphs
 * @param examples lines, which are shown as they are
 * @param closing paragraphs at the end
 */
public record Page(
        String name,
        String usage,
        String summary,
        List<String> details,
        List<String> examples,
        List<Section> sections,
        List<String> closing) {
    public Page {
        details = List.copyOf(details);
        examples = List.copyOf(examples);
        sections = List.copyOf(sections);
        closing = List.copyOf(closing);
    }
}
