package org.boltzmann.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every package of a library says in some lines what it is for, and names its main types or where they stand. */
class PackageDocumentationTest {

    private static Set<Path> packages() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            Set<Path> packages = new TreeSet<>();
            for (Path module : modules.map(path -> path.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .filter(path -> !path.toString().matches(".*boltzmann-(examples|benchmarks).*"))
                    .toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    packages.addAll(files.filter(file -> file.toString().endsWith(".java"))
                            .map(Path::getParent)
                            .collect(Collectors.toSet()));
                }
            }
            return packages;
        }
    }

    @Test
    void everyPackageHasIt() throws IOException {
        assertThat(packages()).hasSizeGreaterThan(15);
        for (Path folder : packages()) {
            String text = Files.readString(folder.resolve("package-info.java"));
            assertThat(text.lines().count()).as(folder.toString()).isGreaterThanOrEqualTo(5);
            assertThat(text).as(folder.toString()).contains("{@link ");
        }
    }
}
