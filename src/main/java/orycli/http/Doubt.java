package orycli.http;

import java.io.IOException;

/**
 * What is to be said where it is unknown whether a change was carried out.
 *
 * @param message a sentence, to which the reason can be added
 * @param advice how to find out, or what to do
 */
public record Doubt(String message, String advice) {
    public OutcomeUnknownException because(String reason) {
        return new OutcomeUnknownException(this, reason);
    }

    /**
     * As the failure says.
     *
     * @param reason whose message is a sentence, unless it is a {@link ConnectionException}
     */
    public OutcomeUnknownException because(IOException reason) {
        return reason instanceof ConnectionException lost
                ? new OutcomeUnknownException(this, lost)
                : because(String.valueOf(reason.getMessage()));
    }

    /** What answered does not know what became of it, as a gateway does not, or says something else. */
    public OutcomeUnknownException because(Reply answer) {
        return because("the server answered " + Explanation.statusLine(answer));
    }
}
