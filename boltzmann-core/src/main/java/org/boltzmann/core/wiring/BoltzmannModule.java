package org.boltzmann.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.apache.commons.configuration2.Configuration;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Trainer;

/**
 * A machine, its data and its trainer for an application that injects them; which ones they are is a matter of settings.
 *
 * <pre>{@code
 * Injector injector = Guice.createInjector(BoltzmannModule.from(Path.of("run.yaml")));
 * injector.getInstance(Trainer.class).train(injector.getInstance(Presentation.class), 10);
 * BoltzmannMachine machine = injector.getInstance(BoltzmannMachine.class);
 * }</pre>
 *
 * <p>Bound are {@link BoltzmannMachine}, {@link Presentation} (the training data as shown to it), {@link DataSet} (the training
 * data), {@link Objective}, {@link Optimizer}, {@link GibbsSampler}, {@link Trainer}, {@link Experiment}, {@link TrainingSettings},
 * {@link DataSets} and {@link Catalog}; each of them once. What is wrong with the settings is told when the first of them is asked
 * for, as the cause of Guice's exception: a {@link SettingsException}.
 *
 * <p>Two settings are read here alone: {@code data}, a name or a file, and {@code seed}, drawn if there is none.
 */
public final class BoltzmannModule extends AbstractModule {

    private final Settings settings;

    private BoltzmannModule(Settings settings) {
        this.settings = settings;
    }

    /**
     * Everything as a file says it; the environment's settings override it.
     *
     * @param file YAML or properties
     * @return a Guice module
     * @throws IOException if the file cannot be read
     * @throws SettingsException if it cannot be understood
     */
    public static BoltzmannModule from(Path file) throws IOException {
        return from(Settings.of(
                SettingsLayer.of(Settings.COMMAND_LINE, Map.of()),
                SettingsLayer.ofEnvironment(System.getenv()),
                List.of(SettingsFile.read(file))));
    }

    /**
     * Everything as an application's configuration says it.
     *
     * @param configuration settings by key, taken as they stand
     * @return a Guice module
     */
    public static BoltzmannModule from(Configuration configuration) {
        return from(Settings.of(
                SettingsLayer.of(Settings.COMMAND_LINE, Map.of()),
                SettingsLayer.ofEnvironment(Map.of()),
                List.of(SettingsLayer.of(configuration))));
    }

    /**
     * Everything as settings say it.
     *
     * @param settings the settings
     * @return a Guice module
     */
    public static BoltzmannModule from(Settings settings) {
        return new BoltzmannModule(settings);
    }

    @Override
    protected void configure() {
        install(Contributions.onClassPath());
    }

    @Provides
    @Singleton
    DataSets dataSets(Catalog catalog) {
        return new DataSets(
                catalog.dataSets(),
                DataSets.defaultDirectory(),
                DataSettings.from(settings, catalog.fileFormats()),
                catalog.fileFormats(),
                note -> {});
    }

    @Provides
    @Singleton
    Experiment experiment(Catalog catalog, DataSets dataSets) {
        Plan plan = Plan.read(settings, catalog);
        ComputingSettings computing = ComputingSettings.from(settings);
        String data = settings.text("data", "");
        if (data.isEmpty()) {
            settings.problem("data is not set; give the name of a data set ("
                    + String.join(", ", catalog.dataSets().keySet()) + ") or a file");
        }
        long seed = settings.seed().orElseGet(() -> new SecureRandom().nextInt(Integer.MAX_VALUE));
        settings.allowElsewhere(catalog.otherSettings());
        settings.check(plan.stillToCome());
        computing.use();
        DataSet training = dataSets.load(data, Split.TRAIN);
        return Experiment.of(plan.sized(training), training, dataSets.validation(data), seed);
    }

    @Provides
    @Singleton
    Trainer trainer(Experiment experiment) {
        return experiment.trainer(List.of());
    }

    @Provides
    BoltzmannMachine machine(Experiment experiment) {
        return experiment.machine();
    }

    @Provides
    Presentation presentation(Experiment experiment) {
        return experiment.examples();
    }

    @Provides
    DataSet data(Experiment experiment) {
        return experiment.examples().data();
    }

    @Provides
    Objective objective(Experiment experiment) {
        return experiment.objective();
    }

    @Provides
    Optimizer optimizer(Experiment experiment) {
        return experiment.plan().training().optimizer();
    }

    @Provides
    TrainingSettings training(Experiment experiment) {
        return experiment.plan().training();
    }

    @Provides
    @Singleton
    GibbsSampler sampler(BoltzmannMachine machine) {
        return new GibbsSampler(machine);
    }
}
