package org.boltzmann.examples.check;

import com.google.inject.AbstractModule;
import java.util.List;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.wiring.Contribution;
import org.boltzmann.core.wiring.Contributions;

/** A module as somebody else might write it, with a term that is wrong. */
public final class PlantedContribution extends AbstractModule implements Contribution {

    /** Made by the service loader. */
    public PlantedContribution() {}

    @Override
    protected void configure() {
        Contributions.termTypes(binder())
                .addBinding("planted")
                .toInstance(TermType.of(
                        "planted",
                        "-sum_ij W_ij a_i b_j",
                        Planted.class,
                        groups -> new Planted(Pairwise.between(groups.get(0), groups.get(1))),
                        (groups, parameters) ->
                                new Planted(new Pairwise(groups.get(0), groups.get(1), parameters.get(0)))));
    }

    /** A pairwise term that forgets what its columns count. */
    record Planted(Pairwise right) implements Term {

        @Override
        public List<Group> groups() {
            return right.groups();
        }

        @Override
        public List<Parameter> parameters() {
            return right.parameters();
        }

        @Override
        public void addEnergy(ParameterValues theta, State x, double[] energy) {
            right.addEnergy(theta, x, energy);
        }

        @Override
        public void addField(ParameterValues theta, Group target, State x, Matrix field) {
            right.addField(theta, target, x, field);
        }

        @Override
        public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
            right.addGradient(theta, x, ColumnWeights.uniform(1), gradient);
        }
    }
}
