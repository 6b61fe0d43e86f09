package orycli.command.option;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What the same flag is for in another command. */
final class Wording {
    private Wording() {}

    /** Has a flag of a mixin described in other words, and leaves all flags in their order. */
    static void replace(CommandSpec flags, String name, String description) {
        List<OptionSpec> own = flags.options().stream()
                .filter(option -> flags.mixins().values().stream()
                        .noneMatch(mixin -> mixin.options().contains(option)))
                .toList();
        own.forEach(flags::remove);
        own.forEach(option -> flags.addOption(
                option.longestName().equals(name)
                        ? OptionSpec.builder(option).description(description).build()
                        : option));
    }
}
