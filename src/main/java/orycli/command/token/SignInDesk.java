package orycli.command.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import orycli.command.option.Context;
import orycli.command.option.UsageException;
import orycli.command.report.Failure;
import orycli.command.report.Failure.Code;
import orycli.hydra.SignInRequests;
import orycli.hydra.SignInRequests.Question;
import orycli.json.Json;
import orycli.oauth2.Page;
import orycli.oauth2.Visit;
import orycli.text.HtmlEscapes;

/**
 * The pages of a login and a consent app for trials, at the paths and with the fields of the reference's. A server shows
 * them if it is told to send browsers here. Anybody is who they say they are.
 */
final class SignInDesk {
    private static final String DEVICE_CHALLENGE = "device_challenge";
    private static final String USER_CODE = "user_code";
    private static final String ADVICE =
            "Where logins and consents are asked here, --endpoint is the server's admin API,"
                    + " such as http://127.0.0.1:4445, and --auth-url and --token-url name the public side.";
    private static final String REMEMBER = "remember";
    /** In seconds. */
    private static final int MEMORY = 3600;

    private final Context context;
    private final Server server;
    private final boolean skips;
    private Optional<SignInRequests> found = Optional.empty();
    private Optional<Failure> told = Optional.empty();

    /** Finds the server whose questions they are, when the first one comes. */
    @FunctionalInterface
    interface Server {
        SignInRequests find() throws IOException;
    }

    /** @param skips whether nothing is asked that the server remembers the answer to */
    SignInDesk(Context context, Server server, boolean skips) {
        this.context = context;
        this.server = server;
        this.skips = skips;
    }

    /** Nothing where nothing is there. */
    Optional<Page> at(Visit visit) {
        try {
            return switch (visit.path()) {
                case "/login" -> Optional.of(visit.isForm() ? loggedIn(visit) : login(visit));
                case "/consent" -> Optional.of(visit.isForm() ? consented(visit) : consent(visit));
                case "/device" -> Optional.of(visit.isForm() ? codeTyped(visit) : code(visit));
                case "/device/done" ->
                    Optional.of(WebPage.of(
                            WebPage.OK,
                            "The device has been approved",
                            WebPage.paragraph("You can close this window.")));
                default -> Optional.empty();
            };
        } catch (UsageException e) {
            return Optional.of(refused(WebPage.BAD_REQUEST, Failure.of(e)));
        } catch (IOException e) {
            Failure failure = explained(Failure.of(e));
            tell(failure);
            return Optional.of(refused(WebPage.BAD_GATEWAY, failure));
        }
    }

    private static Page refused(int status, Failure failure) {
        StringBuilder words = new StringBuilder(WebPage.paragraph(failure.message()));
        failure.advice().forEach(line -> words.append(WebPage.paragraph(line)));
        return WebPage.of(status, "This cannot be asked", words.toString());
    }

    /** A server's public address has none of these requests, and is what --endpoint otherwise names. */
    private static Failure explained(Failure failure) {
        boolean isElsewhere =
                failure.code() == Code.REFUSED && !failure.advice().isEmpty();
        return isElsewhere
                ? new Failure(failure.code(), failure.status(), failure.message(), List.of(ADVICE))
                : failure;
    }

    /** Whoever has started the command can mend it, and it may still succeed. A browser may ask again and again. */
    private synchronized void tell(Failure failure) {
        if (!told.equals(Optional.of(failure))) {
            told = Optional.of(failure);
            context.notes().warn(failure.message());
            failure.advice().forEach(context.notes()::say);
        }
    }

    private synchronized SignInRequests requests() throws IOException {
        SignInRequests requests = found.isPresent() ? found.get() : server.find();
        found = Optional.of(requests);
        return requests;
    }

    private static String needed(Visit visit, String field) {
        String value = visit.field(field);
        if (value.isEmpty()) {
            throw new UsageException("the field " + field + " is missing");
        }
        return value;
    }

    private Page login(Visit visit) throws IOException {
        String challenge = needed(visit, "login_challenge");
        JsonNode asked = requests().get(Question.LOGIN, challenge);
        String subject = asked.path("subject").asText("");
        boolean isKnown = asked.path("skip").asBoolean();
        if (skips && isKnown) {
            ObjectNode answer = Json.nodes().objectNode().put("subject", subject);
            return Page.at(requests().accept(Question.LOGIN, challenge, answer));
        }
        return WebPage.of(
                WebPage.OK,
                "Sign in",
                WebPage.paragraph(client(asked) + " asks who you are. Anybody is who they say they are.")
                        + form(
                                "/login",
                                hidden("ls", challenge)
                                        + "<p><label>You are <input name=\"username\" required value=\""
                                        + HtmlEscapes.attribute(subject) + "\"" + (isKnown ? " readonly" : "")
                                        + "></label></p>\n"
                                        + checkbox(REMEMBER, "on", true, "Remember me for an hour")
                                        + checkbox("revoke-consents", "on", false, "Forget what I allowed before")
                                        + decision("Sign in", "Cancel")));
    }

