package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import orycli.sandbox.go.Decoder;
import orycli.sandbox.go.JsonPatch;
import orycli.sandbox.go.Path;
import orycli.sandbox.go.SyntaxException;
import orycli.sandbox.go.UrlPart;

/** Hydra's administration of OAuth 2.0 clients. Every method is one of its endpoints. */
final class ClientsApi {
    private static final int DEFAULT_PAGE_SIZE = 100;
    private static final int MAX_PAGE_SIZE = 500;

    private final ClientStore store;
    private final Inventions inventions;
    private final String issuer;

    ClientsApi(URI issuer, ClientStore store, Inventions inventions) {
        this.store = store;
        this.inventions = inventions;
        this.issuer = issuer.toString();
    }

    /** {@code POST /admin/clients}. */
    Answer create(String body) throws Refusal {
        return create(decoded(body));
    }

    /** As if it had been sent. */
    Answer create(JsonNode body) throws Refusal {
        Client client = decode(body);
        client.setDefault(Field.CLIENT_SECRET, inventions::newSecret);
        ClientValidator.validate(client);

        Instant now = inventions.now();
        client.set(Field.CREATED_AT, now.plusMillis(500).truncatedTo(ChronoUnit.SECONDS));
        client.set(Field.REGISTRATION_ACCESS_TOKEN, inventions.newRegistrationToken());
        // Before there is an id, if none is given: Hydra's answer leaves it out too.
        client.set(Field.REGISTRATION_CLIENT_URI, issuer + joined("/oauth2/register", client.id()));
        client.setDefault(Field.CLIENT_ID, inventions::newId);
        client.prepareToSave(now);
        store.insert(client);

        if (client.text(Field.TOKEN_ENDPOINT_AUTH_METHOD).equals("none")) {
            client.clear(Field.CLIENT_SECRET);
        }
        return Answer.json(201, client.toJson()).with("Location", joined("/admin/clients", client.id()));
    }

    /** Hydra escapes the id and then the path that it has become a part of: a slash arrives as {@code %252F}. */
    private static String joined(String path, String id) {
        return Path.clean(path + "/" + UrlPart.PATH_SEGMENT.escape(id)).replace("%", "%25");
    }

    /** {@code GET /admin/clients/{id}}. */
    Answer get(String id) throws Refusal {
        return Answer.json(200, store.find(id));
    }

    /** {@code GET /admin/clients}. */
    Answer list(RequestTarget target) throws Refusal {
        int size = DEFAULT_PAGE_SIZE;
        PageToken token = PageToken.FIRST;
        try {
            String text = target.parameter("page_token");
            if (!text.isEmpty()) {
                token = PageToken.parse(UrlPart.QUERY.unescape(text), inventions.now());
            }
            size = pageSize(target.parameter("page_size"));
        } catch (SyntaxException e) {
            throw Refusal.badRequest("Unable to parse pagination parameters: " + e.getMessage());
        }
        String name = target.first("client_name");
        String owner = target.first("owner");
        List<Map.Entry<String, StoredClient>> found = store.listAfter(
                token.lastId(),
                client -> (name.isEmpty() || client.name().equals(name))
                        && (owner.isEmpty() || client.owner().equals(owner)),
                size + 1);
        return page(target, found, size);
    }

    /** @param found one more than a page holds, if there is another page */
    private Answer page(RequestTarget target, List<Map.Entry<String, StoredClient>> found, int size) {
        List<Map.Entry<String, StoredClient>> clients = found.subList(0, Math.min(size, found.size()));
        String links = link(target, size, "", "first");
        if (found.size() > size) {
            links += "," + link(target, size, clients.get(size - 1).getKey(), "next");
        }
        Body body = Body.array(clients.stream().map(Map.Entry::getValue).toList());
        return Answer.json(200, body).with("Link", links);
    }

    private String link(RequestTarget target, int size, String lastId, String relation) {
        String token = PageToken.after(lastId, inventions.now());
        return "<" + target.with(Map.of("page_size", String.valueOf(size), "page_token", token)) + ">; rel=\""
                + relation + "\"";
    }

