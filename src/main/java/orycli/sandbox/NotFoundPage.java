package orycli.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import orycli.json.Json;

/** What is sent for a route that does not exist: a page, a line or JSON, whichever the request's {@code Accept} likes best. */
final class NotFoundPage {
    private static final String REASON =
            "The requested route does not exist. Make sure you are using the right path, domain, and port.";
    /** In the order in which Hydra offers them to a request that likes several as much. */
    private static final List<String> OFFERS = List.of("text/html", "text/plain", "application/json");

    private NotFoundPage() {}

    static Answer answer(List<String> accept) {
        String type = bestOffer(accept);
        return Answer.of(
                404,
                type + "; charset=utf-8",
                switch (type) {
                    case "application/json" -> json();
                    case "text/plain" -> "Error 404 - " + REASON;
                    default ->
                        "<!DOCTYPE html>\n<html lang=\"en\"><title>404 Not Found</title><h1>404 Not Found</h1><p>"
                                + REASON + "</html>\n";
                });
    }

    private static String json() {
        ObjectNode body = Json.nodes().objectNode();
        body.putObject("error").put("code", 404).put("message", "Not Found").put("reason", REASON);
        return Json.write(body);
    }

    private static String bestOffer(List<String> accept) {
        String best = OFFERS.get(0);
        double bestRank = 0;
        for (String offer : OFFERS) {
            for (String header : accept) {
                for (String range : header.split(",", -1)) {
                    double rank = rank(range, offer);
                    if (rank > bestRank) {
                        best = offer;
                        bestRank = rank;
                    }
                }
            }
        }
        return best;
    }

    /** How much a media range (RFC 9110, section 12.5.1) likes the type; of two that weigh the same, the narrower wins. */
    private static double rank(String range, String type) {
        String[] parts = range.trim().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
        double narrowness = parts[0].equals(type)
                ? 0.0002
                : parts[0].equals(type.substring(0, type.indexOf('/')) + "/*") ? 0.0001 : 0;
        if (narrowness == 0 && !parts[0].equals("*/*")) {
            return 0;
        }
        double weight = weight(parts);
        return weight == 0 ? 0 : weight + narrowness;
    }

    private static double weight(String[] parts) {
        for (String part : parts) {
            if (part.matches("q=[01](\\.[0-9]{0,3})?")) {
                return Double.parseDouble(part.substring(2));
            }
        }
        return 1;
    }
}
