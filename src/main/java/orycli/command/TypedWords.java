package orycli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orycli.command.option.UsageException;
import orycli.command.option.value.Quoted;
import orycli.command.option.value.Suggestion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The words behind a command's name, looked through before picocli reads them: what fits nowhere, and what would be read
 * as something that nobody means. No word is repeated that may be a secret.
 */
final class TypedWords {
    private static final String CLIENT_ID = "--client-id";
    private static final Pattern NAME = Pattern.compile("--?[A-Za-z0-9-]*");
    /** Beside one of these, any word may be the secret. */
    private static final List<String> SECRETS = List.of(
            "--secret",
            "--secret-file",
            "--client-secret",
            "--client-secret-file",
            "--jwk",
            "--state",
            "--http-header",
            "--endpoint",
            "--metadata",
            "--jwks",
            "--pgp-key",
            "--pgp-key-url",
            "--page-token");

    private final CommandNode node;
    private final CommandSpec command;
    private final List<String> words;
    private final boolean isGroup;
    private final List<OptionSpec> given = new ArrayList<>();
    private boolean asksForHelp;
    private boolean asksForVersion;
    private boolean hasArgument;
    private int arguments;
    private Optional<UsageException> problem = Optional.empty();

    private TypedWords(CommandNode node, CommandSpec command, List<String> words) {
        this.node = node;
        this.command = command;
        this.words = words;
        this.isGroup = node.isGroup();
    }

    /** @throws UsageException where a word fits nowhere, or cannot be meant as it would be read, unless help is asked for */
    static TypedWords check(CommandNode node, CommandSpec command, List<String> words) {
        TypedWords typed = new TypedWords(node, command, words);
        typed.look();
        // Who asks for help gets it, unless it is the command that is not understood.
        boolean helped = (typed.asksForHelp || typed.asksForVersion) && !(typed.isGroup && typed.hasArgument);
        if (typed.problem.isPresent() && !helped) {
            throw typed.problem.get();
        }
        return typed;
    }

    boolean asksForHelp() {
        return asksForHelp;
    }

    /** Whether it is the version that is asked for, and no help. */
    boolean asksForVersion() {
        return asksForVersion && !asksForHelp;
    }

