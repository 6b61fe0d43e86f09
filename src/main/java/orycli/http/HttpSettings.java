package orycli.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.Headers;

/**
 * How to talk to servers.
 *
 * @param timeout of one request, from its first packet to the last byte of its answer
 * @param headers sent with every request to the API; their values are secret
 * @param insecure whether the API's certificate goes unchecked
 * @param caCertificates a PEM file that replaces the trust store
 * @param clientCertificate shown to the API
 * @param environment where the proxy variables are looked up
 * @param trace where the exchange is written to, a line at a time, if it is to be
 */
public record HttpSettings(
        Duration timeout,
        String userAgent,
        Headers headers,
        boolean insecure,
        Optional<Path> caCertificates,
        Optional<ClientCertificate> clientCertificate,
        Function<String, Optional<String>> environment,
        Optional<Consumer<String>> trace) {

    /** The same, with other headers. */
    public HttpSettings with(Headers others) {
        return new HttpSettings(
                timeout, userAgent, others, insecure, caCertificates, clientCertificate, environment, trace);
    }

    /** Two PEM files: the certificate with its chain, and its PKCS#8 key. */
    public record ClientCertificate(Path certificate, Path key) {}
}