    private Page loggedIn(Visit visit) throws IOException {
        String challenge = needed(visit, "ls");
        if (!accepts(visit)) {
            return Page.at(requests().reject(Question.LOGIN, challenge));
        }
        String subject = needed(visit, "username");
        if (visit.field("revoke-consents").equals("on")) {
            requests().forgetConsents(subject);
        }
        return Page.at(
                requests().accept(Question.LOGIN, challenge, remembered(visit).put("subject", subject)));
    }

    private Page consent(Visit visit) throws IOException {
        String challenge = needed(visit, "consent_challenge");
        JsonNode asked = requests().get(Question.CONSENT, challenge);
        List<String> scope = texts(asked.path("requested_scope"));
        List<String> audience = texts(asked.path("requested_access_token_audience"));
        if (skips && asked.path("skip").asBoolean()) {
            ObjectNode answer = granted(scope, audience).put(REMEMBER, true).put("remember_for", MEMORY);
            return Page.at(requests().accept(Question.CONSENT, challenge, answer));
        }
        StringBuilder fields = new StringBuilder(hidden("cs", challenge));
        scope.forEach(word -> fields.append(checkbox("scope", word, true, word)));
        audience.forEach(whom -> fields.append(hidden("audience", whom)).append(WebPage.paragraph("For: " + whom)));
        fields.append(checkbox(REMEMBER, "on", true, "Remember this for an hour"));
        return WebPage.of(
                WebPage.OK,
                "Allow access",
                WebPage.paragraph(client(asked) + " asks for access in the name of "
                                + asked.path("subject").asText("") + ".")
                        + form("/consent", fields + decision("Allow", "Deny")));
    }

    private Page consented(Visit visit) throws IOException {
        String challenge = needed(visit, "cs");
        if (!accepts(visit)) {
            return Page.at(requests().reject(Question.CONSENT, challenge));
        }
        ObjectNode answer = granted(visit.fields("scope"), visit.fields("audience"));
        answer.setAll(remembered(visit));
        return Page.at(requests().accept(Question.CONSENT, challenge, answer));
    }

    private static Page code(Visit visit) {
        String challenge = needed(visit, DEVICE_CHALLENGE);
        return WebPage.of(
                WebPage.OK,
                "Approve a device",
                form(
                        "/device",
                        hidden(DEVICE_CHALLENGE, challenge)
                                + "<p><label>The code that the device shows <input name=\"" + USER_CODE
                                + "\" required value=\"" + HtmlEscapes.attribute(visit.field(USER_CODE))
                                + "\"></label></p>\n<p><button>Go on</button></p>\n"));
    }

    private Page codeTyped(Visit visit) throws IOException {
        ObjectNode answer = Json.nodes().objectNode().put(USER_CODE, needed(visit, USER_CODE));
        HttpUrl next = requests().accept(Question.DEVICE, needed(visit, DEVICE_CHALLENGE), answer);
        return Page.at(next);
    }

    private static boolean accepts(Visit visit) {
        return switch (visit.field("action")) {
            case "accept" -> true;
            case "deny" -> false;
            default -> throw new UsageException("the field action is neither accept nor deny");
        };
    }

    private static ObjectNode remembered(Visit visit) {
        boolean isWanted = visit.field(REMEMBER).equals("on");
        return Json.nodes().objectNode().put(REMEMBER, isWanted).put("remember_for", MEMORY);
    }

    private static ObjectNode granted(List<String> scope, List<String> audience) {
        ObjectNode answer = Json.nodes().objectNode();
        ArrayNode scopes = answer.putArray("grant_scope");
        scope.forEach(scopes::add);
        ArrayNode audiences = answer.putArray("grant_access_token_audience");
        audience.forEach(audiences::add);
        return answer;
    }

    private static String client(JsonNode asked) {
        JsonNode client = asked.path("client");
        String name = client.path("client_name").asText("");
        return "The client " + (name.isEmpty() ? client.path("client_id").asText("") : name);
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String form(String path, String fields) {
        return "<form method=\"post\" action=\"" + path + "\">\n" + fields + "</form>\n";
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + HtmlEscapes.attribute(value) + "\">\n";
    }

    private static String checkbox(String name, String value, boolean isChecked, String text) {
        return "<p><label><input type=\"checkbox\" name=\"" + name + "\" value=\"" + HtmlEscapes.attribute(value) + "\""
                + (isChecked ? " checked" : "") + "> " + HtmlEscapes.text(text) + "</label></p>\n";
    }

    private static String decision(String yes, String no) {
        return "<p><button name=\"action\" value=\"accept\">" + yes + "</button>\n"
                + "<button name=\"action\" value=\"deny\" formnovalidate>" + no + "</button></p>\n";
    }
}
