package org.boltzmann.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM, which has no parent, says what the modules' parent says. The project in src/it imports it. */
class BomTest {

    /** What is no library. */
    private static final Set<String> PROGRAMS = Set.of("boltzmann-bom", "boltzmann-examples", "boltzmann-benchmarks");

    private static List<String> found(String file, String pattern) throws Exception {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of("..", file)));
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @Test
    void namesEveryModuleThatIsALibrary() throws Exception {
        Set<String> modules = new TreeSet<>(found("pom.xml", "<module>(.*?)</module>"));
        modules.removeAll(PROGRAMS);
        List<String> managed = found(
                "boltzmann-bom/pom.xml",
                "<dependency>\\s*<groupId>org.boltzmann</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>\\$\\{project.version}");
        assertThat(managed).containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void hasTheVersionsOfTheParent() throws Exception {
        String own = "<artifactId>boltzmann-(?:bom|parent)</artifactId>\\s*<version>(.*?)</version>";
        for (String pattern : List.of(
                own,
                "<spotless-maven-plugin.version>(.*?)</spotless-maven-plugin.version>",
                "<javacpp.version>(.*?)</javacpp.version>",
                "<openblas.version>(.*?)</openblas.version>")) {
            assertThat(found("boltzmann-bom/pom.xml", pattern)).hasSize(1).isEqualTo(found("pom.xml", pattern));
        }
    }

    @Test
    void namesTheNativesOfEveryPlatformThatTheBuildKnows() throws Exception {
        Set<String> platforms = new TreeSet<>(found("pom.xml", "<javacpp.platform>(.*?)</javacpp.platform>"));
        List<String> managed = found("boltzmann-bom/pom.xml", "<classifier>(.*?)</classifier>");
        assertThat(platforms).isNotEmpty();
        for (String platform : platforms) {
            assertThat(managed).filteredOn(platform::equals).hasSize(2);
        }
    }
}
