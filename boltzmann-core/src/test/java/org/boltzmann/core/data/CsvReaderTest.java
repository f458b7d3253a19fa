package org.boltzmann.core.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.boltzmann.core.data.CsvReader.Header;
import org.boltzmann.core.data.CsvReader.MissingValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

    private static final CsvReader STANDARD = CsvReader.standard();

    @TempDir
    private Path directory;

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("table.csv"), bytes);
    }

    private DataSet read(CsvReader reader, String text) throws IOException {
        return reader.read(write(text.getBytes(UTF_8)));
    }

    private void refused(CsvReader reader, String text, String why) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(reader, text))
                .withMessageStartingWith(directory.resolve("table.csv").toString())
                .withMessageContaining(why);
    }

    @Test
    void oneLineIsOneColumnOfTheMatrix() throws IOException {
        DataSet data = read(STANDARD, "1,2,3\n4,-5.5,6e2\n");
        assertThat(data.values().data()).containsExactly(1, 2, 3, 4, -5.5f, 600);
        assertThat(data.shape()).containsExactly(3);
        assertThat(data.name()).isEqualTo("table");
        assertThat(data.isLabelled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 33})
    void anyNumberOfLinesAndColumnsIsRead(int n) throws IOException {
        String line = String.join(",", Collections.nCopies(n, "0.25")) + "\n";
        DataSet plain = read(STANDARD, line.repeat(n));
        assertThat(plain.size()).isEqualTo(n);
        assertThat(plain.features()).isEqualTo(n);
        assertThat(plain.values().data()).containsOnly(0.25f);
        DataSet compressed = STANDARD.read(write(Mutants.gzip(line.repeat(n).getBytes(UTF_8))));
        assertThat(compressed.sha256()).isEqualTo(plain.sha256());
    }

    @Test
    void aTableWiderThanPicturesAreIsRead() throws IOException {
        DataSet data = read(STANDARD, String.join(",", Collections.nCopies(50_000, "7")) + "\n");
        assertThat(data.features()).isEqualTo(50_000);
    }

    @Test
    void aHeaderIsFoundOutOrSettled() throws IOException {
        assertThat(read(STANDARD, "a,b\n1,2\n").size()).isEqualTo(1);
        assertThat(read(STANDARD, "1,2\n1,2\n").size()).isEqualTo(2);
        assertThat(read(STANDARD.withHeader(Header.PRESENT), "1,2\n1,2\n").size())
                .isEqualTo(1);
        assertThat(read(STANDARD.withMissing(MissingValues.AS_NAN), "1,\n1,2\n").size())
                .isEqualTo(2);
        refused(STANDARD.withHeader(Header.ABSENT), "a,b\n1,2\n", "line 1, column 1: \"a\" is not a number");
    }

    @Test
    void aNamedLabelInTheFirstLineIsNoHeader() throws IOException {
        DataSet data = read(STANDARD.withLabel(-1), "5.1,3.5,setosa\n4.9,3.0,virginica\n");
        assertThat(data.classNames()).containsExactly("setosa", "virginica");
        assertThat(data.labels()).containsExactly(0, 1);
        assertThat(data.features()).isEqualTo(2);
        assertThat(read(STANDARD.withLabel(0), "kind,x\nb,1\na,2\n").labels()).containsExactly(1, 0);
    }

    @Test
    void theLabelIsNamedOrCounted() throws IOException {
        String text = "x,label,y\n1,0,2\n3,2,4\n";
        for (CsvReader reader : List.of(
                STANDARD.withLabel("label"),
                STANDARD.withLabel(1),
                STANDARD.withLabel(-2),
                STANDARD.withLabel(LabelColumn.namedIfPresent("label")))) {
            DataSet data = read(reader, text);
            assertThat(data.labels()).containsExactly(0, 1);
            assertThat(data.classNames()).as("classes are those that occur").containsExactly("0", "2");
            assertThat(data.values().data()).containsExactly(1, 2, 3, 4);
        }
        assertThat(read(STANDARD.withLabel(LabelColumn.namedIfPresent("class")), text)
                        .isLabelled())
                .isFalse();
        refused(
                STANDARD.withLabel("class"),
                text,
                "no column is named class, which was to be the label; the columns are x, label");
        refused(STANDARD.withLabel("class"), "1,2\n", "there is no header");
        refused(STANDARD.withLabel(3), text, "only 0 to 2");
        refused(STANDARD.withLabel(3), "1,2,3\n", "only 0 to 2");
        refused(STANDARD.withLabel(-4), text, "only 0 to 2");
        refused(STANDARD.withLabel("x"), "x,x,y\n1,2,3\n", "two columns are named x");
        refused(STANDARD.withLabel(0), "1\n2\n", "no column but the label");
    }

    @ParameterizedTest
    @CsvSource({
        "0;1;2, 0;1;2, 0;1;2",
        "2.0;0;01, 2;0;1, 0;1;2",
        "10;2;1, 2;1;0, 1;2;10",
        "-1;1;-1, 0;1;0, -1;1",
        "b;a;b, 1;0;1, a;b",
        "10;9;x, 0;1;2, 10;9;x",
        "1000000;5;5, 1;0;0, 5;1000000",
        "1e-99999999999;1, 1;0, 1;1e-99999999999",
    })
    void labelsAreNumberedInOrder(String written, String numbers, String names) throws IOException {
        String text = "7," + String.join("\n7,", written.split(";")) + "\n";
        DataSet data = read(STANDARD.withHeader(Header.ABSENT).withLabel(1), text);
        assertThat(Arrays.stream(data.labels()).mapToObj(Integer::toString)).containsExactly(numbers.split(";"));
        assertThat(data.classNames()).containsExactly(names.split(";"));
    }

    @Test
    void aTestFileCountsClassesAsTheTrainingFileDid() throws IOException {
        CsvReader reader = STANDARD.withLabel(0).withHeader(Header.ABSENT).withClassNames(List.of("a", "b", "c"));
        DataSet data = read(reader, "c,1\nb,2\n");
        assertThat(data.labels()).containsExactly(2, 1);
        assertThat(data.classes()).isEqualTo(3);
        refused(reader, "c,1\n\nd,2\n", "line 3, column 1: label \"d\" is none of the classes [a, b, c]");
    }

    @Test
    void missingValuesAreRefusedWithTheirPlaceOrBecomeNan() throws IOException {
        for (String missing : List.of("", "?", "NA", "nan", "NaN", " ")) {
            String text = "x,y\n1,2\n3," + missing + "\n";
            refused(STANDARD, text, "line 3, column 2 (y): the value is missing");
            DataSet data = read(STANDARD.withMissing(MissingValues.AS_NAN), text);
            assertThat(data.hasMissing()).isTrue();
            assertThat(data.values().data()).containsExactly(1, 2, 3, Float.NaN);
        }
    }

    @Test
    void wordsForMissingValuesSayThatAnExampleHasNoLabel() throws IOException {
        DataSet data = read(STANDARD.withLabel("y"), "x,y\n1,3.0\n2,\n3, 3 \n4,NaN\n5,?\n6,\"\"\n7,1\n");
        assertThat(data.labels()).containsExactly(1, -1, 1, -1, -1, -1, 0);
        assertThat(data.classNames()).containsExactly("1", "3");
        assertThat(data.unlabelledCount()).isEqualTo(4);
        DataSet words = read(STANDARD.withLabel("y"), "x,y\n1,oak\n2,\n3,elm\n");
        assertThat(words.labels()).containsExactly(1, -1, 0);
        assertThat(words.classNames()).containsExactly("elm", "oak");
        DataSet signs = read(STANDARD.withLabel("y"), "x,y\n1,-1\n2,1\n3,\n4,1.5\n");
        assertThat(signs.classNames()).as("texts are what they are").containsExactly("-1", "1", "1.5");
        assertThat(signs.labels()).containsExactly(0, 1, -1, 2);
    }

    @Test
    void aTableInWhichNobodyHasALabelIsNotLabelled() throws IOException {
        for (CsvReader reader :
                List.of(STANDARD.withLabel("y"), STANDARD.withLabel("y").withClassNames(List.of("oak", "elm")))) {
            DataSet data = read(reader, "x,y\n1,\n2,NA\n");
            assertThat(data.isLabelled()).isFalse();
            assertThat(data.features()).isEqualTo(1);
            assertThat(data.size()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1f", "0x10", "1e", "--1", "Infinity", "1 2", "1.2.3", "e5", "."})
    void whatIsNoNumberIsRefusedWithItsPlace(String field) {
        refused(STANDARD, "1,2\n3,\"" + field + "\"\n", "line 2, column 2: \"" + field + "\" is not a number");
    }

    @Test
    void numbersTooLargeAreRefused() {
        refused(STANDARD, "1,2\n3,1e39\n", "line 2, column 2: \"1e39\" is too large");
    }

    @Test
    void numbersReadAsJavaReadsThem() throws IOException {
        for (String number :
                List.of("0", "007", "-0", "1234567", "12345678", "16777217", ".5", "5.", "+3", "1E-50", "3.4e38")) {
            assertThat(read(STANDARD, number + "\n").values().get(0, 0)).isEqualTo(Float.parseFloat(number));
        }
    }

    @Test
    void raggedLinesAreRefusedWithTheirNumber() {
        refused(STANDARD, "a,b\n1,2\n3\n", "line 3: has 1 fields but the first line has 2");
        refused(STANDARD, "1,2\n\n1,2,3\n", "line 3: has 3 fields");
        refused(STANDARD, "1;2\n1;2\n", "separator");
    }

    @Test
    void otherSeparatorsQuotesSpacesAndLineEndsAreRead() throws IOException {
        assertThat(read(STANDARD.withSeparator(';'), "1;2\r\n3;4").values().data())
                .containsExactly(1, 2, 3, 4);
        assertThat(read(STANDARD.withSeparator('\t'), "1\t2\n").values().data()).containsExactly(1, 2);
        assertThat(read(STANDARD, "\"1\",\"2\"\n 3 , 4\n").values().data()).containsExactly(1, 2, 3, 4);
        assertThat(read(STANDARD, "\uFEFF1,2\n3,4\n").values().data()).containsExactly(1, 2, 3, 4);
        assertThat(read(STANDARD.withLabel("x"), "\uFEFFx,y\n3,4\n").classNames())
                .containsExactly("3");
        for (char wrong : new char[] {'"', '\n', '.', '-', '5', 'e'}) {
            assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withSeparator(wrong));
        }
    }

    @Test
    void otherWordsCanStandForMissingValues() throws IOException {
        CsvReader reader = STANDARD.withMissing(MissingValues.AS_NAN).withMissingWords(List.of("-999", "none"));
        assertThat(read(reader, "1,-999\n none ,-999.0\n").values().data())
                .containsExactly(1, Float.NaN, Float.NaN, -999);
        refused(reader, "1,2\n,NA\n", "line 2, column 1: \"\" is not a number");
        assertThat(read(reader.withLabel(0), "1,2\nnone,2\n-999,2\n").labels()).containsExactly(0, -1, -1);
    }

    @Test
    void whatAFileSaysIsToldOnOneLine() {
        refused(STANDARD, "1,2\n1,\"2\n\u001b[2J\"\n", "line 2, column 2: \"2\\u000a\\u001b[2J\" is not a number");
        refused(STANDARD, "\"a\nb\",c\n1,x\n", "column 2 (c)");
        refused(STANDARD.withLabel("d"), "\"a\nb\",c\n1,2\n", "the columns are a\\u000ab, c");
        refused(STANDARD.withSeparator('\t'), "1\t2\n3\n", "if it is not a tab");
        refused(STANDARD.withLabel(0), "a".repeat(300) + ",1\n", "more than 200 characters");
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        refused(STANDARD, "", "holds no examples");
        refused(STANDARD, "\n\n", "holds no examples");
        refused(STANDARD, "a,b\n", "holds no examples");
        refused(STANDARD, "1,2\n3,\"4\n", "is not a CSV file");
        Path latin = write("x,gr\u00f6\u00dfe\n1,2\n".getBytes(ISO_8859_1));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> STANDARD.read(latin))
                .withMessageContaining("UTF-8");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> STANDARD.read(directory.resolve("none.csv")))
                .withMessageContaining("there is no such file");
    }

    @Test
    void mutatedFilesAreReadOrRefusedAndNothingElse() throws IOException {
        byte[] text = "x,y,label\n1,2,0\n-3.5,4e2,1\n\"5\",6,2\n7,8,0\n".getBytes(UTF_8);
        byte[] compressed = Mutants.gzip(text);
        Path file = write(text);
        for (CsvReader reader : List.of(
                STANDARD, STANDARD.withLabel("label"), STANDARD.withLabel(-1).withMissing(MissingValues.AS_NAN))) {
            Mutants.read(2_000, text, file, reader::read);
            Mutants.read(500, compressed, file, reader::read);
        }
    }

    @Test
    void aNamelessColumnThatNumbersTheRowsIsTheId() throws IOException {
        DataSet data = read(STANDARD, ",x,y\n7,1,2\n3,4,5\n");
        assertThat(data.ids()).containsExactly("7", "3");
        assertThat(data.columns()).containsExactly("x", "y");
        assertThat(data.values().data()).containsExactly(1, 2, 4, 5);
        assertThat(data.notes()).anyMatch(note -> note.contains("id: column 1") && note.contains("data.id=none"));
        assertThat(read(STANDARD, "Unnamed: 0,x\na,1\nb,2\n").ids()).containsExactly("a", "b");
        for (String feature : List.of(",x\n7,1\n7,2\n", ",x\n0.5,1\n1.5,2\n")) {
            assertThat(read(STANDARD, feature).features()).as(feature).isEqualTo(2);
        }
        CsvReader without = STANDARD.withRoles(ColumnRoles.standard().withId(LabelColumn.none()));
        assertThat(read(without, ",x,y\n7,1,2\n3,4,5\n").features()).isEqualTo(3);
    }

    @Test
    void columnsAreLeftOutAndIdsKept() throws IOException {
        ColumnRoles roles =
                ColumnRoles.standard().withId(LabelColumn.column("who")).withIgnored(OneHot.columns("when, -1"));
        String text = "who,when,x,Label,z\nann,monday,1,b,?\nbob,friday,2,a,t\n";
        DataSet data = read(STANDARD.withRoles(roles).withLabel(LabelColumn.of("auto")), text);
        assertThat(data.ids()).containsExactly("ann", "bob");
        assertThat(data.columns()).containsExactly("x");
        assertThat(data.classNames()).containsExactly("a", "b");
        assertThat(data.notes()).anyMatch(note -> note.contains("label: column 4 \"Label\" (name it with data.label"));
        refused(STANDARD.withRoles(roles), "who,wenn,x\nann,1,2\n", "no column is named when, which was to be ignored");
        refused(
                STANDARD.withLabel("specie"),
                "x,species\n1,a\n",
                "no column is named specie, which was to be the label; did you mean species?");
        DataSet other = read(STANDARD.withRoles(roles.ifPresent()), "x,y,z\n1,2,3\n");
        assertThat(other.columns()).containsExactly("x", "y");
        assertThat(other.notes()).anyMatch(note -> note.contains("there is no column when"));
    }

    @Test
    void categoriesBecomeOneHot() throws IOException {
        String text = "x,color,size\n1,red,2\n2,blue,10\n3,?,2\n";
        CsvReader texts = STANDARD.withMissing(MissingValues.AS_NAN)
                .withRoles(ColumnRoles.standard().withOneHot(OneHot.of("auto")));
        DataSet data = read(texts, text);
        assertThat(data.columns()).containsExactly("x", "color=blue", "color=red", "size");
        float nan = Float.NaN;
        assertThat(data.values().data()).containsExactly(1, 0, 1, 2, 2, 1, 0, 10, 3, nan, nan, 2);
        assertThat(read(texts.withRoles(ColumnRoles.standard().withOneHot(OneHot.of("color,size"))), text)
                        .columns())
                .containsExactly("x", "color=blue", "color=red", "size=2", "size=10");
        DataSet all = read(STANDARD.withRoles(ColumnRoles.standard().withOneHot(OneHot.of("all"))), "5,1\n3,1\n");
        assertThat(all.columns()).containsExactly("0=1", "0=3", "0=5", "1=1", "1=3", "1=5");
        assertThat(all.values().data()).containsExactly(0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0);
        StringBuilder many = new StringBuilder("x,name\n");
        for (int i = 0; i < 1001; i++) {
            many.append("1,n").append(i).append('\n');
        }
        refused(texts, many.toString(), "line 1002, column 2 (name): there are more than 1000 different categories");
        assertThat(read(STANDARD.withRoles(ColumnRoles.standard().withId(LabelColumn.at(1))), many.toString())
                        .ids())
                .hasSize(1001);
    }

    @Test
    void otherDialectsAreReadAndTold() throws IOException {
        for (String text : List.of(
                "# by hand, today\na,b\n1,0\n0,1\n",
                "# a,b\n1,0\n0,1\n",
                "a,b\n# half\n1,0\n0,1\n# end, of it\n",
                "a,b,\n1,0,\n0,1,\n",
                "a,b\n1,0,\n0,1,\n",
                "a,b\nTrue,False\nFalse,True\n",
                "a,b\n\"1,0\",\"0,0\"\n\"0,0\",\"1,0\"\n")) {
            DataSet data = read(STANDARD, text);
            assertThat(data.columns()).as(text).containsExactly("a", "b");
            assertThat(data.values().data()).as(text).containsExactly(1, 0, 0, 1);
            assertThat(data.notes()).as(text).hasSize(text.startsWith("# a") ? 1 : 2);
        }
        assertThat(read(STANDARD.withSeparator(';'), "1,5;2\n-3,25;4e1\n")
                        .values()
                        .data())
                .containsExactly(1.5f, 2, -3.25f, 40);
    }

    @Test
    void headersAreToldFromExamples() throws IOException {
        assertThat(read(STANDARD, "0,1,2,3\n5,6,7,8\n").columns()).containsExactly("0", "1", "2", "3");
        assertThat(read(STANDARD, "#,name,hp\n1,2,3\n4,5,6\n").columns()).containsExactly("#", "name", "hp");
        refused(STANDARD, "5.1,3.5,setosa\n4.9,3.0,virginica\n", "line 1, column 3: \"setosa\" is not a number");
    }

    @Test
    void thousandsAreRefusedUnlessTheCommaIsSaidToBeDecimal() throws IOException {
        String text = "a,b\n\"2,000\",\"1,000\"\n";
        refused(STANDARD, text, "line 2, column 1 (a): \"2,000\" may have a separator between thousands");
        assertThat(read(STANDARD.withDecimal(CsvReader.DecimalMark.COMMA), text)
                        .values()
                        .data())
                .containsExactly(2, 1);
        refused(STANDARD, "a,b\n\"1,234,567.5\",1\n", "is not a number but has separators between its thousands");
    }

    @Test
    void textsAreRefusedWithTheSettingsThatMakeSomethingOfThem() {
        refused(
                STANDARD,
                "x,proto,flag\n1,tcp,SF\n2,udp,SF\n3,tcp,REJ\n",
                "line 2, column 2 (proto): \"tcp\" is not a number: the column holds texts (2 different, such as \"tcp\","
                        + " \"udp\"); make categories one-hot: -D data.one-hot=proto,flag, leave it out: -D data.ignore=proto");
        refused(STANDARD, "x,kind\n1,a\n2,b\n3,a\n", "name it if it is the label: -D data.label=kind");
        refused(STANDARD, "day,x\n5-1,1\n5-2,2\n5-3,3\n", "leave it out: -D data.ignore=day");
        refused(
                STANDARD,
                "x,y\n1,2\n3,4\n5,nil\n",
                "\"nil\" is not a number; mend it, or, if it stands for a missing"
                        + " value, name it in data.missing-words");
    }
}
