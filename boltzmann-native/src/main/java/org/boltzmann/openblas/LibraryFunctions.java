package org.boltzmann.openblas;

import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.presets.openblas_nolapack.MklSetNumThreadsLocal;

/**
 * What the loaded library tells of itself.
 *
 * <p>The part of the Java binding that is loaded has no methods for these functions of OpenBLAS, and the part that has them
 * brings a second copy of the library, with threads of its own. So they are called by their addresses.
 */
final class LibraryFunctions {

    private LibraryFunctions() {}

    static int threads() {
        return call(address("openblas_get_num_threads"));
    }

    /** Such as OpenBLAS 0.3.31. */
    static String version() {
        String[] words = text("openblas_get_config").split(" ");
        return words.length < 2 ? "OpenBLAS" : words[0] + " " + words[1];
    }

    /** Such as Zen: which of its kernels the library took for this processor. */
    static String coreType() {
        return text("openblas_get_corename");
    }

    private static Pointer address(String function) {
        Pointer address = Loader.addressof(function);
        if (address == null) {
            throw new UnsatisfiedLinkError("the library has no function " + function);
        }
        return address;
    }

    /**
     * Calls a function that returns a constant text. Only the lower 32 bits of the text's address can be had; since it lies in the
     * same library as the function, far closer than 2 GiB, the function's address gives the others.
     */
    private static String text(String function) {
        Pointer address = address(function);
        int distance = call(address) - (int) address.address();
        return new BytePointer(address).position(distance).getString(StandardCharsets.US_ASCII);
    }

    private static int call(Pointer function) {
        IntFunction callable = new IntFunction();
        callable.put(function);
        return callable.call(0);
    }

    /** A function int f(int), and by the calling conventions of 64-bit platforms int f() as well. */
    private static final class IntFunction extends MklSetNumThreadsLocal {

        IntFunction() {
            super();
        }
    }
}
