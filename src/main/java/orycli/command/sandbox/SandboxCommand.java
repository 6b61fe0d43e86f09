package orycli.command.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import orycli.command.option.Context;
import orycli.command.option.TargetOptions;
import orycli.command.option.UsageException;
import orycli.command.option.value.TextInput;
import orycli.command.option.value.ValueFile;
import orycli.sandbox.Inventions;
import orycli.sandbox.RefusedClientException;
import orycli.sandbox.Sandbox;
import orycli.terminal.ExitCode;
import orycli.terminal.Interrupts.Registration;
import orycli.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ory sandbox}. */
@Command(
        customSynopsis = "ory sandbox [FLAGS] [COMMAND... | -- PROGRAM...]",
        description = {
            "Nothing is kept: all clients are gone when it ends. The sandbox connects to nobody: a sector "
                    + "identifier URI is not fetched, but taken for good, and no keys are fetched from a jwks_uri.",
            "The public side of Hydra is at the same address: tokens by every flow, with a page to sign in and "
                    + "consent, introspection and revocation. In the sandbox, everybody is who they say they are.",
            "Without a command, the sandbox serves until it is interrupted, and prints the line to paste "
                    + "into another terminal. With one, it serves for that command only and ends with its exit code."
        },
        footer = {
            "# one command",
            "ory sandbox create oauth2-client --name \"my app\" --format json",
            "",
            "# any program, with ORY_SDK_URL set",
            "ory sandbox -- ./provision-clients.sh",
            "",
            "# to be used from another terminal",
            "ory sandbox --port 4445"
        })
public final class SandboxCommand implements Callable<Integer> {
    /** Stands before a program that is not a command of {@code ory}. */
    private static final String SEPARATOR = "--";
    /** How long an interrupted program may take to end before it is told to. */
    private static final int SECONDS_BY_ITSELF = 3;
    /** And how long then. */
    private static final int SECONDS_ONCE_TOLD = 10;

    private final Context context;
    private final Terminal terminal;
    private final CommandRunner commands;

    @Option(
            names = "--file",
            paramLabel = "FILE|-",
            description = "Begin with the clients in this file: JSON, YAML, or an object a line.")
    private Optional<String> file = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", description = "The port to serve on. Default: one that is free")
    private int port;

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description = "A command of ory, or, behind --, any program with its arguments.")
    private List<String> words = List.of();

    /** Runs a command of {@code ory} against a sandbox. */
    @FunctionalInterface
    public interface CommandRunner {
        /** The command's exit code. */
        int run(URI endpoint, List<String> arguments);
    }

    public SandboxCommand(Context context, CommandRunner commands) {
        this.context = context;
        this.terminal = context.terminal();
        this.commands = commands;
    }

    @Override
    public Integer call() throws IOException {
        if (port < 0 || port > 65535) {
            throw new UsageException("--port is not between 0 and 65535: '" + port + "'");
        }
        if (!words.isEmpty() && words.get(0).contains("/")) {
            throw new UsageException("'" + words.get(0) + "' is no command of ory; put -- before a program");
        }
        try (Sandbox sandbox = start()) {
            if (file.isPresent()) {
                seed(sandbox, file.get());
            }
            context.notes().say("Sandbox: nothing is kept; all clients are gone when it ends.");
            if (words.isEmpty()) {
                return serve(sandbox);
            }
            return words.get(0).equals(SEPARATOR)
                    ? runProgram(sandbox.endpoint(), words.subList(1, words.size()))
                    : commands.run(sandbox.endpoint(), words);
        }
    }

    private Sandbox start() throws IOException {
        try {
            return Sandbox.start(port, Inventions.random(), terminal.memory() / 2);
        } catch (IOException e) {
            throw new IOException("cannot serve on port " + port + ": " + e.getMessage(), e);
        }
    }

    private void seed(Sandbox sandbox, String name) throws IOException {
        if (name.equals("-") && terminal.interactive()) {
            context.notes().say("Waiting for clients, in JSON or YAML, on standard input.");
        }
        List<ObjectNode> clients = new ArrayList<>();
        try (ValueFile values = ValueFile.of(new TextInput(terminal).open(name))) {
            for (Optional<JsonNode> next = values.next(); next.isPresent(); next = values.next()) {
                if (!(next.get() instanceof ObjectNode client)) {
                    throw new IOException("number " + values.position() + " in it is not an object");
                }
                clients.add(client);
            }
            sandbox.seed(clients);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            throw TextInput.unusable(name, String.valueOf(e.getMessage()));
        } catch (RefusedClientException e) {
            throw TextInput.unusable(name, "number " + e.position() + " in it: " + e.getMessage());
        }
    }

    private int serve(Sandbox sandbox) throws IOException {
        terminal.print("export ORY_SDK_URL=" + sandbox.endpoint() + "\n");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.INTERRUPTED;
    }

    /** The sandbox serves as long as the program, which may have something to clean up. */
    private static void end(Process process) {
        try {
            // A terminal's Ctrl-C has reached the program too; another signal has not.
            if (!process.waitFor(SECONDS_BY_ITSELF, TimeUnit.SECONDS)) {
                process.destroy();
                process.waitFor(SECONDS_ONCE_TOLD, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int runProgram(URI endpoint, List<String> program) throws IOException {
        if (program.isEmpty()) {
            throw new UsageException("there is no program behind --");
        }
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(program)).inheritIO();
        Terminal.restoreLocale(builder.environment());
        builder.environment().put(TargetOptions.SDK_URL, endpoint.toString());
        // A program in the sandbox has no business with keys; one that asks for them finds that there are some.
        TargetOptions.KEYS.forEach(key -> builder.environment().computeIfPresent(key, (name, value) -> "sandbox"));
        CompletableFuture<Process> started = new CompletableFuture<>();
        // Before the program begins, which may be interrupted with its first breath.
        Registration onInterrupt = terminal.interrupts()
                .onInterrupt(() -> started.thenAccept(SandboxCommand::end).join());
        Process process;
        try {
            process = builder.start();
            started.complete(process);
        } catch (IOException e) {
            onInterrupt.close();
            started.cancel(false);
            // As Java words it: Cannot run program "x": error=2, No such file or directory
            String message = String.valueOf(e.getMessage());
            throw new IOException(
                    "cannot run " + program.get(0) + ": " + message.replaceFirst(".*error=[0-9]+, ", ""), e);
        }
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        } finally {
            onInterrupt.close();
        }
    }
}
