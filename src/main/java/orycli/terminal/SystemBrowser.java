package orycli.terminal;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens addresses with the program that the variable {@code BROWSER} or the operating system has for it. */
final class SystemBrowser {
    private static final String ADDRESS = "%s";

    private SystemBrowser() {}

    /** Tries one program after the other until one starts; its output would only be in the way. */
    static void open(String address) {
        String system = System.getProperty("os.name", "");
        for (List<String> command : commands(Optional.ofNullable(System.getenv("BROWSER")), system, address)) {
            try {
                new ProcessBuilder(command)
                        .redirectInput(ProcessBuilder.Redirect.from(new File(isWindows(system) ? "NUL" : "/dev/null")))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return;
            } catch (IOException noSuchProgram) {
                // The next one may be there; at last, the address stands on the terminal.
            }
        }
    }

    /** What to try, in this order. {@code BROWSER} names commands, with {@code %s} where the address goes, or at the end. */
    static List<List<String>> commands(Optional<String> browser, String system, String address) {
        if (browser.filter(value -> !value.isBlank()).isPresent()) {
            return Stream.of(browser.get().split(isWindows(system) ? ";" : ":", -1))
                    .filter(command -> !command.isBlank())
                    .map(command -> withAddress(command.strip(), address))
                    .toList();
        }
        if (isWindows(system)) {
            return List.of(List.of("rundll32", "url.dll,FileProtocolHandler", address));
        }
        return system.startsWith("Mac")
                ? List.of(List.of("open", address))
                : Stream.of("xdg-open", "x-www-browser", "www-browser")
                        .map(program -> List.of(program, address))
                        .toList();
    }

    private static List<String> withAddress(String command, String address) {
        List<String> words = new ArrayList<>(List.of(command.split("\\s+")));
        words.replaceAll(word -> word.replace(ADDRESS, address));
        if (!command.contains(ADDRESS)) {
            words.add(address);
        }
        return words;
    }

    private static boolean isWindows(String system) {
        return system.toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
