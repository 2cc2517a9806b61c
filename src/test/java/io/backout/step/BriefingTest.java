package io.backout.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BriefingTest {
    @Test
    void showsWhatPeopleWroteInsteadOfActingOnIt() {
        assertThat(Briefing.plain("a <b>x</b> & `c` *d* _e_ [f](g) {{h}} i|j #k \\l !m ~n~"))
                .isEqualTo("a &#60;b&#62;x&#60;/b&#62; &#38; &#96;c&#96; &#42;d&#42; &#95;e&#95; &#91;f&#93;(g) "
                        + "&#123;&#123;h&#125;&#125; i&#124;j &#35;k &#92;l &#33;m &#126;n&#126;");
    }

    @Test
    void leavesOrdinaryWordsAsTheyAre() {
        assertThat(Briefing.plain("Since 02:50, 'nobody' can \"log in\"; $(id) - 数据库?"))
                .isEqualTo("Since 02:50, 'nobody' can \"log in\"; $(id) - 数据库?");
    }

    @Test
    void putsItOnOneLineAndCutsItBetweenCharacters() {
        assertThat(Briefing.quoted(" one\ntwo\t three ")).isEqualTo("one two three");
        assertThat(Briefing.quoted("🚨".repeat(301))).isEqualTo("🚨".repeat(300) + "…");
    }

    @Test
    void marksCharactersThatTheEnginesColumnsCannotKeep() {
        assertThat(new Briefing().line("down %s again", "🚨")).hasToString("down □ again\n");
    }

    @Test
    void fitsIntoTheEnginesColumn() {
        assertThat(new Briefing().line("%s", "x".repeat(5_000)).toString())
                .hasSizeLessThan(4_000)
                .endsWith("… cut; the rest is in the API.");
    }

    @Test
    void isCutBetweenLines() {
        Briefing briefing = new Briefing();
        for (int i = 0; i < 500; i++) {
            briefing.line("| %s |", Briefing.plain("a_b"));
        }
        assertThat(briefing.toString()).endsWith("| a&#95;b |\n\n… cut; the rest is in the API.");
    }

    @Test
    void keepsATableRowOnOneLine() {
        assertThat(new Briefing().row("Health", "a|b\nc")).hasToString("| Health | a/b c |\n");
    }

    @Test
    void roundsTimesAsPeopleSayThem() {
        assertThat(Briefing.seconds(8.6)).isEqualTo("9 s");
        assertThat(Briefing.seconds(89)).isEqualTo("89 s");
        assertThat(Briefing.seconds(130)).isEqualTo("2 min");
        assertThat(Briefing.seconds(210)).isEqualTo("4 min");
    }
}
