package orycli.command;

import picocli.CommandLine.Command;

/** {@code ory use}. */
@Command(name = "use", description = "Select what the other commands work with.")
final class UseCommand {}
