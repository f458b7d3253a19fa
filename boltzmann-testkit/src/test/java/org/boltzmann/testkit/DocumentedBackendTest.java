package org.boltzmann.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.BackendProvider;
import org.boltzmann.core.linalg.Backends;
import org.junit.jupiter.api.Test;

/** The backend in the documentation of org.boltzmann.core.linalg compiles, stands there as it stands here, and is found. */
class DocumentedBackendTest extends BackendContract {

    @Override
    protected Backend backend() {
        return Backends.choose("plain").backend();
    }

    @Test
    void itIsTakenOnlyWhereItIsAskedFor() {
        assertThat(Backends.names()).containsExactly("auto", "ojalgo", "plain");
        assertThat(Backends.choose("auto").backend().name()).isEqualTo("ojalgo");
    }

    @Test
    void theDocumentationShowsTheBackendThatIsTestedHere() throws IOException {
        String documented = Files.readString(
                        Path.of("../boltzmann-core/src/main/java/org/boltzmann/core/linalg/package-info.java"))
                .replaceAll("(?m)^ \\*", "");
        String tested = Files.readString(Path.of("src/test/java/org/boltzmann/testkit/DocumentedBackendTest.java"));
        String shown = documented.substring(
                documented.indexOf("class PlainProvider"),
                documented.indexOf("}</pre>", documented.indexOf("class PlainProvider")));
        String own = tested.substring(tested.lastIndexOf("class PlainProvider"), tested.lastIndexOf('}'));
        assertThat(words(own)).isEqualTo(words(shown));
    }

    private static String words(String code) {
        return code.replaceAll("//.*", "").replace("@Override", "").replaceAll("\\s+", "");
    }

    public static final class PlainProvider implements BackendProvider {

        private record Plain() implements Backend {

            @Override
            public String name() {
                return "plain";
            }

            @Override
            public String description() { // what determines its bits: training resumes only where this is the same
                return "three loops, version 1";
            }

            @Override
            public void addProduct(
                    boolean transposeA,
                    boolean transposeB,
                    int m,
                    int n,
                    int k,
                    float alpha,
                    float[] a,
                    int startA,
                    int strideA,
                    float[] b,
                    int startB,
                    int strideB,
                    float[] c,
                    int startC,
                    int strideC) {
                for (int j = 0; j < n; j++) {
                    for (int i = 0; i < m; i++) {
                        float sum = 0;
                        for (int l = 0; l < k; l++) {
                            float left = a[startA + (transposeA ? l + i * strideA : i + l * strideA)];
                            float right = b[startB + (transposeB ? j + l * strideB : l + j * strideB)];
                            sum += left * right;
                        }
                        c[startC + i + j * strideC] += alpha * sum;
                    }
                }
            }
        }

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public int preference() { // below plain Java's 0: taken only where it is asked for by name
            return -1;
        }

        @Override
        public Backend load() {
            return new Plain();
        }
    }
}
