package orycli.command.oauth2client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import orycli.Cli;
import orycli.command.option.ClientFlag;
import orycli.json.Json;

/** Against a real Hydra, whose admin API {@code HYDRA_ADMIN_URL} names. It deletes what it creates. */
@Tag("integration")
final class UpdateOAuth2ClientIT {
    private static final String REDIRECT_URI = "https://app.example.org/back";

    private final String hydra = requireNonNull(
            System.getenv("HYDRA_ADMIN_URL"), "set HYDRA_ADMIN_URL to the admin API of a Hydra to test against");
    private final String id = "it's \"mine\" " + UUID.randomUUID();
    private final String fresh = "fresh " + id;

    @BeforeEach
    void createClients() throws Exception {
        String client = "{\"redirect_uris\":[\"" + REDIRECT_URI + "\"],\"scope\":\"x y\"}";
        for (String name : new String[] {id, fresh}) {
            run(Cli.at(hydra).stdin(client), "create", "oauth2-client", "--id", name, "--file", "-");
        }
    }

    @AfterEach
    void deleteThem() throws Exception {
        run(Cli.at(hydra), "delete", "oauth2-client", id, fresh);
    }

    /** What a command that succeeds prints as JSON. */
    private static String run(Cli cli, String... words) {
        Cli.Result result = cli.execute(
                Stream.concat(Stream.of(words), Stream.of("--format=json")).toArray(String[]::new));
        assertThat(result.stderr()).isEmpty();
        assertThat(result.exitCode()).isZero();
        return result.stdout();
    }

    private ObjectNode stored(String name) throws Exception {
        return (ObjectNode) Json.parse(run(Cli.at(hydra), "get", "oauth2-client", name));
    }

    /** The server would fetch a sector identifier. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "SECTOR_IDENTIFIER_URI")
    void changesTheFieldOfAFlagAloneAndPutsItBack(ClientFlag flag) throws Exception {
        String field = flag.field().field();
        ObjectNode before = stored(id);

        run(Cli.at(hydra), "update", "oauth2-client", id, flag.flag() + "=" + FlagValues.text(flag, REDIRECT_URI));

        ObjectNode after = stored(id);
        assertThat(after.path(field)).isEqualTo(FlagValues.json(flag, REDIRECT_URI));
        assertThat(without(field, after)).isEqualTo(without(field, before));

        run(Cli.at(hydra), "update", "oauth2-client", id, "--unset", flag.flag().substring(2));

        ObjectNode reset = stored(id);
        boolean isOfTheFile = flag == ClientFlag.REDIRECT_URI || flag == ClientFlag.SCOPE;
        if (!isOfTheFile) {
            assertThat(reset.path(field)).isEqualTo(stored(fresh).path(field));
        }
        assertThat(without(field, reset)).isEqualTo(without(field, before));
    }

    private static ObjectNode without(String field, ObjectNode client) {
        ObjectNode rest = client.deepCopy();
        rest.remove("updated_at");
        rest.remove(field);
        return rest;
    }

    @Test
    void addsAndRemovesSingleValues() throws Exception {
        run(Cli.at(hydra), "update", "oauth2-client", id, "--add=redirect-uri=https://app.example.org/2");
        run(Cli.at(hydra), "update", "oauth2-client", id, "--add=contact=me@example.org", "--add=scope=z");
        run(
                Cli.at(hydra),
                "update",
                "oauth2-client",
                id,
                "--remove=redirect-uri=" + REDIRECT_URI,
                "--add=post-logout-callback=https://app.example.org/2",
                "--remove=scope=y");

        ObjectNode client = stored(id);
        assertThat(client.path("redirect_uris").toString()).isEqualTo("[\"https://app.example.org/2\"]");
        assertThat(client.path("post_logout_redirect_uris").toString()).isEqualTo("[\"https://app.example.org/2\"]");
        assertThat(client.path("contacts").toString()).isEqualTo("[\"me@example.org\"]");
        assertThat(client.path("scope").asText()).isEqualTo("x z");
    }

    @Test
    void replacesAClientByWhatWasReadOfIt() throws Exception {
        ObjectNode before = stored(id);

        run(Cli.at(hydra).stdin(Json.write(before)), "update", "oauth2-client", id, "--file", "-");

        assertThat(without("updated_at", stored(id))).isEqualTo(without("updated_at", before));
    }
}