    private void look() {
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            if (word.equals(Arguments.END_OF_FLAGS)) {
                for (int rest = at + 1; rest < words.size() && !node.runsOthers(); rest++) {
                    argument(rest);
                }
                return;
            }
            if (!Arguments.isFlag(word)) {
                argument(at);
                at++;
            } else {
                at += word.startsWith("--") ? longFlag(at) : shortFlags(at);
            }
        }
    }

    /** How many words were read. */
    private int longFlag(int at) {
        String word = words.get(at);
        String name = upToEqualsSign(word);
        @Nullable OptionSpec option = command.findOption(name);
        if (option == null) {
            unknown(word);
            return 1;
        }
        note(option);
        if (isSwitch(option)) {
            if (word.endsWith("=")) {
                // picocli would take it for false, and a script's empty variable makes it.
                add(option.longestName() + ": '' is neither true nor false");
            }
            return 1;
        }
        return word.contains("=") ? 1 : 1 + value(option, at + 1);
    }

    private int shortFlags(int at) {
        String word = words.get(at);
        String name = upToEqualsSign(word);
        if (name.length() > 2 && command.findOption("-" + name) != null) {
            add("unknown flag '" + name + "'; did you mean '-" + name + "'?");
            return 1;
        }
        for (int i = 1; i < word.length(); i++) {
            if (word.charAt(i) == '=' && i > 1) {
                @Nullable OptionSpec last = command.findOption("-" + word.charAt(i - 1));
                if (last != null && isSwitch(last) && i == word.length() - 1) {
                    add(last.longestName() + ": '' is neither true nor false");
                }
                return 1;
            }
            @Nullable OptionSpec option = command.findOption("-" + word.charAt(i));
            if (option == null) {
                unknown("-" + word.charAt(i));
                return 1;
            }
            note(option);
            if (!isSwitch(option)) {
                return i + 1 < word.length() ? 1 : 1 + value(option, at + 1);
            }
        }
        return 1;
    }

    /** A flag's value that is a word of its own, where there is one. */
    private int value(OptionSpec option, int at) {
        if (at < words.size()) {
            String value = words.get(at);
            String name = upToEqualsSign(value);
            boolean isFlag = value.startsWith("--")
                    ? name.length() > 2 && command.findOption(name) != null
                    : value.length() == 2 && value.startsWith("-") && command.findOption(value) != null;
            if (isFlag) {
                String flag = option.longestName();
                add("the flag " + flag + " has no value, as " + name + " follows; write " + flag + "=" + name
                        + " if that is meant");
            }
        }
        return 1;
    }

    /** A word that is no flag, nor a flag's value. */
    private void argument(int at) {
        hasArgument = true;
        String word = words.get(at);
        String shown = isSecretNear() ? "" : " " + Quoted.of(word);
        if (!node.children().isEmpty()) {
            String what = command.qualifiedName();
            Optional<String> here = OtherNames.ofCommand(node, what, words.subList(at, words.size()));
            add("unknown command" + shown
                    + here.map(name -> "; here it is '" + name + "'").orElseGet(() -> Suggestion.of(word, names())));
            return;
        }
        arguments++;
        if (command.positionalParameters().stream()
                .anyMatch(positional ->
                        positional.arity().isVariable() || positional.arity().max() >= arguments)) {
            return;
        }
        add("unexpected argument" + shown + adviceOnArgument(word));
    }

    /** What an argument too many was meant to be: the end of a sentence. */
    private String adviceOnArgument(String word) {
        Optional<OptionSpec> last = given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
        String flag = last.map(OptionSpec::longestName).orElse("");
        if (last.filter(TypedWords::isSwitch).isPresent()) {
            boolean isBoolean = word.matches("(?i)true|false|yes|no|on|off|1|0|t|f");
            return " behind " + flag + (isBoolean ? "; a switch takes its value as in " + flag + "=true" : "");
        }
        if (last.filter(OptionSpec::isMultiValue).isPresent() && !flag.equals("--http-header")) {
            return " behind " + flag + "; separate the values of a list with commas, as in " + flag + " a,b";
        }
        if (takesToken()) {
            return "; a token is one word, without 'Bearer'";
        }
        if (command.findOption(CLIENT_ID) != null
                && words.stream().map(TypedWords::upToEqualsSign).noneMatch(CLIENT_ID::equals)) {
            return "; the client is named with " + CLIENT_ID;
        }
        return flag.isEmpty()
                ? ""
                : " behind " + flag + "; put a value with blanks in quotes, as in " + flag + " \"a b\"";
    }

    private boolean takesToken() {
        return command.positionalParameters().stream()
                .anyMatch(positional -> positional.paramLabel().startsWith("TOKEN"));
    }

    /** What can be called here; a topic by help alone. */
    private List<String> names() {
        List<String> names = new ArrayList<>(node.names());
        if (asksForHelp && node.name().equals(CommandTree.ROOT)) {
            names.addAll(Topic.words());
        }
        return names;
    }

    /** Whether there is a flag whose value may be the secret, or one that may have been meant to be such a flag. */
    private boolean isSecretNear() {
        return OtherNames.takesToken(node)
                || takesToken()
                // Of these commands, a word without a flag is the secret as likely as anything else.
                || command.findOption("--client-secret") != null
                || given.stream().anyMatch(option -> SECRETS.contains(option.longestName()))
                || words.stream()
                        .filter(word -> word.startsWith("-"))
                        .map(TypedWords::upToEqualsSign)
                        .anyMatch(word -> word.startsWith("-H")
                                || word.startsWith("-e")
                                || SECRETS.contains(word)
                                || (command.findOption(word) == null
                                        && Suggestion.nearest(word, SECRETS).isPresent()));
    }

    private void unknown(String word) {
        String name = nameOf(word);
        if (isGroup) {
            add("unknown flag '" + name + "'; '" + command.qualifiedName() + "' needs a command");
            return;
        }
        List<String> flags = command.optionsMap().keySet().stream()
                .filter(flag -> flag.startsWith("--"))
                .toList();
        add("unknown flag '" + name + "'"
                + OtherNames.ofFlag(name, command.optionsMap().keySet())
                        .orElseGet(() -> name.startsWith("--") ? Suggestion.of(name, flags) : ""));
    }

    /** The beginning of the word that can be a flag's name; what follows may be anything. */
    private static String nameOf(String word) {
        Matcher name = NAME.matcher(word);
        return name.lookingAt() && name.end() <= 60 ? name.group() : "--…";
    }

    private static String upToEqualsSign(String word) {
        int end = word.indexOf('=');
        return end < 0 ? word : word.substring(0, end);
    }

    private static boolean isSwitch(OptionSpec option) {
        return option.typeInfo().isBoolean();
    }

    private void note(OptionSpec option) {
        given.add(option);
        asksForHelp |= option.usageHelp();
        asksForVersion |= option.versionHelp();
    }

    /** The first problem is the one to tell. */
    private void add(String message) {
        if (problem.isEmpty()) {
            problem = Optional.of(new UsageException(message));
        }
    }
}
