package dev.caxton.war;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class CaxtonApplicationTest {

    /** RESTEasy refuses a resource without, and ignores a provider; {@code MadeByCdi} is what such a constructor throws. */
    @Test
    void everyPartHasAPublicConstructorWithoutParameters() {
        assertThat(CaxtonApplication.classes())
                .allSatisfy(part -> assertThatCode(part::getConstructor).doesNotThrowAnyException());
    }
}