    private static int pageSize(String text) throws SyntaxException {
        if (text.isEmpty()) {
            return DEFAULT_PAGE_SIZE;
        }
        if (!text.matches("[+-]?[0-9]+")) {
            throw new SyntaxException("strconv.Atoi: parsing \"" + text + "\": invalid syntax");
        }
        BigInteger size = new BigInteger(text);
        if (size.bitLength() > 63) {
            throw new SyntaxException("strconv.Atoi: parsing \"" + text + "\": value out of range");
        }
        return size.signum() <= 0
                ? DEFAULT_PAGE_SIZE
                : size.min(BigInteger.valueOf(MAX_PAGE_SIZE)).intValue();
    }

    /** {@code PUT /admin/clients/{id}}. */
    Answer set(String id, String body) throws Refusal {
        Client given = decode(decoded(body));
        given.set(Field.CLIENT_ID, id);
        // Ahead of the look for the client, as in Hydra: a bad body is a 400 even where the id is unknown.
        Client saved = saved(given);
        return updated(store.update(id, before -> saved));
    }

    /** {@code PATCH /admin/clients/{id}}. */
    Answer patch(String id, String body) throws Refusal {
        return updated(store.update(id, before -> saved(patched(before, body))));
    }

    private Client patched(Client before, String body) throws Refusal {
        // Hydra patches the hash of the secret along with the rest. Nobody can know this one either.
        String unchanged = UUID.randomUUID().toString();
        before.set(Field.CLIENT_SECRET, unchanged);
        try {
            Client client =
                    Client.decode(JsonPatch.parse(Decoder.unmarshal(body)).applyTo(before.toJson()));
            if (client.text(Field.CLIENT_SECRET).equals(unchanged)) {
                client.clear(Field.CLIENT_SECRET);
            }
            return client;
        } catch (JsonPatch.InvalidPatchException | SyntaxException e) {
            throw Refusal.unrecognizable();
        }
    }

    /** {@code PUT /admin/clients/{id}/lifespans}. */
    Answer setLifespans(String id, String body) throws Refusal {
        return updated(store.update(id, before -> {
            try {
                return saved(before.withLifespans(decoded(body)));
            } catch (SyntaxException e) {
                throw Refusal.undecodable(e);
            }
        }));
    }

    /** {@code POST /admin/clients/{id}/secrets/rotate}. The old secrets stay good. */
    Answer rotateSecret(String id) throws Refusal {
        String secret = inventions.newSecret();
        return updated(store.update(
                id,
                before -> {
                    Client client = rotatable(before);
                    client.set(Field.CLIENT_SECRET, secret);
                    return saved(client);
                },
                Secrets::rotatedTo));
    }

    /** {@code DELETE /admin/clients/{id}/secrets/rotate}. */
    Answer deleteRotatedSecrets(String id) throws Refusal {
        return updated(
                store.update(id, before -> saved(rotatable(before)), (secrets, none) -> secrets.withoutRotated()));
    }

    private static Client rotatable(Client before) throws Refusal {
        String method = before.text(Field.TOKEN_ENDPOINT_AUTH_METHOD);
        if (!Set.of("client_secret_basic", "client_secret_post").contains(method)) {
            throw Refusal.badRequest("The client is configured to use the \"" + method
                    + "\" authentication method, which does not support client secret rotation.");
        }
        return before;
    }

    /** {@code DELETE /admin/clients/{id}}. */
    Answer delete(String id) throws Refusal {
        store.delete(id);
        return Answer.empty(204);
    }

    private Client saved(Client client) throws Refusal {
        ClientValidator.validate(client);
        client.prepareToSave(inventions.now());
        return client;
    }

    private static Answer updated(Client client) {
        return Answer.json(200, client.toJson());
    }

    private static JsonNode decoded(String body) throws Refusal {
        try {
            return Decoder.decode(body);
        } catch (SyntaxException e) {
            throw Refusal.undecodable(e);
        }
    }

    private static Client decode(JsonNode body) throws Refusal {
        try {
            return Client.decode(body);
        } catch (SyntaxException e) {
            throw Refusal.undecodable(e);
        }
    }
}
