package orycli.network;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** The names under which Ory Network's servers are reached. */
public record NetworkHosts(HttpUrl console, HttpUrl apis) {
    private static final String DEFAULT_CONSOLE = "https://console.ory.com";
    private static final String DEFAULT_APIS = "https://oryapis.com";
    private static final String PROJECTS = ".projects.";
    /** A label of a host's name (RFC 1123, section 2.1). */
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

    /**
     * Ory Network's own hosts, unless {@code ORY_CONSOLE_URL} and {@code ORY_ORYAPIS_URL} name others.
     *
     * @throws IllegalArgumentException where a variable is not a URL: then nothing may go to the hosts that it was to replace
     */
    public static NetworkHosts of(Function<String, Optional<String>> environment) {
        return new NetworkHosts(
                url("ORY_CONSOLE_URL", DEFAULT_CONSOLE, environment),
                url("ORY_ORYAPIS_URL", DEFAULT_APIS, environment));
    }

    private static HttpUrl url(String variable, String otherwise, Function<String, Optional<String>> environment) {
        HttpUrl url = HttpUrl.parse(environment.apply(variable).orElse(otherwise));
        if (url == null) {
            throw new IllegalArgumentException(
                    "the environment variable " + variable + " is not a URL such as " + otherwise);
        }
        if (url.host().matches("[0-9.]+|.*:.*")) {
            throw new IllegalArgumentException("the environment variable " + variable
                    + " must name a host, not an IP address, as " + otherwise + " does");
        }
        return url;
    }

    /** The console's API. */
    public HttpUrl consoleApi() {
        return under("api", console);
    }

    /** Where people sign in: the console is a project itself. */
    public HttpUrl issuer() {
        return under("project", console);
    }

    /** Whether the API of a project with this slug has an address. */
    static boolean isSlug(String slug) {
        return LABEL.matcher(slug).matches();
    }

    /** The API of a project. */
    public HttpUrl project(Project project) {
        return under(project.slug() + ".projects", apis);
    }

    private static HttpUrl under(String prefix, HttpUrl url) {
        return url.newBuilder().host(prefix + "." + url.host()).build();
    }

    /** Whether a project's API key may be sent there. */
    public boolean mayHaveKey(HttpUrl endpoint) {
        return endpoint.scheme().equals(apis.scheme())
                && (endpoint.host().equals(apis.host()) || endpoint.host().endsWith("." + apis.host()));
    }

    /** The project whose API is at this address, {@code https://<slug>.projects.oryapis.com}. */
    public Optional<String> slug(HttpUrl endpoint) {
        String suffix = PROJECTS + apis.host();
        boolean isApi = endpoint.port() == apis.port() && endpoint.encodedPath().equals("/");
        return isApi && mayHaveKey(endpoint) && endpoint.host().endsWith(suffix)
                ? Optional.of(endpoint.host().substring(0, endpoint.host().length() - suffix.length()))
                : Optional.empty();
    }
}
