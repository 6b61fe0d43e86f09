package orycli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import orycli.command.manual.Entry;
import orycli.command.manual.Page;
import orycli.command.manual.Section;
import orycli.command.manual.Section.Kind;
import orycli.terminal.ExitCode;

/** What concerns many commands, and is explained once: {@code ory help exit-codes}. */
enum Topic {
    EXIT_CODES("exit-codes", "What the exit code of a command says."),
    ENVIRONMENT("environment", "The environment variables that are read."),
    FORMATS("formats", "How results and failures are printed.");

    private final String word;
    private final String summary;

    Topic(String word, String summary) {
        this.word = word;
        this.summary = summary;
    }

    static Optional<Topic> of(String word) {
        return Stream.of(values()).filter(topic -> topic.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Stream.of(values()).map(topic -> topic.word).toList();
    }

    /** It in a list. */
    Entry entry() {
        return Entry.word(word, summary);
    }

    Page page() {
        return switch (this) {
            case EXIT_CODES ->
                page(
                        "Exit codes",
                        ExitCode.meanings().entrySet().stream()
                                .map(code -> Entry.word(code.getKey(), code.getValue()))
                                .toList(),
                        List.of(),
                        List.of(
                                "Behind 'ory sandbox --', the exit code is that of the program.",
                                "With --error-format json a failure also names its kind on stderr; see 'ory help"
                                        + " formats'."));
            case ENVIRONMENT ->
                page(
                        "Environment variables",
                        environment(),
                        List.of(),
                        List.of("A variable that is set but empty counts as unset. Flags win over variables."));
            case FORMATS ->
                page(
                        "Formats",
                        formats(),
                        List.of(
                                "ory get oauth2-client my-app --format json | jq -r .scope",
                                "ory get oauth2-client my-app --format jsonpath=redirect_uris.0",
                                "ory list oauth2-clients --format jsonpath=items.#.client_id",
                                "ory get oauth2-client my-app --format jsonpointer=/redirect_uris/0"),
                        List.of(
                                "Results go to stdout, everything else to stderr. JSON and YAML have all fields that"
                                        + " the server sent, in its order; lists have them in 'items'. With -q, ids alone"
                                        + " are printed, a line each.",
                                "With --error-format json, or ORY_ERROR_FORMAT=json, a failure is one line on stderr:"
                                        + " {\"error\":{\"code\":…,\"status\":…,\"exit_code\":…,\"message\":…,"
                                        + "\"advice\":[…]}}, and a warning or hint is {\"note\":…}."));
        };
    }

    private Page page(String heading, List<Entry> words, List<String> examples, List<String> closing) {
        return new Page(
                word, "", summary, List.of(), examples, List.of(new Section(Kind.WORDS, heading, words)), closing);
    }

    private static List<Entry> environment() {
        List<Entry> variables = new ArrayList<>();
        variables.add(Entry.word(
                "ORY_SDK_URL",
                "the admin API to use, where --endpoint is not given; for perform and revoke, the public one"));
        variables.add(Entry.word(
                "ORY_PROJECT_API_KEY", "the API key of a project, sent to Ory Network's own hosts, and to no others"));
        variables.add(Entry.word("ORY_PROJECT", "the project to use, where --project and ORY_SDK_URL are not given"));
        variables.add(Entry.word(
                "ORY_WORKSPACE_API_KEY", "the API key of a workspace: lists its projects, and cannot manage clients"));
        variables.add(
                Entry.word("ORY_WORKSPACE", "the workspace of 'ory list projects', where --workspace is not given"));
        variables.add(Entry.word("ORY_CONFIG_PATH", "the configuration file, where --config is not given"));
        variables.add(Entry.word(
                "ORY_ERROR_FORMAT", "text or json: how failures are told, where --error-format is not given"));
        variables.add(
                Entry.word("BROWSER", "the program that opens the address of a sign-in, with %s where that goes"));
        variables.add(Entry.word("OAUTH2_CLIENT_ID", "the client of perform and revoke, where no flag names one"));
        variables.add(Entry.word("OAUTH2_CLIENT_SECRET", "its secret"));
        variables.add(Entry.word("ORY_CONSOLE_URL", "another host than https://console.ory.com"));
        variables.add(Entry.word("ORY_ORYAPIS_URL", "another host than https://oryapis.com"));
        variables.add(Entry.word("ORY_RATE_LIMIT_HEADER", "sent to Ory Network as Ory-RateLimit-Action"));
        variables.add(Entry.word("ORY_KEYBASE_URL", "asked instead of https://keybase.io"));
        variables.add(Entry.word("HTTPS_PROXY", "the proxy for https, also in lower case; loopback never has one"));
        variables.add(Entry.word("HTTP_PROXY", "the proxy for http"));
        variables.add(Entry.word("NO_PROXY", "hosts that are reached without a proxy"));
        variables.add(Entry.word(
                "SSL_CERT_FILE",
                "trust the certificates in this PEM file instead of the system's, where --ca-cert is not given"));
        variables.add(Entry.word("SSL_CERT_DIR", "trust those in these folders as well"));
        variables.add(Entry.word("COLUMNS", "how wide help is, up to 100; otherwise as wide as the terminal, or 80"));
        variables.add(Entry.word("NO_COLOR", "headings of help are not bold; nor are they with TERM=dumb"));
        variables.add(Entry.word("ORY_JAVA_HOME", "the Java to run on"));
        variables.add(Entry.word("ORY_JAVA_OPTS", "options for it"));
        variables.add(
                Entry.word("XDG_CACHE_HOME", "the folder for caches; otherwise ~/.cache, on macOS ~/Library/Caches"));
        variables.add(Entry.word("ORY_NO_CACHE", "make no class data archive in the cache folder"));
        variables.add(Entry.word("ORY_MAKE_ARCHIVE", "make one at once, in the program's folder"));
        return variables;
    }

    private static List<Entry> formats() {
        return List.of(
                Entry.word("table", "columns, for people; the default, also called default"),
                Entry.word("json", "on one line, for programs"),
                Entry.word("json-pretty", "in many lines"),
                Entry.word("yaml", "for files that people edit"),
                new Entry(
                        List.of("jsonpath"),
                        "PATH",
                        "a part, as JSON, in the syntax of gjson: names and numbers with dots between them, # for each of"
                                + " a list",
                        List.of()),
                new Entry(List.of("jsonpointer"), "POINTER", "a part, as JSON (RFC 6901)", List.of()));
    }
}
