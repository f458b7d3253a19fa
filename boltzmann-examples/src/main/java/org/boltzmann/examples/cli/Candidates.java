package org.boltzmann.examples.cli;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.boltzmann.core.wiring.Contributions;

/** What a shell may offer for options whose values are known; asked for only when its script is written. */
final class Candidates {

    private Candidates() {}

    /** Names of variants. */
    static final class Variants implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Contributions.catalog().variants().keySet().iterator();
        }
    }

    /** Names of data sets; files are offered beside them. */
    static final class DataNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Contributions.catalog().dataSets().keySet().iterator();
        }
    }

    /** Parts of data sets. */
    static final class Parts implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(ExampleOptions.Part.values())
                    .map(ExampleOptions.Part::toString)
                    .iterator();
        }
    }

    /** Names of suites; files are offered beside them. */
    static final class SuiteNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Suites.OURS.iterator();
        }
    }

    /** Keys of settings, to be followed by a value. */
    static final class Keys implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return keys().stream().map(key -> key + "=").iterator();
        }

        private static Collection<String> keys() {
            return SettingsList.keys(Contributions.catalog()).stream()
                    .filter(key -> !key.endsWith("."))
                    .toList();
        }
    }

    /** Shells whose scripts can be written. */
    static final class Shells implements Iterable<String> {

        static final List<String> NAMES = List.of("bash", "zsh");

        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }
}
