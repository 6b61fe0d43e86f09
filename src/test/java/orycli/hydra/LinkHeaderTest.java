package orycli.hydra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinkHeaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            </a?page_token=t>; rel="next"                                  | /a?page_token=t
            </f>; rel="first",</n>; rel="next",</p>; rel="prev"            | /n
            </f>;rel=first , </n>;rel=next                                 | /n
            </n>;rel=next;title=x                                          | /n
            <http://h/n?a=1,2;b>; rel="next"                               | http://h/n?a=1,2;b
            </n>; REL="Next"                                               | /n
            </n>; rel="last next"                                          | /n
            </n>; title="a, <b>; rel=\\"first\\""; rel=next                | /n
            </f>; title=">, </x>; rel=next"; rel=first, </n>; rel="next"   | /n
            ,, , </n>  ;  rel  =  "next"                                   | /n
            </n>; rel="next"; rel="first"                                  | /n
            </n>; a; rel=next                                              | /n
            <>; rel=next                                                   | ''
            </n>; rel=next garbage                                         | /n
            </n>; rel="next                                                | /n
            """)
    void findsTheNextPage(String header, String target) {
        assertThat(LinkHeader.target(List.of(header), "next").orElse(null)).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "next",
                "</n",
                "</n>",
                "</n>; rel",
                "</n>; rel=",
                "</n>; rel=\"\"",
                "</n>; rel=\"first\"; rel=\"next\"",
                "</n>; rev=next",
                "</n>; rel=nextpage",
                "</n>; title=\"rel=next\"",
                "</f>; rel=first </n>; rel=next",
                "<</n>; rel=first",
                ";;;;",
                "</n>; rel=\"\\"
            })
    void findsNoPageThatIsNotThere(String header) {
        assertThat(LinkHeader.target(List.of(header), "next")).isEmpty();
    }

    @Test
    void looksIntoAllHeaders() {
        assertThat(LinkHeader.target(List.of("</f>; rel=first", "</n>; rel=next", "</o>; rel=next"), "next"))
                .contains("/n");
        assertThat(LinkHeader.target(List.of(), "next")).isEmpty();
    }
}
