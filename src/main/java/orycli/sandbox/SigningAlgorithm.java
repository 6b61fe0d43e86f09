package orycli.sandbox;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** The algorithms of RFC 7518, section 3.1, that Hydra takes from a client. */
enum SigningAlgorithm {
    RS256(256),
    RS384(384),
    RS512(512),
    PS256(256),
    PS384(384),
    PS512(512),
    ES256(256),
    ES384(384),
    ES512(521);

    private final int bits;

    /** @param bits of the digest, or of the curve where there is one */
    SigningAlgorithm(int bits) {
        this.bits = bits;
    }

    static Optional<SigningAlgorithm> named(String name) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.name().equals(name))
                .findFirst();
    }

    boolean isElliptic() {
        return name().startsWith("ES");
    }

    byte[] sign(byte[] data, PrivateKey key) throws GeneralSecurityException {
        Signature signature = signature();
        signature.initSign(key);
        signature.update(data);
        return signature.sign();
    }

    boolean verify(byte[] data, byte[] given, PublicKey key) throws GeneralSecurityException {
        if (!takes(key)) {
            return false;
        }
        Signature signature = signature();
        signature.initVerify(key);
        signature.update(data);
        return signature.verify(given);
    }

    private boolean takes(PublicKey key) {
        return isElliptic()
                ? key instanceof ECPublicKey elliptic
                        && elliptic.getParams().getCurve().getField().getFieldSize() == bits
                : key instanceof RSAPublicKey;
    }

    private Signature signature() throws GeneralSecurityException {
        String digest = "SHA" + name().substring(2);
        return switch (this) {
            case RS256, RS384, RS512 -> Signature.getInstance(digest + "withRSA");
            case ES256, ES384, ES512 -> Signature.getInstance(digest + "withECDSAinP1363Format");
            case PS256, PS384, PS512 -> {
                // RFC 7518, section 3.5: the salt is as long as the digest.
                String name = digest.replace("SHA", "SHA-");
                Signature signature = Signature.getInstance("RSASSA-PSS");
                signature.setParameter(new PSSParameterSpec(name, "MGF1", new MGF1ParameterSpec(name), bits / 8, 1));
                yield signature;
            }
        };
    }
}
