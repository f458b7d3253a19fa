package org.boltzmann.core.linalg;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The backends on the class path, and the choice among them. */
public final class Backends {

    /** The name that asks for the best one there is. */
    public static final String AUTO = "auto";

    private Backends() {}

    /**
     * A backend and how it came to be the one.
     *
     * @param backend the backend, ready for use
     * @param reason why this one, in a few words
     * @param warnings one line for each better one that could not be loaded
     */
    public record Choice(Backend backend, String reason, List<String> warnings) {

        public Choice {
            warnings = List.copyOf(warnings);
        }

        @Override
        public String toString() {
            return backend.name() + " (" + backend.description() + "; " + reason + ")";
        }
    }

    /**
     * The names that can be asked for.
     *
     * @return {@code auto}, then the backends on the class path, the preferred first
     */
    public static List<String> names() {
        List<String> names = new ArrayList<>(List.of(AUTO));
        providers().forEach(provider -> names.add(provider.name()));
        return List.copyOf(names);
    }

    /**
     * Chooses a backend.
     *
     * @param name {@link #AUTO} for the preferred one of those that load, or a backend's name
     * @return the choice
     * @throws BackendException if the one asked for by name is not on the class path or cannot be loaded
     */
    public static Choice choose(String name) {
        return choose(name, providers());
    }

    static Choice choose(String name, List<BackendProvider> providers) {
        if (!name.equals(AUTO)) {
            return named(name, providers);
        }
        List<String> warnings = new ArrayList<>();
        for (BackendProvider provider : providers) {
            try {
                return new Choice(provider.load(), reason(providers, warnings), warnings);
            } catch (BackendException e) {
                warnings.add("backend " + provider.name() + " is on the class path but cannot be used: "
                        + e.getMessage() + "; falling back");
            }
        }
        throw new BackendException("no backend can be used: " + warnings);
    }

    private static String reason(List<BackendProvider> providers, List<String> warnings) {
        if (!warnings.isEmpty()) {
            return "nothing faster could be loaded";
        }
        return providers.size() == 1 ? "the only one on the class path" : "the fastest on the class path";
    }

    private static Choice named(String name, List<BackendProvider> providers) {
        for (BackendProvider provider : providers) {
            if (provider.name().equals(name)) {
                return new Choice(provider.load(), "asked for by name", List.of());
            }
        }
        throw new BackendException("there is no backend " + name + " on the class path, only "
                + providers.stream().map(BackendProvider::name).toList()
                + (name.equals("openblas")
                        ? "; add the module boltzmann-native and the natives of your platform"
                        : ""));
    }

    private static List<BackendProvider> providers() {
        List<BackendProvider> providers = new ArrayList<>(List.of(new OjAlgoBackend.Provider()));
        ServiceLoader.load(BackendProvider.class, Backends.class.getClassLoader())
                .forEach(providers::add);
        providers.sort(Comparator.comparingInt(BackendProvider::preference).reversed());
        return List.copyOf(providers);
    }
}
