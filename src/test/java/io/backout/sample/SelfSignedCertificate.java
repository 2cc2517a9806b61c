package io.backout.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/** A key and a certificate as PEM files, made by the JDK's keytool. */
final class SelfSignedCertificate {

    static final String KEY = "server-key.pem";
    static final String CERTIFICATE = "server-cert.pem";

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "sample";

    private SelfSignedCertificate() {}

    static void create(Path directory) {
        Path store = directory.resolve("server.p12");
        ShellCommand.in(directory)
                .run(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD);
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Key key = keys.getKey(ALIAS, PASSWORD.toCharArray());
            Certificate certificate = keys.getCertificate(ALIAS);
            Files.writeString(directory.resolve(KEY), pem("PRIVATE KEY", key.getEncoded()));
            Files.writeString(directory.resolve(CERTIFICATE), pem("CERTIFICATE", certificate.getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate could be made from " + store, e);
        }
    }

    private static String pem(String what, byte[] content) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
        return "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n".formatted(what, lines);
    }
}
