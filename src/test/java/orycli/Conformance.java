package orycli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import orycli.FakeHydra.Call;
import orycli.encryption.PgpKeys;
import orycli.json.Json;
import orycli.json.JsonSyntaxException;

/**
 * Whether what a command did is what the case wants. The rules are those of the conformance suite: after a success the
 * requests are the reference's and the output has what the reference's has; after a failure there is no output, and a
 * short message.
 */
final class Conformance {
    private static final Pattern STACK_TRACE = Pattern.compile("(?m)^\\s+at [\\w.$]+\\(|Exception\\b");
    private static final int LONGEST_MESSAGE = 12;
    private static final Set<String> WISHES = Set.of(
            "exit",
            "stderr",
            "exact",
            "json",
            "not_in_stdout",
            "stdout_has",
            "body",
            "body_has",
            "admin_requests",
            "hosts",
            "authorization");

    private final ConformanceCase expected;
    private final Cli.Result result;
    private final World world;
    private final List<Call> calls;
    private final List<String> differences = new ArrayList<>();

    /**
     * What a command left behind, beside its output.
     *
     * @param calls the requests that were sent to an admin API
     * @param sent how many requests were sent at all
     * @param config the configuration file; missing where there is none
     * @param key the one to which secrets are encrypted in cases that do so
     */
    record World(List<Call> calls, int sent, JsonNode config, PgpKeys key) {}

    private Conformance(ConformanceCase expected, Cli.Result result, World world) {
        this.expected = expected;
        this.result = result;
        this.world = world;
        this.calls = world.calls();
    }

    /** Every difference, in words. */
    static List<String> differences(ConformanceCase expected, Cli.Result result, World world)
            throws JsonSyntaxException {
        Conformance conformance = new Conformance(expected, result, world);
        if (expected.wanted().isPresent()) {
            conformance.compareWith(expected.wanted().get());
        } else {
            conformance.compareWithReference(expected.reference());
        }
        return conformance.differences;
    }

    private void compareWith(JsonNode wanted) throws JsonSyntaxException {
        wanted.fieldNames().forEachRemaining(wish -> check(WISHES.contains(wish), "nobody looks at " + wish));
        boolean fails = wanted.path("exit").asText().equals("fail");
        if (fails) {
            checkFailure();
        } else {
            checkSuccess();
        }
        for (JsonNode word : wanted.path("stderr")) {
            check(result.stderr().contains(word.textValue()), "stderr does not mention " + word);
        }
        if (wanted.has("exact")) {
            contains("stdout", wanted.get("exact"), Json.nodes().textNode(result.stdout()));
        }
        for (JsonNode word : wanted.path("stdout_has")) {
            check(result.stdout().contains(word.textValue()), "stdout does not hold " + word);
        }
        for (JsonNode secret : wanted.path("not_in_stdout")) {
            check(!result.stdout().contains(secret.textValue()), "stdout holds " + secret);
        }
        if (wanted.has("json")) {
            contains("stdout", wanted.get("json"), Json.parse(result.stdout()));
        }
        if (wanted.has("admin_requests")) {
            contains("requests", wanted.get("admin_requests"), Json.nodes().numberNode(calls.size()));
        }
        if (wanted.has("hosts")) {
            ArrayNode hosts = Json.nodes().arrayNode();
            calls.stream().map(Call::host).distinct().sorted().forEach(hosts::add);
            contains("hosts", wanted.get("hosts"), hosts);
        }
        if (wanted.has("authorization")) {
            String sent = lastCall().flatMap(Call::authorization).orElse("");
            contains("authorization", wanted.get("authorization"), Json.nodes().textNode(sent));
        }
        JsonNode body = lastCall().map(Call::body).orElse(MissingNode.getInstance());
        if (wanted.has("body")) {
            contains("body", Json.parse(wanted.get("body").textValue()), body);
        }
        if (wanted.has("body_has")) {
            contains("body", wanted.get("body_has"), body);
        }
    }

    private void compareWithReference(JsonNode reference) throws JsonSyntaxException {
        if (reference.path("exit").intValue() != 0) {
            checkFailure();
            check(result.stdout().isBlank(), "there is output after a failure");
            return;
        }
        checkSuccess();
        compareRequests(reference.path("requests"));
        if (reference.has("sent")) {
            int sent = reference.path("sent").intValue();
            check(world.sent() <= sent, world.sent() + " requests in all, reference " + sent);
        }
        if (reference.has("config")) {
            contains("the configuration file", reference.path("config"), world.config());
        }
        String stdout = reference.path("stdout").asText();
        switch (expected.stdout()) {
            case ANY -> {}
            case EXACT -> check(stdout.equals(result.stdout()), "stdout is not '" + stdout + "'");
            case JSON -> contains("stdout", Json.parse(stdout), Json.parse(result.stdout()));
            case YAML -> contains("stdout", yamlOfTheReference(stdout), yaml(result.stdout()));
            case PGP -> compareSecret();
        }
    }

