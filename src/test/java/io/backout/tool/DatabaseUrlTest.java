package io.backout.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    mysql://erp:secret@db.example.org:3307/erp     | db.example.org | 3307 | erp   | erp   | secret
                    mysql://erp:secret@127.0.0.1/erp               | 127.0.0.1      | 3306 | erp   | erp   | secret
                    mysql://erp:p%40ss@h:1/erp                     | h              | 1    | erp   | erp   | p@ss
                    mysql://erp:p@ss@h:1/erp                       | h              | 1    | erp   | erp   | p@ss
                    mysql://erp:p@s:s@w@h/erp                      | h              | 3306 | erp   | erp   | p@s:s@w
                    mysql://erp:a+b%2Bc@h/erp                      | h              | 3306 | erp   | erp   | a+b+c
                    mysql://erp:100%@h/erp                         | h              | 3306 | erp   | erp   | 100%
                    mysql://erp:%40%zz%41@h/erp                    | h              | 3306 | erp   | erp   | @%zzA
                    mysql://erp:%E5%AF%86%E7%A0%81@h/erp           | h              | 3306 | erp   | erp   | 密码
                    mysql://erp:$1\\@h/erp                         | h              | 3306 | erp   | erp   | $1\\
                    mysql://erp:%24%5C@h/erp                       | h              | 3306 | erp   | erp   | $\\
                    mysql://erp@h/erp                              | h              | 3306 | erp   | erp   | ''
                    mysql://erp:@h/erp                             | h              | 3306 | erp   | erp   | ''
                    mysql://h/erp                                  | h              | 3306 | erp   | ''    | ''
                    mysql://h/erp?sslcert=/etc/a@b.pem             | h              | 3306 | erp   | ''    | ''
                    mysql://u%40x:p@h/my%20db                      | h              | 3306 | my db | u@x   | p
                    mysql://u:p@[::1]:3307/erp                     | ::1            | 3307 | erp   | u     | p
                    mysql://u:p@[2001:db8::7]/erp                  | 2001:db8::7    | 3306 | erp   | u     | p
                    mysql://u:p@h/erp?connection_limit=5&sslcert=/etc/c.pem | h     | 3306 | erp   | u     | p
                    mysql://u:p@h/erp?x=a@b#fragment               | h              | 3306 | erp   | u     | p
                    """)
    void readsAUrlAsPrismaDoes(String url, String host, int port, String database, String user, String password) {
        DatabaseUrl read = DatabaseUrl.parse(url);
        assertThat(read.host()).isEqualTo(host);
        assertThat(read.port()).isEqualTo(port);
        assertThat(read.database()).isEqualTo(database);
        assertThat(read.user()).isEqualTo(user);
        assertThat(read.password()).isEqualTo(password);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    postgresql://erp:hunter22@h/erp             | does not start with 'mysql://'
                    'hunter22'                                  | does not start with 'mysql://'
                    mysql://erp:hunter22@h                      | names no database
                    mysql://erp:hunter22@h/                     | names no database
                    mysql://erp:hunter22@h/?x=1                 | names no database
                    mysql://erp:hunter22@/erp                   | names no usable host and port
                    mysql://erp:hunter22@h:port/erp             | names no usable host and port
                    mysql://erp:hunter22@h:70000/erp            | names no usable host and port
                    mysql://erp:hunter22@[::1/erp               | names no usable host and port
                    mysql://erp:hunter22@h,other/erp            | names no usable host and port
                    mysql://erp:hunter22@(host=h)/erp           | names no usable host and port
                    mysql://erp:hunter/22@h/erp                 | names no usable host and port
                    mysql://erp:hunter#22@h/erp                 | names no usable host and port
                    mysql://erp:hunter22@localhost/erp?a=1&socket=/run/mysqld.sock | names a socket, which is not supported
                    """)
    void refusesWhatItCannotUseWithoutQuotingIt(String url, String why) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> DatabaseUrl.parse(url))
                .withMessage("DATABASE_URL in the environment file " + why
                        + "\nHINT: write it as \"mysql://user:password@host:port/database\" in quotes,"
                        + " special characters percent-encoded.")
                .withNoCause();
    }

    @Test
    void neverShowsItsPassword() {
        assertThat(DatabaseUrl.parse("mysql://erp:hunter22@[::1]:3307/erp")).hasToString("[::1]:3307/erp");
        assertThat(DatabaseUrl.parse("mysql://erp:hunter22@h/erp")).hasToString("h:3306/erp");
    }
}
