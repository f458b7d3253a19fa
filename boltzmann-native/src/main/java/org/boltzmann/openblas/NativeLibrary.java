package org.boltzmann.openblas;

import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.boltzmann.core.linalg.BackendException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The native library, loaded and told to use one thread.
 *
 * @param blas its routines
 * @param description version and core type, as the library itself tells
 */
record NativeLibrary(NativeBLAS blas, String description) {

    /** The system property that tells netlib which library to call; netlib reads it once, at its first use. */
    static final String PATH = "dev.ludovic.netlib.blas.nativeLibPath";

    static final String FOLDERS =
            "the folders -Dorg.bytedeco.javacpp.cachedir (by default .javacpp/cache in your home) and"
                    + " -Djava.io.tmpdir must be such that files can be written and loaded there";

    private static final String THREADS = "OPENBLAS_NUM_THREADS";

    /** What the artifact's library is called once unpacked on Linux, macOS, Windows. */
    private static final List<String> FILES =
            List.of("libopenblas_nolapack.so.0", "libopenblas_nolapack.0.dylib", "libopenblas_nolapack.dll");

    static synchronized NativeLibrary load() throws IOException {
        String own = System.getProperty(PATH);
        return own == null || own.isEmpty() ? bundled() : users(Path.of(own));
    }

    private static NativeLibrary bundled() throws IOException {
        checkNatives();
        Loader.getCacheDir(); // says better than what follows why there is none
        Path glue = Path.of(Loader.load(openblas_nolapack.class));
        Path library = FILES.stream()
                .map(glue::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BackendException("the artifact org.bytedeco:openblas left none of " + FILES
                        + " in " + glue.getParent() + "; delete that folder, it is unpacked again"));
        openblas_nolapack.blas_set_num_threads(1);
        int threads = LibraryFunctions.threads();
        if (threads != 1) {
            throw new BackendException("OpenBLAS uses " + threads + " threads of its own and cannot be told to use one;"
                    + " set " + THREADS + "=1 in the environment");
        }
        String description = LibraryFunctions.version() + ", core type " + LibraryFunctions.coreType();
        System.setProperty(PATH, library.toString());
        try {
            return new NativeLibrary(quietly(), description);
        } finally {
            System.clearProperty(PATH);
        }
    }

    /** Without this JavaCPP would look for a library of the system. */
    private static void checkNatives() {
        String platform = Loader.getPlatform();
        for (String library : List.of("javacpp/%s/jnijavacpp", "openblas/%s/jniopenblas_nolapack")) {
            Path name = Path.of("/org/bytedeco", String.format(library, platform));
            String resource = name.resolveSibling(
                            System.mapLibraryName(name.getFileName().toString()))
                    .toString()
                    .replace('\\', '/');
            if (Loader.class.getResource(resource) == null) {
                throw new BackendException("the class path lacks the natives for " + platform
                        + "; add org.bytedeco:openblas and org.bytedeco:javacpp a second time, with the classifier "
                        + platform);
            }
        }
    }

    private static NativeLibrary users(Path library) {
        if (!Files.isRegularFile(library)) {
            throw new BackendException("the system property " + PATH + " names " + library
                    + ", which is no file; correct it or leave it out");
        }
        if (!"1".equals(System.getenv(THREADS))) {
            throw new BackendException(
                    "the system property " + PATH + " names a library of your own, which must use one" + " thread: set "
                            + THREADS + "=1 in the environment, or leave the property out");
        }
        return new NativeLibrary(quietly(), "the library " + library.getFileName() + " named by " + PATH);
    }

    /** netlib announces itself on standard error. */
    private static NativeBLAS quietly() {
        Logger log = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");
        Level before = log.getLevel();
        log.setLevel(Level.WARNING);
        try {
            return NativeBLAS.getInstance();
        } finally {
            log.setLevel(before);
        }
    }
}
