package orycli.oauth2;

import java.time.Duration;
import java.util.Optional;

/**
 * What a device was given to show and to ask with (RFC 8628, section 3.2).
 *
 * @param code secret; who has it gets the token
 * @param userCode what a person types
 * @param address where a person types it
 * @param wholeAddress the same, with the code in it
 * @param life how long both are good
 * @param interval between two questions, at least
 */
public record DeviceCode(
        String code, String userCode, String address, Optional<String> wholeAddress, Duration life, Duration interval) {
    @Override
    public String toString() {
        return userCode;
    }
}
