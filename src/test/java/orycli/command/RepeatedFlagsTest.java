package orycli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import orycli.Cli;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Wrappers append flags to a command line: one that comes again changes itself, and no other. */
final class RepeatedFlagsTest {
    private static final CommandNode TREE = OryCommandLine.create(new Cli().terminal(OutputStream.nullOutputStream()))
            .tree();

    @TestFactory
    Stream<DynamicTest> aFlagThatComesTwiceLeavesEveryOtherAsItWas() {
        return leaves(List.of(), TREE)
                .filter(path -> !path.get(path.size() - 1).isGroup())
                .map(path -> DynamicTest.dynamicTest(path.get(path.size() - 1).name(), () -> checkPairs(path)));
    }

    private static Stream<List<CommandNode>> leaves(List<CommandNode> above, CommandNode node) {
        return node.children().stream().flatMap(child -> {
            List<CommandNode> path = new ArrayList<>(above);
            path.add(child);
            return Stream.concat(Stream.of(path), leaves(path, child));
        });
    }

    private static CommandSpec parse(List<CommandNode> path, List<String> flags) {
        CommandNode asked = path.get(path.size() - 1);
        return LeafCommand.of(asked, asked.name())
                .parseArgs(flags.toArray(String[]::new))
                .commandSpec();
    }

    private static String flag(OptionSpec option, int value) {
        List<String> values = option.typeInfo().isBoolean() ? List.of("true", "false") : List.of("1", "2");
        return option.longestName() + "=" + values.get(value);
    }

    private static void checkPairs(List<CommandNode> path) {
        List<OptionSpec> options = parse(path, List.of()).options().stream()
                .filter(option -> !option.usageHelp())
                .toList();
        List<String> allOnce = options.stream().map(option -> flag(option, 0)).toList();
        Map<String, String> before = values(parse(path, allOnce));
        for (OptionSpec repeated : options) {
            List<String> twice = new ArrayList<>(allOnce);
            twice.add(flag(repeated, 1));
            Map<String, String> expected = new TreeMap<>(before);
            String one = flag(repeated, 0);
            String other = flag(repeated, 1);
            expected.put(
                    repeated.longestName(),
                    repeated.isMultiValue()
                            ? "[" + one.replaceFirst(".*=", "") + ", " + other.replaceFirst(".*=", "") + "]"
                            : values(parse(path, List.of(other))).get(repeated.longestName()));

            assertThat(values(parse(path, twice))).as(repeated.longestName()).isEqualTo(expected);
        }
    }

    private static Map<String, String> values(CommandSpec command) {
        Map<String, String> values = new TreeMap<>();
        command.options().forEach(option -> {
            Object value = option.getValue();
            values.put(option.longestName(), String.valueOf(value));
        });
        return values;
    }
}
