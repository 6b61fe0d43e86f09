package orycli.command;

import picocli.CommandLine.Command;

/** {@code ory get}. */
@Command(name = "get", description = "Get resources.")
final class GetCommand {}
