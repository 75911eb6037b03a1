package dev.caxton.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An index lives as long as its file: what is expected here may change only with a migration that builds it anew. */
class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "caresses,caress",
        "ponies,poni",
        "cats,cat",
        "feed,feed",
        "agreed,agre",
        "plastered,plaster",
        "motoring,motor",
        "conflated,conflat",
        "hopping,hop",
        "falling,fall",
        "filing,file",
        "happy,happi",
        "sky,sky",
        "relational,relat",
        "rational,ration",
        "digitizer,digit",
        "vietnamization,vietnam",
        "operator,oper",
        "feudalism,feudal",
        "decisiveness,decis",
        "formality,formal",
        "triplicate,triplic",
        "electrical,electr",
        "hopefulness,hope",
        "revival,reviv",
        "allowance,allow",
        "adoption,adopt",
        "controlling,control",
        "roll,roll",
        "probate,probat",
        "rate,rate",
        "cease,ceas"
    })
    void removesEnglishEndings(String word, String stem) {
        assertThat(Words.of(word)).containsExactly(stem);
    }

    @Test
    void foldsCaseAndAccentsAndCutsAtWhatIsNoLetter() {
        assertThat(Words.of("Café-Müller, ÅNGSTRÖM & straße 2023-05-08!"))
                .containsExactly("cafe", "muller", "angstrom", "strase", "2023", "05", "08");
    }

    @Test
    void keepsApostrophesTogetherAndLetsGoOfPossessives() {
        assertThat(Words.of("Rosa's dog doesn't bark; Rosa’s cat does"))
                .containsExactly("rosa", "dog", "doesnt", "bark", "rosa", "cat", "doe");
    }

    @Test
    void pairsSignsThatAreWrittenWithoutSpaces() {
        assertThat(Words.of("東京都 in 2023")).containsExactly("東京", "京都", "in", "2023");
    }

    @Test
    void givesNothingForWhatHoldsNoWord() {
        assertThat(Words.of("?!… — \" ' ()* \t\n")).isEqualTo(List.of());
        assertThat(Words.of("")).isEmpty();
    }

    @Test
    void cutsEndlessWords() {
        assertThat(Words.of("x".repeat(1_000_000))).containsExactly("x".repeat(64));
    }

    @Test
    void leavesOutOfAQueryWhatQuestionsAreMadeOf() {
        assertThat(QueryWords.of("When does Tobias get the keys?")).containsExactly("tobia", "kei");
        assertThat(QueryWords.of("to be or not to be")).containsExactly("to", "be", "or", "not");
    }
}
