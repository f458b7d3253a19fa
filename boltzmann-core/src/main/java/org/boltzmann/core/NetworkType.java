package org.boltzmann.core;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A kind of network by name: what a machine's declaration in a file names, and how the network is built from it.
 *
 * @param name the kind's name, such as {@code elman}
 * @param formula what it computes in a formula, for listings
 * @param networkClass the class of its networks
 * @param options names of its options
 * @param own makes a network of its groups and options with parameters of its own, that have the customary names, shapes and first
 *     values
 * @param build makes a network of its groups, parameters and options
 * @param optionsOf the options from which {@code build} makes an equal network
 */
public record NetworkType(
        String name,
        String formula,
        Class<? extends ContextNetwork> networkClass,
        Set<String> options,
        Own own,
        Builder build,
        Function<ContextNetwork, Map<String, String>> optionsOf) {

    public NetworkType {
        options = Set.copyOf(options);
    }

    /** Makes a network with parameters of its own. */
    @FunctionalInterface
    public interface Own {

        /**
         * Makes a network.
         *
         * @param input the group it reads
         * @param context the group it computes
         * @param options the declared options
         * @return the network
         * @throws IllegalArgumentException if they do not fit
         */
        ContextNetwork make(Group input, Group context, Map<String, String> options);
    }

    /** Makes a network of what a declaration names. */
    @FunctionalInterface
    public interface Builder {

        /**
         * Makes a network.
         *
         * @param input the group it reads
         * @param context the group it computes
         * @param parameters the parameters in the declared order
         * @param options the declared options
         * @return the network
         * @throws IllegalArgumentException if they do not fit
         */
        ContextNetwork build(Group input, Group context, List<Parameter> parameters, Map<String, String> options);
    }
}
