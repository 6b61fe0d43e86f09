package orycli.sandbox;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import orycli.json.Json;
import orycli.sandbox.go.SyntaxException;
import orycli.text.HtmlEscapes;

/** Finds who answers a request. Both sides of Hydra are at one address; the paths of the admin side need no prefix. */
final class SandboxHandler implements Function<Request, Answer> {
    /**
     * This machine, under the names that are never another one's (RFC 6761, section 6.3). A page in a browser can have any
     * other name lead here, and then read what is answered.
     */
    private static final Pattern LOOPBACK = Pattern.compile(
            "(?:(?:[a-z0-9_-]+\\.)*localhost\\.?|127\\.0\\.0\\.1|\\[::1])(?::[0-9]*)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern SCHEME = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);

    private static final String VERSION = "sandbox";

    private final ClientsApi clients;
    private final Lazy<OAuth2Api> oauth2;

    /** @param oauth2 is not made before it has something to answer: most sandboxes hold clients and no tokens */
    SandboxHandler(ClientsApi clients, Lazy<OAuth2Api> oauth2) {
        this.clients = clients;
        this.oauth2 = oauth2;
    }

    @Override
    public Answer apply(Request request) {
        try {
            Answer answer = answer(request, RequestTarget.of(request.target()));
            return request.method().equals("GET") && !answer.headers().containsKey("Cache-Control")
                    ? answer.with("Cache-Control", "private, no-cache, no-store, must-revalidate")
                    : answer;
        } catch (SyntaxException e) {
            return Answer.of(400, "text/plain; charset=utf-8", "400 Bad Request")
                    .andClose();
        }
    }

    private Answer answer(Request request, RequestTarget target) {
        try {
            checkOrigin(request);
            return route(request, target);
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private static void checkOrigin(Request request) throws Refusal {
        if (!request.header("Host").stream().allMatch(SandboxHandler::isLoopback)) {
            throw Refusal.forbidden("The sandbox answers to 127.0.0.1, localhost and names under .localhost only.");
        }
        if (!request.header("Origin").stream().allMatch(SandboxHandler::isOfLoopback)) {
            throw Refusal.forbidden("The sandbox does not answer to pages of other origins.");
        }
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    private static boolean isOfLoopback(String origin) {
        return SCHEME.matcher(origin).lookingAt() && isLoopback(origin.substring(origin.indexOf("//") + 2));
    }

    private Answer route(Request request, RequestTarget target) throws Refusal {
        if (target.redirect().isPresent()) {
            return redirect(request.method(), target.redirect().get());
        }
        List<String> segments = target.segments();
        String id = segments.size() > 1 ? segments.get(1) : "";
        // Go routes a HEAD to what answers GET.
        String method = request.method().equals("HEAD") ? "GET" : request.method();
        String route = method + pattern(segments);
        return switch (route) {
            case "GET /clients" -> clients.list(target);
            case "POST /clients" -> clients.create(request.body());
            case "GET /clients/{id}" -> clients.get(id);
            case "PUT /clients/{id}" -> clients.set(id, request.body());
            case "PATCH /clients/{id}" -> clients.patch(id, request.body());
            case "DELETE /clients/{id}" -> deleteClient(id);
            case "PUT /clients/{id}/lifespans" -> clients.setLifespans(id, request.body());
            case "POST /clients/{id}/secrets/rotate" -> clients.rotateSecret(id);
            case "DELETE /clients/{id}/secrets/rotate" -> clients.deleteRotatedSecrets(id);
            case "POST /oauth2/introspect" -> oauth2.get().introspect(request);
            case "DELETE /oauth2/tokens" -> oauth2.get().deleteAccessTokens(target);
            case "GET /health/alive", "GET /health/ready" ->
                Answer.json(200, Json.nodes().objectNode().put("status", "ok"));
            case "GET /version" -> Answer.json(200, Json.nodes().objectNode().put("version", VERSION));
            default -> target.isAdmin() ? notFound(request) : routePublic(route, request, target);
        };
    }

    private Answer routePublic(String route, Request request, RequestTarget target) {
        return switch (route) {
            case "GET /oauth2/auth" -> oauth2.get().authorize(target);
            case "POST /oauth2/auth" -> oauth2.get().authorize(request);
            case "POST " + ConsentDesk.PATH -> oauth2.get().decide(request);
            case "POST /oauth2/device/auth" -> oauth2.get().authorizeDevice(request);
            case "GET " + DeviceCodes.VERIFICATION_PATH -> oauth2.get().askForUserCode(target);
            case "POST " + DeviceCodes.VERIFICATION_PATH -> oauth2.get().verifyUserCode(request);
            case "GET /userinfo", "POST /userinfo" -> oauth2.get().userInfo(request);
            case "POST /oauth2/token" -> oauth2.get().token(request);
            case "POST /oauth2/revoke" -> oauth2.get().revoke(request);
            case "GET /.well-known/openid-configuration", "GET /.well-known/oauth-authorization-server" ->
                oauth2.get().configuration();
            case "GET /.well-known/jwks.json" -> oauth2.get().keys();
            default -> notFound(request);
        };
    }

    private Answer deleteClient(String id) throws Refusal {
        Answer answer = clients.delete(id);
        oauth2.ifMade().ifPresent(api -> api.forgetClient(id));
        return answer;
    }

    private static Answer notFound(Request request) {
        return NotFoundPage.answer(request.header("Accept"));
    }

    /** As Go's {@code http.Redirect}, which has a page for who reads. */
    private static Answer redirect(String method, String location) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Answer.empty(307).with("Location", location);
        }
        String page = "<a href=\"" + HtmlEscapes.attribute(location) + "\">Temporary Redirect</a>.\n\n";
        return Answer.of(307, "text/html; charset=utf-8", page).with("Location", location);
    }

    private static String pattern(List<String> segments) {
        StringBuilder pattern = new StringBuilder(" ");
        boolean isClient = segments.size() > 1
                && segments.get(0).equals("clients")
                && !segments.get(1).isEmpty();
        for (int i = 0; i < segments.size(); i++) {
            // An escaped slash is a part of a name, and no name of a route has one.
            String name = segments.get(i).replace("/", "%2F");
            pattern.append('/').append(i == 1 && isClient ? "{id}" : name);
        }
        return pattern.toString();
    }
}
