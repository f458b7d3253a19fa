package org.boltzmann.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Everything that the modules on the class path contribute. */
public final class Contributions {

    private Contributions() {}

    /**
     * The variants of all modules on the class path.
     *
     * @return by name, module after module, in the order each contributes them
     * @throws com.google.inject.CreationException if two modules contribute variants of one name, naming both
     */
    public static Map<String, Variant> variants() {
        List<Module> modules = new ArrayList<>();
        modules.add(new AbstractModule() {
            @Override
            protected void configure() {
                MapBinder.newMapBinder(binder(), String.class, Variant.class); // there may be none
            }
        });
        ServiceLoader.load(Contribution.class).forEach(modules::add);
        return Guice.createInjector(modules).getInstance(Key.get(new TypeLiteral<Map<String, Variant>>() {}));
    }
}
