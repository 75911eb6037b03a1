package dev.caxton.engine.memory.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
                "the key is cxt_9mZ2kQ7xW4vT8bN3rL6pY1sD5fG0hJ",
                "AKIAIOSFODNN7EXAMPLE in the console",
                "token ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "use sk-proj-abcdefghijklmnop1234567890",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
                "Authorization: Bearer abcdef0123456789abcdef0123456789",
                "jdbc:postgresql://bob:hunter22@db.example/app",
                "password: hunter22",
                "Password=\"correct horse\"",
                "api_key = 1f3a99bc0d77",
                "client-secret: 8a7b6c5d4e3f",
            })
    void findsSecret(String text) {
        assertThat(SecretText.find(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada keeps the password in the safe",
                "The key to good bread is time: wait 12 hours",
                "Use tokens: sparingly and with care",
                "He forgot his password twice this week.",
                "secret ingredient: cardamom",
                "The tokenizer reads 256 word pieces",
                "See https://example.org/a:b/c@d for the talk",
                "A bearer of good news arrived on Monday 12 May",
                "",
            })
    void leavesOrdinaryTextAlone(String text) {
        assertThat(SecretText.find(text)).isEmpty();
    }

    @Test
    void readsMegabytesWithoutBacktracking() {
        String text = "password ".repeat(60_000) + "token:".repeat(60_000);

        assertThat(SecretText.find(text)).isEmpty();
    }

    @Test
    void namesTheKindAndNotTheSecret() {
        assertThat(SecretText.find("password: hunter22").orElseThrow()).isEqualTo("a password");
    }
}
