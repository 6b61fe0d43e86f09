package orycli.command;

import picocli.CommandLine.Command;

/** {@code ory list}. */
@Command(name = "list", aliases = "ls", description = "List resources.")
final class ListCommand {}
