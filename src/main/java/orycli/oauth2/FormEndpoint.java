package orycli.oauth2;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import orycli.http.Redaction;
import orycli.http.Reply;
import orycli.http.Sender;

/**
 * An endpoint that a client sends forms to.
 *
 * @param tokenEndpoint of the same server, for which the client shows who it is
 */
record FormEndpoint(HttpUrl url, HttpUrl tokenEndpoint, Client client, Sender sender) {
    /**
     * Sends a form.
     *
     * @param repeatable whether it does no harm to send it twice
     * @param secrets what nothing may repeat that is said of the exchange, though the server may
     */
    Reply send(Map<String, String> parameters, boolean repeatable, Stream<String> secrets) throws IOException {
        FormBody.Builder form = new FormBody.Builder();
        Request.Builder request = new Request.Builder().url(url);
        Stream<String> own = client.identify(tokenEndpoint, request, form);
        parameters.forEach(form::add);
        // The key of a gateway may be in an address, as a value or with no "=" at all.
        Stream<String> query = url.queryParameterNames().stream()
                .flatMap(name -> url.queryParameterValues(name).stream()
                        .map(value -> Optional.ofNullable(value).orElse(name)));
        return sender.send(
                request.post(form.build())
                        .tag(
                                Redaction.class,
                                Redaction.of(Stream.of(own, secrets, query).flatMap(texts -> texts)))
                        .build(),
                repeatable,
                answer -> false);
    }
}
