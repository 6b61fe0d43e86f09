package orycli.command.token;

import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import orycli.command.option.Context;
import orycli.command.option.OutputOptions;
import orycli.command.option.PublicSide;
import orycli.command.option.PublicSide.Endpoint;
import orycli.command.option.TargetOptions;
import orycli.command.report.Failure;
import orycli.hydra.SignInRequests;
import orycli.oauth2.Client;
import orycli.oauth2.DeviceCode;
import orycli.oauth2.DeviceFlow;
import orycli.oauth2.LoopbackServer;
import orycli.output.OutputFormatter;
import orycli.terminal.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ory perform device-code}. */
@Command(
        description = {
            "A person opens the address that is shown, on any device, and signs in; then the token is "
                    + "printed. On an Ory Hydra, --endpoint is its public address."
        },
        footer = {
            "ory perform device-code --client-id my-tv --scope openid,offline",
            "",
            "# the token alone, for a script; the address is shown on stderr",
            "ory perform device-code --client-id my-tv -q > token.txt"
        })
public final class PerformDeviceCodeCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private final AuthenticationOptions authentication;

    @Mixin
    private final ScopeOptions wanted = new ScopeOptions(ScopeOptions.OF_A_PERSON);

    @Option(
            names = "--device-auth-url",
            paramLabel = "URL",
            description = "Where the code is given out. Default: /oauth2/device/auth of the endpoint")
    private Optional<String> authorizationUrl = Optional.empty();

    @Mixin
    private final TokenUrlOption tokens = new TokenUrlOption();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Ask for the code at http://127.0.0.1:PORT/device, if the server has it asked there.")
    private Optional<Integer> port = Optional.empty();

    @Mixin
    private final TargetOptions target;

    @Mixin
    private final OutputOptions output;

    public PerformDeviceCodeCommand(Context context) {
        this.context = context;
        this.target = TargetOptions.toPublicSide(context);
        this.output = new OutputOptions(context, Token.QUIETLY);
        this.authentication = new AuthenticationOptions(context, output);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormatter formatter = output.formatter();
        List<String> scope = wanted.scope();
        List<String> audience = wanted.audience();
        // -1 is the reference's word for none.
        Optional<Integer> place = port.filter(number -> number != -1).map(CallbackOptions::checkedPort);
        DeviceFlow flow = flow(authentication.client());
        if (place.isEmpty()) {
            return run(flow, scope, audience, formatter);
        }
        try (LoopbackServer desk = desk(place.get())) {
            context.notes()
                    .say("The page http://127.0.0.1:" + desk.port()
                            + "/device is there, for a server that has the code asked on it.");
            return run(flow, scope, audience, formatter);
        }
    }

    private LoopbackServer desk(int place) throws IOException {
        SignInDesk desk = new SignInDesk(context, () -> new SignInRequests(target.adminSide()), false);
        try {
            return LoopbackServer.start(place, desk::at);
        } catch (BindException e) {
            throw CallbackOptions.notHad("cannot ask for the code", place, e);
        }
    }

    private int run(DeviceFlow flow, List<String> scope, List<String> audience, OutputFormatter formatter)
            throws IOException {
        DeviceCode code = flow.begin(scope, audience);
        show(code);
        Token token = new Token(flow.await(code, this::tellOfSilence), Instant.now());
        context.terminal().print(formatter.format(token.document()));
        return ExitCode.OK;
    }

    private void tellOfSilence(IOException failure) {
        context.notes().say("There is no answer: " + Failure.of(failure).message() + ". It is asked on.");
    }

    private DeviceFlow flow(Client client) throws IOException {
        PublicSide server = target.publicSide(client);
        Endpoint codes = server.at("oauth2/device/auth", "--device-auth-url", authorizationUrl);
        return new DeviceFlow(
                codes.url(),
                client,
                codes.sender(),
                tokens.endpoint(server, client),
                Clock.systemUTC(),
                context.terminal().interrupts()::pause);
    }

    private void show(DeviceCode code) {
        String address = code.wholeAddress().orElse(code.address());
        context.notes().say("To sign in, open this address on any device:");
        context.notes().say("  " + address);
        context.notes()
                .say(
                        code.wholeAddress().isPresent()
                                ? "It shows the code " + code.userCode() + ", or asks for it."
                                : "It asks for the code " + code.userCode() + ".");
        if (context.terminal().interactive() && !context.notes().asJson()) {
            QrCode.of(address).forEach(context.terminal()::say);
        }
    }
}
