package orycli.command;

import picocli.CommandLine.Command;

/** {@code ory list}. */
@Command(name = "list", description = "List resources.")
final class ListCommand {}
