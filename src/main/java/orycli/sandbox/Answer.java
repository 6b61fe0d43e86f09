package orycli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import orycli.json.Json;

/** What is sent back. */
record Answer(int status, Map<String, String> headers, Body body) {
    static Answer of(int status, String contentType, Body body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    static Answer of(int status, String contentType, String body) {
        return of(status, contentType, Body.text(body));
    }

    static Answer json(int status, Body body) {
        return of(status, "application/json; charset=utf-8", body);
    }

    static Answer json(int status, JsonNode body) {
        return json(status, Body.text(Json.write(body)));
    }

    /** In the type that the public side of Hydra has, with what RFC 6749, section 5.1 asks for. */
    static Answer uncached(int status, JsonNode body) {
        return of(status, "application/json;charset=UTF-8", Json.write(body)).uncached();
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), Body.NONE);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, Collections.unmodifiableMap(more), body);
    }

    Answer uncached() {
        return with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }

    /** This answer as the last one of its connection. */
    Answer andClose() {
        return with("Connection", "close");
    }

    boolean closes() {
        return headers.containsKey("Connection");
    }

    String statusLine() {
        return "HTTP/1.1 " + status + " "
                + switch (status) {
                    case 200 -> "OK";
                    case 201 -> "Created";
                    case 204 -> "No Content";
                    case 302 -> "Found";
                    case 303 -> "See Other";
                    case 307 -> "Temporary Redirect";
                    case 400 -> "Bad Request";
                    case 401 -> "Unauthorized";
                    case 403 -> "Forbidden";
                    case 404 -> "Not Found";
                    case 409 -> "Conflict";
                    case 413 -> "Request Entity Too Large";
                    case 431 -> "Request Header Fields Too Large";
                    case 501 -> "Not Implemented";
                    case 507 -> "Insufficient Storage";
                    default -> "Internal Server Error";
                };
    }
}
