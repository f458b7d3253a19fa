package org.boltzmann.examples.programs;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.configuration2.MapConfiguration;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.wiring.BoltzmannModule;

/** An application that is given its machine, its data and its trainer: one setting decides which. */
public final class SwapTheVariant {

    private SwapTheVariant() {}

    /**
     * Trains whatever the settings name.
     *
     * @param variant such as {@code rbm} or {@code spin-rbm}
     * @return the trained machine
     */
    public static BoltzmannMachine train(String variant) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("variant", variant);
        settings.put("data", "bars-and-stripes");
        settings.put("model.hidden", "8");
        settings.put("seed", "1");
        Injector injector = Guice.createInjector(BoltzmannModule.from(new MapConfiguration(settings)));
        injector.getInstance(Trainer.class).train(injector.getInstance(Presentation.class), 10);
        return injector.getInstance(BoltzmannMachine.class);
    }

    /**
     * Prints the machines of three variants.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        for (String variant : new String[] {"rbm", "spin-rbm", "boltzmann-machine"}) {
            System.out.println(variant + ": " + train(variant));
        }
    }
}
