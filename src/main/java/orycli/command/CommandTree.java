package orycli.command;

import static orycli.command.CommandNode.group;
import static orycli.command.CommandNode.leaf;

import java.util.List;
import java.util.function.Supplier;
import orycli.command.auth.AuthCommand;
import orycli.command.auth.AuthLogoutCommand;
import orycli.command.manual.Page;
import orycli.command.manual.Shell;
import orycli.command.oauth2client.CreateOAuth2ClientCommand;
import orycli.command.oauth2client.DeleteOAuth2ClientCommand;
import orycli.command.oauth2client.GetOAuth2ClientCommand;
import orycli.command.oauth2client.ImportOAuth2ClientCommand;
import orycli.command.oauth2client.ListOAuth2ClientsCommand;
import orycli.command.oauth2client.RotateOAuth2ClientSecretCommand;
import orycli.command.oauth2client.UpdateOAuth2ClientCommand;
import orycli.command.option.Context;
import orycli.command.project.GetProjectCommand;
import orycli.command.project.ListProjectsCommand;
import orycli.command.project.ListWorkspacesCommand;
import orycli.command.project.UseProjectCommand;
import orycli.command.project.UseWorkspaceCommand;
import orycli.command.sandbox.SandboxCommand;
import orycli.command.sandbox.SandboxCommand.CommandRunner;
import orycli.command.token.DeleteAccessTokensCommand;
import orycli.command.token.IntrospectTokenCommand;
import orycli.command.token.PerformAuthorizationCodeCommand;
import orycli.command.token.PerformClientCredentialsCommand;
import orycli.command.token.PerformDeviceCodeCommand;
import orycli.command.token.RevokeTokenCommand;

/** What every command is called, and what it is for. */
final class CommandTree {
    static final String ROOT = "ory";

    private CommandTree() {}

    /**
     * The program and its commands.
     *
     * @param inSandbox runs a command against a sandbox
     * @param manual the pages of all of them
     */
    static CommandNode of(Context context, CommandRunner inSandbox, Supplier<List<Page>> manual) {
        return group(
                ROOT,
                "Manages OAuth 2.0 clients on Ory Network and self-hosted Ory Hydra.",
                group(
                        "create",
                        "Create",
                        leaf(
                                        "oauth2-client",
                                        "Create an OAuth 2.0 client.",
                                        () -> new CreateOAuth2ClientCommand(context))
                                .alias("client")),
                group(
                        "get",
                        "Get",
                        leaf("oauth2-client", "Get OAuth 2.0 clients.", () -> new GetOAuth2ClientCommand(context))
                                .alias("client", "clients", "oauth2-clients"),
                        leaf(
                                "project",
                                "Get a project on Ory Network, with its configuration.",
                                () -> new GetProjectCommand(context))),
                group(
                                "list",
                                "List",
                                leaf(
                                                "oauth2-clients",
                                                "List OAuth 2.0 clients.",
                                                () -> new ListOAuth2ClientsCommand(context))
                                        .alias("clients"),
                                leaf(
                                        "projects",
                                        "List your projects on Ory Network.",
                                        () -> new ListProjectsCommand(context)),
                                leaf(
                                                "workspaces",
                                                "List your workspaces on Ory Network.",
                                                () -> new ListWorkspacesCommand(context))
                                        .alias("workspace", "ws"))
                        .alias("ls"),
                group(
                        "update",
                        "Update",
                        leaf(
                                        "oauth2-client",
                                        "Update an OAuth 2.0 client.",
                                        () -> new UpdateOAuth2ClientCommand(context))
                                .alias("client")),
                group(
                        "delete",
                        "Delete",
                        leaf("oauth2-client", "Delete OAuth 2.0 clients.", () -> new DeleteOAuth2ClientCommand(context))
                                .alias("client", "clients", "oauth2-clients"),
                        leaf(
                                "access-tokens",
                                "Delete all access tokens of an OAuth 2.0 client.",
                                () -> new DeleteAccessTokensCommand(context))),
                group(
                        "rotate",
                        "Rotate",
                        leaf(
                                "oauth2-client-secret",
                                "Give an OAuth 2.0 client a new secret.",
                                () -> new RotateOAuth2ClientSecretCommand(context))),
                group(
                        "import",
                        "Import",
                        leaf(
                                        "oauth2-client",
                                        "Import OAuth 2.0 clients from files.",
                                        () -> new ImportOAuth2ClientCommand(context))
                                .alias("client", "clients", "oauth2-clients")),
                group(
                        "perform",
                        "Perform",
                        leaf(
                                "client-credentials",
                                "Get a token with a client's own credentials.",
                                () -> new PerformClientCredentialsCommand(context)),
                        leaf(
                                "authorization-code",
                                "Get tokens for somebody who signs in with a browser.",
                                () -> new PerformAuthorizationCodeCommand(context)),
                        leaf(
                                "device-code",
                                "Get a token for a device without a browser.",
                                () -> new PerformDeviceCodeCommand(context))),
                group(
                        "introspect",
                        "Introspect",
                        leaf(
                                "token",
                                "Ask whether a token is good, and for what.",
                                () -> new IntrospectTokenCommand(context))),
                group(
                        "revoke",
                        "Revoke",
                        leaf(
                                "token",
                                "End an access token or a refresh token.",
                                () -> new RevokeTokenCommand(context))),
                group(
                        "use",
                        "Select",
                        leaf(
                                "project",
                                "Select a project for the commands that follow, or show which one is selected.",
                                () -> new UseProjectCommand(context)),
                        leaf(
                                        "workspace",
                                        "Select a workspace for the commands that follow, or show which one is"
                                                + " selected.",
                                        () -> new UseWorkspaceCommand(context))
                                .alias("workspaces", "ws")),
                leaf(
                                "auth",
                                "Sign in to Ory Network with a browser, or show who is signed in.",
                                () -> new AuthCommand(context))
                        .with(leaf(
                                "logout",
                                "Sign out of Ory Network on this computer.",
                                () -> new AuthLogoutCommand(context))),
                leaf(
                                "sandbox",
                                "Run an in-memory Hydra on loopback, for trying commands and testing scripts.",
                                () -> new SandboxCommand(context, inSandbox))
                        .runningOthers(),
                group(
                        "completion",
                        "Complete commands in",
                        completion("bash", context, manual),
                        completion("zsh", context, manual),
                        completion("fish", context, manual),
                        completion("powershell", context, manual)),
                leaf("version", "Print the version.", () -> new VersionCommand(context))
                        .offline());
    }

    private static CommandNode completion(String shell, Context context, Supplier<List<Page>> manual) {
        return leaf(
                        shell,
                        "Print the script that completes commands in " + shell + ".",
                        () -> new CompletionCommand(context, Shell.of(shell), manual))
                .offline();
    }
}
