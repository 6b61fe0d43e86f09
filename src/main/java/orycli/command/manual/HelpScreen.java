package orycli.command.manual;

import java.util.List;

/**
 * Shows a page on a screen. This is no work for picocli, which loads the JDK's tables of line breaks for it and takes ten
 * times as long.
 */
public final class HelpScreen {
    private static final int NARROWEST = 40;
    /** Nobody reads longer lines with ease. */
    private static final int WIDEST = 100;

    private static final String INDENT = "  ";
    /** Where the long name of a flag without a short one stands: below those of the others. */
    private static final String INDENT_OF_LONG_FLAG = "      ";

    private static final String BOLD = "\033[1m";
    private static final String PLAIN = "\033[0m";

    private final int width;
    private final boolean bold;
    private final StringBuilder text = new StringBuilder();

    private HelpScreen(int width, boolean bold) {
        this.width = width;
        this.bold = bold;
    }

    /**
     * The text of a page; only lines of examples may be longer than the screen is wide.
     *
     * @param columns how wide the screen is
     * @param bold whether headings are
     */
    public static String of(Page page, int columns, boolean bold) {
        HelpScreen screen = new HelpScreen(Math.max(NARROWEST, Math.min(columns, WIDEST)), bold);
        screen.show(page);
        return screen.text.toString();
    }

    private void show(Page page) {
        if (!page.usage().isEmpty()) {
            text.append(emphasized("Usage:")).append(' ').append(page.usage()).append("\n\n");
        }
        paragraph(page.summary());
        for (String detail : page.details()) {
            text.append('\n');
            paragraph(detail);
        }
        if (!page.examples().isEmpty()) {
            heading("Examples");
            for (String line : page.examples()) {
                text.append(line.isEmpty() ? "" : INDENT).append(line).append('\n');
            }
        }
        int column = column(page.sections());
        for (Section section : page.sections()) {
            heading(section.heading());
            for (Entry entry : section.entries()) {
                entry(entry, column);
            }
        }
        for (String closing : page.closing()) {
            text.append('\n');
            paragraph(closing);
        }
    }

    private void heading(String heading) {
        text.append('\n').append(emphasized(heading + ":")).append('\n');
    }

    private String emphasized(String heading) {
        return bold ? BOLD + heading + PLAIN : heading;
    }

    private void paragraph(String words) {
        wrapped(words, 0);
    }

    /** Where the texts begin: behind the longest name, save for those that would leave too little room. */
    private int column(List<Section> sections) {
        int most = width * 2 / 5;
        int column = INDENT_OF_LONG_FLAG.length();
        for (Section section : sections) {
            for (Entry entry : section.entries()) {
                int end = begin(entry).length() + INDENT.length();
                if (end <= most) {
                    column = Math.max(column, end);
                }
            }
        }
        return column;
    }

    private static String begin(Entry entry) {
        boolean isLong = entry.isFlag() && entry.names().get(0).startsWith("--");
        return (isLong ? INDENT_OF_LONG_FLAG : INDENT) + entry.term();
    }

    private void entry(Entry entry, int column) {
        String begin = begin(entry);
        text.append(begin);
        int at = begin.length();
        if (at + INDENT.length() > column) {
            text.append('\n');
            at = 0;
        }
        text.append(" ".repeat(column - at));
        wrapped(entry.text(), column);
    }

    /** The words, as many to a line as fit behind a column. */
    private void wrapped(String words, int column) {
        int at = column;
        for (String word : words.split(" ", -1)) {
            if (at > column && at + 1 + word.length() > width) {
                text.append('\n').append(" ".repeat(column));
                at = column;
            } else if (at > column) {
                text.append(' ');
                at++;
            }
            text.append(word);
            at += word.length();
        }
        text.append('\n');
    }
}
