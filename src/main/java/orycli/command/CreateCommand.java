package orycli.command;

import picocli.CommandLine.Command;

/** {@code ory create}. */
@Command(name = "create", description = "Create resources.")
final class CreateCommand {}
