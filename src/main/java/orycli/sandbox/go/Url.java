package orycli.sandbox.go;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A URL as Go's {@code net/url} takes it apart. {@link java.net.URI} draws its lines elsewhere: to it,
 * {@code https://*.example.org} has no host, and {@code app:/a b} is none.
 *
 * @param opaque what follows the scheme where that is not a slash
 * @param user the part before {@code @}, still escaped
 * @param host with the port
 * @param path without its escapes
 * @param escapedPath as it was given
 * @param query with the question mark, which may stand alone
 */
public record Url(
        String scheme,
        String opaque,
        Optional<String> user,
        String host,
        String path,
        String escapedPath,
        String query,
        String fragment) {

    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:");
    private static final Pattern PORT = Pattern.compile("(?::[0-9]*)?");
    private static final Pattern USER = Pattern.compile("[a-zA-Z0-9._:~!$&'()*+,;=%@-]*");

    /** Go's {@code url.Parse}: relative references too. */
    public static Url parse(String text) throws SyntaxException {
        int hash = text.indexOf('#');
        try {
            String fragment = hash < 0 ? "" : UrlPart.PATH_SEGMENT.unescape(text.substring(hash + 1));
            return parse(hash < 0 ? text : text.substring(0, hash), fragment, false);
        } catch (SyntaxException e) {
            throw inContext(text, e);
        }
    }

    /** Go's {@code url.ParseRequestURI}: an absolute URL or an absolute path, and no fragment. */
    public static Url parseRequest(String text) throws SyntaxException {
        try {
            return parse(text, "", true);
        } catch (SyntaxException e) {
            throw inContext(text, e);
        }
    }

    private static SyntaxException inContext(String text, SyntaxException e) {
        return new SyntaxException("parse \"" + text + "\": " + e.getMessage());
    }

    private static Url parse(String text, String fragment, boolean isRequest) throws SyntaxException {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new SyntaxException("net/url: invalid control character in URL");
        }
        if (text.isEmpty() && isRequest) {
            throw new SyntaxException("empty url");
        }
        if (text.startsWith(":")) {
            throw new SyntaxException("missing protocol scheme");
        }
        boolean hasScheme = SCHEME.matcher(text).lookingAt();
        String scheme = hasScheme ? text.substring(0, text.indexOf(':')).toLowerCase(Locale.ROOT) : "";
        String rest = hasScheme ? text.substring(scheme.length() + 1) : text;
        int mark = rest.indexOf('?');
        String query = mark < 0 ? "" : rest.substring(mark);
        String hierarchy = mark < 0 ? rest : rest.substring(0, mark);

        if (!hierarchy.startsWith("/")) {
            if (hasScheme) {
                return new Url(scheme, hierarchy, Optional.empty(), "", "", "", query, fragment);
            }
            refuseRelative(hierarchy, isRequest);
        }
        boolean hasAuthority =
                hierarchy.startsWith("//") && (hasScheme || (!isRequest && !hierarchy.startsWith("///")));
        int slash = hasAuthority ? hierarchy.indexOf('/', 2) : 0;
        String path = slash < 0 ? "" : hierarchy.substring(slash);
        String authority = hasAuthority ? hierarchy.substring(2, hierarchy.length() - path.length()) : "";
        int at = authority.lastIndexOf('@');
        String host = host(scheme, authority.substring(at + 1));
        Optional<String> user = at < 0 ? Optional.empty() : Optional.of(user(authority.substring(0, at)));
        return new Url(scheme, "", user, host, UrlPart.PATH_SEGMENT.unescape(path), path, query, fragment);
    }

    private static void refuseRelative(String rest, boolean isRequest) throws SyntaxException {
        // Go takes the lone asterisk of an OPTIONS request.
        if (isRequest && !rest.equals("*")) {
            throw new SyntaxException("invalid URI for request");
        }
        int slash = rest.indexOf('/');
        if ((slash < 0 ? rest : rest.substring(0, slash)).contains(":")) {
            throw new SyntaxException("first path segment in URL cannot contain colon");
        }
    }

    private static String user(String user) throws SyntaxException {
        if (!USER.matcher(user).matches()) {
            throw new SyntaxException("net/url: invalid userinfo");
        }
        UrlPart.PATH_SEGMENT.unescape(user);
        return user;
    }

    private static String host(String scheme, String host) throws SyntaxException {
        int bracket = host.lastIndexOf('[');
        if (bracket > 0) {
            throw new SyntaxException("invalid IP-literal");
        }
        if (bracket == 0) {
            return literalAddress(host);
        }
        // A second colon is let pass in the URLs of databases only.
        boolean strict = scheme.equals("http") || scheme.equals("https");
        int colon = strict ? host.indexOf(':') : host.lastIndexOf(':');
        if (colon >= 0) {
            checkPort(host.substring(colon));
        }
        checkHostCharacters(host);
        return UrlPart.HOST.unescape(host);
    }

    private static String literalAddress(String host) throws SyntaxException {
        int end = host.lastIndexOf(']');
        if (end < 0) {
            throw new SyntaxException("missing ']' in host");
        }
        checkPort(host.substring(end + 1));
        int zone = host.indexOf("%25");
        String address = host.substring(1, zone < 0 || zone > end ? end : zone);
        try {
            // In brackets it is never a name to be resolved.
            if (!address.contains(":")) {
                throw new SyntaxException("invalid host: ParseAddr(\"" + address + "\"): unable to parse IP");
            }
            InetAddress.getByName("[" + address + "]");
        } catch (UnknownHostException e) {
            throw new SyntaxException("invalid host: ParseAddr(\"" + address + "\"): unable to parse IP");
        }
        return UrlPart.HOST.unescape(host);
    }

    private static void checkPort(String port) throws SyntaxException {
        if (!PORT.matcher(port).matches()) {
            throw new SyntaxException("invalid port \"" + port + "\" after host");
        }
    }

    /** RFC 3986, section 3.2.2, as Go reads it: in a host only bytes that are not ASCII may be escaped. */
    private static void checkHostCharacters(String host) throws SyntaxException {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '%') {
                String escape = host.substring(i, Math.min(i + 3, host.length()));
                if (escape.length() == 3
                        && HexFormat.isHexDigit(escape.charAt(1))
                        && HexFormat.fromHexDigit(escape.charAt(1)) < 8
                        && !escape.equals("%25")) {
                    throw UrlPart.badEscape(escape);
                }
            } else if (c < 0x80 && !UrlPart.HOST.leavesAlone(c)) {
                throw new SyntaxException("invalid character \"" + c + "\" in host name");
            }
        }
    }

    public boolean isHttp() {
        return scheme.equals("http") || scheme.equals("https");
    }

    /** The same scheme, host name and port: {@code https://a} and {@code https://a:443} are two. */
    public boolean hasOriginOf(Url other) {
        return scheme.equals(other.scheme) && hostname().equals(other.hostname()) && port().equals(other.port());
    }

    /** The host without its port, and an IPv6 address without its brackets. */
    public String hostname() {
        String name = host.substring(0, host.length() - colonAndPort().length());
        return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
    }

    /** The port, without a colon that stands alone. */
    private String port() {
        return colonAndPort().replace(":", "");
    }

    private String colonAndPort() {
        int colon = host.lastIndexOf(':');
        return colon >= 0 && PORT.matcher(host.substring(colon)).matches() ? host.substring(colon) : "";
    }

    /** Whether there is no more than a scheme and a host; slashes at the end do not count. */
    public boolean isOrigin() {
        return path.matches("/*") && query.length() < 2 && fragment.isEmpty();
    }

    /** Go's {@code URL.String} of an origin without the slashes at its end. */
    public String toOrigin() {
        StringBuilder text = new StringBuilder(scheme).append(':').append(opaque);
        if (!host.isEmpty() || user.isPresent()) {
            text.append("//");
            user.ifPresent(u -> text.append(u).append('@'));
            text.append(UrlPart.HOST.escape(host));
        }
        return text.append(query).toString();
    }
}
