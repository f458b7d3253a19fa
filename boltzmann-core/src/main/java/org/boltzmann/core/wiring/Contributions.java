package org.boltzmann.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.ProvisionException;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.name.Named;
import com.google.inject.name.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.boltzmann.core.NetworkType;
import org.boltzmann.core.TermType;
import org.boltzmann.core.UnitTypeFactory;
import org.boltzmann.core.data.DataSource;
import org.boltzmann.core.data.FileFormat;
import org.boltzmann.core.train.NegativePhase;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PositivePhase;
import org.boltzmann.core.train.Schedule;

/** Everything that the modules on the class path contribute, and where they put it. */
public final class Contributions {

    private static final TypeLiteral<String> NAME = TypeLiteral.get(String.class);

    private static final String OTHER_SETTINGS = "other settings";

    private Contributions() {}

    /**
     * The contributions of all modules on the class path.
     *
     * @return a Guice module that binds {@link Catalog} and the maps it is made of
     */
    public static Module onClassPath() {
        List<Module> modules = new ArrayList<>();
        ServiceLoader.load(Contribution.class).forEach(modules::add);
        return new AbstractModule() {
            @Override
            protected void configure() {
                variants(binder()); // of any of these there may be none
                unitTypes(binder());
                termTypes(binder());
                networkTypes(binder());
                objectives(binder());
                positivePhases(binder());
                negativePhases(binder());
                optimizers(binder());
                dataSets(binder());
                fileFormats(binder());
                otherSettings(binder());
                modules.forEach(this::install);
            }

            @Provides
            @Singleton
            Catalog catalog(
                    Map<String, Variant> variants,
                    Map<String, UnitTypeFactory> unitTypes,
                    Map<String, TermType> termTypes,
                    Map<String, NetworkType> networkTypes,
                    Map<String, Choice<Learning, Objective>> objectives,
                    Map<String, Choice<Subject, PositivePhase>> positivePhases,
                    Map<String, Choice<Subject, NegativePhase>> negativePhases,
                    Map<String, Choice<Schedule, Optimizer>> optimizers,
                    Map<String, DataSource> dataSets,
                    Map<String, FileFormat> fileFormats,
                    @Named(OTHER_SETTINGS) Set<String> otherSettings) {
                return new Catalog(
                        variants,
                        unitTypes,
                        termTypes,
                        networkTypes,
                        objectives,
                        positivePhases,
                        negativePhases,
                        optimizers,
                        dataSets,
                        fileFormats,
                        otherSettings);
            }
        };
    }

    /**
     * What the modules on the class path contribute.
     *
     * @return module after module, in the order each contributes
     * @throws SettingsException if two modules contribute one name, naming both
     */
    public static Catalog catalog() {
        try {
            return Guice.createInjector(onClassPath()).getInstance(Catalog.class);
        } catch (CreationException | ProvisionException e) {
            throw new SettingsException(
                    List.of("the modules on the class path do not go together: " + e.getMessage()), e);
        }
    }

    /**
     * Where named machines are put.
     *
     * @param binder of the contributing module
     * @return the map
     */
    public static MapBinder<String, Variant> variants(Binder binder) {
        return MapBinder.newMapBinder(binder, String.class, Variant.class);
    }

    /**
     * Where unit types are put.
     *
     * @param binder of the contributing module
     * @return the map
     */
    public static MapBinder<String, UnitTypeFactory> unitTypes(Binder binder) {
        return MapBinder.newMapBinder(binder, String.class, UnitTypeFactory.class);
    }

    /**
     * Where kinds of terms are put.
     *
     * @param binder of the contributing module
     * @return the map
     */
    public static MapBinder<String, TermType> termTypes(Binder binder) {
        return MapBinder.newMapBinder(binder, String.class, TermType.class);
    }

    /**
     * Where kinds of networks that compute a context are put.
     *
     * @param binder of the contributing module
     * @return the map
     */
    public static MapBinder<String, NetworkType> networkTypes(Binder binder) {
        return MapBinder.newMapBinder(binder, String.class, NetworkType.class);
    }

    /**
     * Where objectives are put.
     *
     * @param binder of the contributing module
     * @return the map
     */
    public static MapBinder<String, Choice<Learning, Objective>> objectives(Binder binder) {
        return MapBinder.newMapBinder(binder, NAME, new TypeLiteral<Choice<Learning, Objective>>() {});
    }

    /**
     * Where positive phases are put.
     *
     * @param binder of the contributing module
     * @return the map
     */
    public static MapBinder<String, Choice<Subject, PositivePhase>> positivePhases(Binder binder) {
        return MapBinder.newMapBinder(binder, NAME, new TypeLiteral<Choice<Subject, PositivePhase>>() {});
    }

    /**
     * Where negative phases are put.
     *
     * @param binder of the contributing module
     * @return the map
     */
    public static MapBinder<String, Choice<Subject, NegativePhase>> negativePhases(Binder binder) {
        return MapBinder.newMapBinder(binder, NAME, new TypeLiteral<Choice<Subject, NegativePhase>>() {});
    }

    /**
     * Where optimizers are put.
     *
     * @param binder of the contributing module
     * @return the map
     */
    public static MapBinder<String, Choice<Schedule, Optimizer>> optimizers(Binder binder) {
        return MapBinder.newMapBinder(binder, NAME, new TypeLiteral<Choice<Schedule, Optimizer>>() {});
    }

    /**
     * Where programs put the keys of settings that they read beside those of training, so that one file can serve all.
     *
     * @param binder of the contributing module
     * @return the set
     */
    public static Multibinder<String> otherSettings(Binder binder) {
        return Multibinder.newSetBinder(binder, String.class, Names.named(OTHER_SETTINGS));
    }

    /**
     * Where data sets are put.
     *
     * @param binder of the contributing module
     * @return the map
     */
    public static MapBinder<String, DataSource> dataSets(Binder binder) {
        return MapBinder.newMapBinder(binder, String.class, DataSource.class);
    }

    /**
     * Where formats of the user's files are put, beside those that core reads, under the name that lists call them by.
     *
     * @param binder of the contributing module
     * @return the map
     */
    public static MapBinder<String, FileFormat> fileFormats(Binder binder) {
        return MapBinder.newMapBinder(binder, String.class, FileFormat.class);
    }
}
