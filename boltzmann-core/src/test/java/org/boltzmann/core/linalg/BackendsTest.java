package org.boltzmann.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import org.junit.jupiter.api.Test;

class BackendsTest {

    private static final BackendProvider PLAIN = new OjAlgoBackend.Provider();

    private static BackendProvider provider(String name, boolean works) {
        BackendProvider provider = mock();
        when(provider.name()).thenReturn(name);
        if (works) {
            Backend backend = mock();
            when(backend.name()).thenReturn(name);
            when(provider.load()).thenReturn(backend);
        } else {
            when(provider.load()).thenThrow(new BackendException("no natives; add them"));
        }
        return provider;
    }

    @Test
    void plainJavaIsAlwaysThere() {
        assertThat(Backends.names()).containsExactly("auto", "ojalgo");
        Backends.Choice choice = Backends.choose("auto");
        assertThat(choice.backend().name()).isEqualTo("ojalgo");
        assertThat(choice.backend().description()).startsWith("ojAlgo").contains("plain Java");
        assertThat(choice.warnings()).isEmpty();
        assertThat(choice)
                .hasToString("ojalgo (" + choice.backend().description() + "; the only one on the class path)");
    }

    @Test
    void thePreferredOneIsTakenAndOthersByName() {
        List<BackendProvider> providers = List.of(provider("fast", true), PLAIN);
        assertThat(Backends.choose("auto", providers).backend().name()).isEqualTo("fast");
        assertThat(Backends.choose("auto", providers).reason()).isEqualTo("the fastest on the class path");
        assertThat(Backends.choose("ojalgo", providers).backend().name()).isEqualTo("ojalgo");
        assertThat(Backends.choose("fast", providers).reason()).isEqualTo("asked for by name");
    }

    @Test
    void oneThatCannotBeLoadedIsPassedOverWithOneLine() {
        Backends.Choice choice = Backends.choose("auto", List.of(provider("fast", false), PLAIN));
        assertThat(choice.backend().name()).isEqualTo("ojalgo");
        assertThat(choice.reason()).isEqualTo("nothing faster could be loaded");
        assertThat(choice.warnings())
                .containsExactly(
                        "backend fast is on the class path but cannot be used: no natives; add them; falling back");
    }

    @Test
    void oneAskedForByNameThatIsNotThereOrCannotBeLoadedIsRefused() {
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> Backends.choose("fast", List.of(provider("fast", false), PLAIN)))
                .withMessage("no natives; add them");
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> Backends.choose("openblas"))
                .withMessageContainingAll("[ojalgo]", "add the module boltzmann-native");
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(() -> Backends.choose("auto", List.of(provider("fast", false))))
                .withMessageContaining("no backend can be used");
    }
}