    private void compareRequests(JsonNode requests) {
        check(calls.size() == requests.size(), calls.size() + " requests, reference " + requests.size());
        for (int i = 0; i < Math.min(calls.size(), requests.size()); i++) {
            Call call = calls.get(i);
            String line = requests.get(i).path("method").textValue() + " "
                    + requests.get(i).path("path").textValue();
            check(line.equals(call.method() + " " + call.path()), "not the request " + line);
            if (requests.get(i).has("host")) {
                contains("host", requests.get(i).path("host"), Json.nodes().textNode(call.host()));
            }
            JsonNode body = understood(requests.get(i).path("body"));
            // Both ways round: a body must not have more either.
            contains("body", body, understood(call.body()));
            contains("the reference's body", understood(call.body()), body);
        }
    }

    private void compareSecret() throws JsonSyntaxException {
        JsonNode printed = Json.parse(result.stdout());
        String secret = world.key().decrypt((printed.isObject() ? printed.path("client_secret") : printed).asText());
        String wanted = expected.arguments().contains("--secret") ? "top-secret-value" : FakeHydra.FIRST_SECRET;
        check(secret.equals(wanted), "the secret decrypts to '" + secret + "'");
    }

    private void checkSuccess() {
        check(result.exitCode() == 0, "exit code " + result.exitCode());
    }

    private void checkFailure() {
        check(result.exitCode() != 0, "exit code 0, a failure is wanted");
        check(!result.stderr().isBlank(), "nothing on stderr");
        check(!STACK_TRACE.matcher(result.stderr()).find(), "a stack trace or the name of an exception");
        check(result.stderr().lines().count() <= LONGEST_MESSAGE, "a long message");
    }

    /** Notes each place that is not as wanted. Objects may have more members than are wanted, lists not more values. */
    private void contains(String place, JsonNode wanted, JsonNode got) {
        if (wanted.isObject() && got.isObject()) {
            for (Map.Entry<String, JsonNode> member : wanted.properties()) {
                String name = member.getKey();
                if (got.has(name)) {
                    contains(place + "." + name, member.getValue(), got.get(name));
                } else {
                    boolean mayLack = name.equals("AdditionalProperties") || isUnset(member.getValue());
                    check(mayLack, place + "." + name + " is missing");
                }
            }
        } else if (wanted.isArray() && got.isArray() && wanted.size() == got.size()) {
            for (int i = 0; i < wanted.size(); i++) {
                contains(place + "[" + i + "]", wanted.get(i), got.get(i));
            }
        } else if (wanted.isNumber() && got.isNumber()) {
            check(wanted.decimalValue().compareTo(got.decimalValue()) == 0, place + " is " + got + ", not " + wanted);
        } else {
            check(wanted.equals(got), place + " is " + got + ", not " + wanted);
        }
    }

    private void check(boolean fine, String difference) {
        if (!fine) {
            differences.add(difference);
        }
    }

    private Optional<Call> lastCall() {
        return calls.isEmpty() ? Optional.empty() : Optional.of(calls.get(calls.size() - 1));
    }

    /** As a server understands a body: what is empty, zero or false is unset. */
    private static JsonNode understood(JsonNode body) {
        if (body.isObject()) {
            ObjectNode set = Json.nodes().objectNode();
            for (Map.Entry<String, JsonNode> member : body.properties()) {
                JsonNode value = member.getValue();
                boolean zero = value.isNumber() && value.decimalValue().signum() == 0;
                boolean isFalse = value.isBoolean() && !value.booleanValue();
                if (!isUnset(value) && !zero && !isFalse) {
                    set.set(member.getKey(), understood(value));
                }
            }
            return set;
        }
        if (body.isArray()) {
            ArrayNode values = Json.nodes().arrayNode();
            body.forEach(value -> values.add(understood(value)));
            return values;
        }
        return body;
    }

    private static boolean isUnset(JsonNode value) {
        return value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.textValue().isEmpty());
    }

    /** The reference writes some values so that they cannot be read back; those say nothing. */
    private static JsonNode yamlOfTheReference(String text) {
        try {
            return yaml(text);
        } catch (YAMLException notEvenYaml) {
            return Json.nodes().objectNode();
        }
    }

    /** Reads YAML 1.1, in which {@code yes} is a boolean and {@code 2024-01-01} a date, as PyYAML does. */
    private static JsonNode yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        DumperOptions unused = new DumperOptions();
        Object value = new Yaml(
                        new SafeConstructor(options), new Representer(unused), unused, options, new StrictFloats())
                .load(text);
        return tree(value);
    }

    /** A number with an exponent is one only if it has a point, too; SnakeYAML alone does without. */
    private static final class StrictFloats extends Resolver {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            Tag tag = super.resolve(kind, value, implicit);
            return tag.equals(Tag.FLOAT) && !value.contains(".") ? Tag.STR : tag;
        }
    }

    private static JsonNode tree(Object value) {
        if (value == null) {
            return Json.nodes().nullNode();
        }
        if (value instanceof Map<?, ?> members) {
            ObjectNode object = Json.nodes().objectNode();
            members.forEach((name, member) -> object.set(String.valueOf(name), tree(member)));
            return object;
        }
        if (value instanceof List<?> values) {
            ArrayNode array = Json.nodes().arrayNode();
            values.forEach(member -> array.add(tree(member)));
            return array;
        }
        if (value instanceof Number number) {
            return Json.nodes().numberNode(new BigDecimal(number.toString()));
        }
        if (value instanceof Boolean truth) {
            return Json.nodes().booleanNode(truth);
        }
        return value instanceof String string
                ? Json.nodes().textNode(string)
                : Json.nodes().pojoNode(value);
    }
}
