package orycli.hydra;

import orycli.http.ConnectionException;

/**
 * What is to be said where it is unknown whether a change was carried out.
 *
 * @param message a sentence, to which the reason can be added
 * @param advice how to find out, or what to do
 */
record Doubt(String message, String advice) {
    OutcomeUnknownException because(String reason) {
        return new OutcomeUnknownException(this, reason);
    }

    OutcomeUnknownException because(UnreadableAnswerException reason) {
        return because("the server's answer " + reason.why());
    }

    OutcomeUnknownException because(ConnectionException reason) {
        return new OutcomeUnknownException(this, reason);
    }
}
