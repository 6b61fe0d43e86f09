package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import orycli.hydra.ClientField.Kind;

final class ClientFieldTest {
    @Test
    void knowsWhatNobodyCanSet() {
        assertThat(Stream.of(ClientField.values()).filter(field -> field.kind() == Kind.READ_ONLY))
                .map(ClientField::field)
                .containsExactly(
                        "client_secret_expires_at",
                        "created_at",
                        "updated_at",
                        "registration_access_token",
                        "registration_client_uri");
    }

    @Test
    void knowsWhichAreSecret() {
        assertThat(Stream.of(ClientField.values()).filter(ClientField::isSecret))
                .containsExactly(ClientField.CLIENT_SECRET, ClientField.REGISTRATION_ACCESS_TOKEN);
    }

    @Test
    void isFoundByItsName() {
        assertThat(ClientField.named("redirect_uris")).contains(ClientField.REDIRECT_URIS);
        assertThat(ClientField.named("redirect_uri")).isEmpty();
    }
}
