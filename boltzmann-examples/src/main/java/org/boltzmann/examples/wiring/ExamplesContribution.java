package org.boltzmann.examples.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.MapBinder;
import org.boltzmann.core.data.DataSource;
import org.boltzmann.core.wiring.Contribution;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.examples.cli.SettingsList;
import org.boltzmann.examples.data.BuiltInData;

/** Contributes the built-in data sets. */
public final class ExamplesContribution extends AbstractModule implements Contribution {

    /** Made by the service loader. */
    public ExamplesContribution() {}

    @Override
    protected void configure() {
        MapBinder<String, DataSource> dataSets = Contributions.dataSets(binder());
        SettingsList.ofThisProgram()
                .forEach(key ->
                        Contributions.otherSettings(binder()).addBinding().toInstance(key));
        BuiltInData.all().forEach((name, source) -> dataSets.addBinding(name).toInstance(source));
    }
}
