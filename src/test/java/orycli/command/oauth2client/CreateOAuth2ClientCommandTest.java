package orycli.command.oauth2client;

import static org.assertj.core.api.Assertions.assertThat;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.junit5.StartStop;
import org.junit.jupiter.api.Test;
import orycli.Cli;

final class CreateOAuth2ClientCommandTest {
    @StartStop
    private final MockWebServer server = new MockWebServer();

    @Test
    void createsAClientAndPrintsItsIdAndSecret() throws InterruptedException {
        answer(201, """
                {"client_id":"a1","client_name":"my app","client_secret":"s3cret","grant_types":["client_credentials"],\
                "response_types":["code"],"scope":"core foobar","audience":["x","y"],"redirect_uris":[]}""");

        Cli.Result result = create("--name", "my app", "-g", "client_credentials", "-a", "core,foobar");

        assertThat(result).isEqualTo(new Cli.Result(0, """
                CLIENT ID\ta1\t\t\t
                CLIENT SECRET\ts3cret\t\t\t
                GRANT TYPES\tclient_credentials\t
                RESPONSE TYPES\tcode\t\t\t
                SCOPE\t\tcore foobar\t\t
                AUDIENCE\tx,y\t\t\t
                REDIRECT URIS\t\t\t\t
                """, ""));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /admin/clients HTTP/1.1");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Authorization")).isNull();
        assertThat(body(request)).isEqualTo("""
                {"client_name":"my app","grant_types":["client_credentials"],"scope":"core foobar",\
                "response_types":["code"],"token_endpoint_auth_method":"client_secret_basic",\
                "request_object_signing_alg":"RS256","subject_type":"public","metadata":{},"skip_consent":false,\
                "skip_logout_consent":false,"backchannel_logout_session_required":false,\
                "frontchannel_logout_session_required":false}""");
    }

    @Test
    void printsAnUnknownFieldInItsPlace() {
        answer(201, """
                {"client_id":"a1","brand_new":{"deep":[1.50]},"client_secret":"s3cret"}""");

        assertThat(create("--format", "json")).isEqualTo(new Cli.Result(0, """
                {"client_id":"a1","brand_new":{"deep":[1.50]},"client_secret":"s3cret"}
                """, ""));
    }

    @Test
    void saysSoWhereTheOutputLacksTheGeneratedSecret() {
        answer(201, """
                {"client_id":"a1","client_secret":"s3cret"}""");

        assertThat(create("-q")).isEqualTo(new Cli.Result(0, "a1\n", """
                Warning: the server generated a secret for this client. It is not in this output and cannot be shown again.
                """));
    }

    private Cli.Result create(String... flags) {
        String[] arguments = new String[flags.length + 4];
        arguments[0] = "create";
        arguments[1] = "oauth2-client";
        arguments[2] = "--endpoint";
        arguments[3] = server.url("/").toString();
        System.arraycopy(flags, 0, arguments, 4, flags.length);
        return Cli.run(arguments);
    }

    private void answer(int status, String body) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    private static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }
}
