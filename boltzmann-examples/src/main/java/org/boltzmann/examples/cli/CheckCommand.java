package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.examples.check.Exactness;
import org.boltzmann.examples.check.Judgement;
import org.boltzmann.examples.check.Shrinking;
import org.boltzmann.testkit.Law;
import org.boltzmann.testkit.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries the laws on a machine, and tells what is exact for it. */
@Command(
        name = "check",
        description = {
            "Tries the laws that every machine obeys on a small machine of the same structure, by enumeration,",
            "and tells what is exact and what approximated for the machine at its real size. Unit types and terms of",
            "your own, in jars that BOLTZMANN_CLASSPATH names, are tried like all others. A broken law ends with exit code 3."
        },
        mixinStandardHelpOptions = true,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {"  boltzmann check machine.yaml", "  boltzmann check model.safetensors --json"})
final class CheckCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "MACHINE", description = "A YAML file that declares a machine, or a model file.")
    private Path file;

    @Option(
            names = "--data",
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description =
                    "The data set whose sizes open groups take; without it 784 values and 10 classes are supposed.")
    private String data;

    @Option(
            names = "--draws",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often parameters are drawn at random (default: ${DEFAULT-VALUE}).")
    private int draws;

    @Option(
            names = "--chains",
            paramLabel = "N",
            defaultValue = "40000",
            description = "Chains by which the sampler is tried (default: ${DEFAULT-VALUE}).")
    private int chains;

    @Override
    public Integer call() throws IOException {
        Settings settings = common.settings(data == null ? Map.of() : Map.of("data", data));
        Optional<String> name = settings.find("data");
        DataOptions options = DataSettings.from(settings, common.catalog().fileFormats());
        if (draws < 1 || chains < 1000) {
            settings.problem("--draws is " + draws + " and --chains " + chains
                    + "; wanted are at least 1 and 1000, or nothing would follow");
        }
        RandomKey key =
                RandomKey.of(settings.find("seed").isPresent() || common.isSeedGiven() ? common.seed(settings) : 1);
        settings.check(Set.of());
        Vocabulary vocabulary = common.catalog().vocabulary();
        DeclaredFile declared = DeclaredFile.read(file, vocabulary);
        Optional<DataSet> set = name.map(given -> common.dataSets(options).load(given, Split.TRAIN));
        MachineDeclaration sized = declared.sized(set, vocabulary);
        BoltzmannMachine machine =
                declared.model().map(ModelFile::machine).orElseGet(() -> Fitting.of(() -> vocabulary.machine(sized)));

        Judgement judgement = Judgement.of(sized, vocabulary, draws, chains, key, common::tell);
        Map<String, String> exactness = Exactness.of(sized, machine).sentences();
        String supposed =
                declared.isOpen() && set.isEmpty() ? DeclaredFile.assumption(sized, declared.declaration()) : "";
        String smaller = judgement
                .small()
                .map(small -> Shrinking.describe(sized, small, vocabulary))
                .orElse("");
        common.print(
                result(sized, supposed, smaller, judgement, exactness),
                text(sized, supposed, smaller, judgement, exactness));
        return judgement.holds() ? 0 : ExitCodes.REFUSED;
    }

    private Map<String, Object> result(
            MachineDeclaration sized,
            String supposed,
            String smaller,
            Judgement judgement,
            Map<String, String> exactness) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("machine", sized.tree());
        if (!supposed.isEmpty()) {
            result.put("supposed-sizes", supposed);
        }
        judgement.small().ifPresent(small -> {
            result.put("tried-on", small.tree());
            result.put("sizes", smaller);
        });
        result.put("draws", draws);
        result.put("chains", chains);
        List<Object> laws = new ArrayList<>();
        for (Verdict verdict : judgement.verdicts()) {
            Map<String, Object> law = new LinkedHashMap<>();
            law.put("subject", verdict.subject());
            law.put("law", verdict.law().toString());
            law.put("holds", verdict.holds());
            law.put("tries", verdict.tries());
            verdict.failure().ifPresent(failure -> law.put("failure", failure));
            laws.add(law);
        }
        result.put("laws", laws);
        result.put("not-tried", judgement.untried());
        result.put("holds", judgement.holds());
        Map<String, Object> sentences = new LinkedHashMap<>();
        exactness.forEach((topic, sentence) -> sentences.put(topic.replace(' ', '-'), sentence));
        result.put("exactness", sentences);
        return result;
    }

    private String text(
            MachineDeclaration sized,
            String supposed,
            String smaller,
            Judgement judgement,
            Map<String, String> exactness) {
        StringBuilder text = new StringBuilder();
        text.append(TextDrawing.of(sized)).append(String.format("%n"));
        if (!supposed.isEmpty()) {
            text.append(String.format(
                    "supposed %s, which the data decide; --data NAME takes the sizes of a data set%n%n", supposed));
        }
        text.append(String.format("at this size%n"));
        exactness.forEach((topic, sentence) -> text.append(String.format("    %-16s %s%n", topic, sentence)));
        text.append(String.format(
                "%nlaws, tried %s%n",
                smaller.isEmpty()
                        ? "on its terms alone"
                        : "by enumeration on a machine of this structure, " + smaller));
        Map<Law, List<Verdict>> byLaw = new LinkedHashMap<>();
        judgement.verdicts().stream()
                .sorted(java.util.Comparator.comparing(Verdict::law))
                .forEach(verdict -> byLaw.computeIfAbsent(verdict.law(), law -> new ArrayList<>())
                        .add(verdict));
        byLaw.forEach((law, verdicts) -> {
            List<Verdict> broken =
                    verdicts.stream().filter(verdict -> !verdict.holds()).toList();
            int tries = verdicts.stream().mapToInt(Verdict::tries).sum();
            text.append(String.format(
                    Locale.ROOT,
                    "    %-6s  %s: %,d %s%n",
                    broken.isEmpty() ? "holds" : "BROKEN",
                    law,
                    tries,
                    tries == 1 ? "try" : "tries"));
            broken.forEach(verdict -> text.append(String.format(
                    "            by %s: %s%n",
                    verdict.subject(), verdict.failure().orElseThrow())));
        });
        judgement.untried().forEach(what -> text.append(String.format("    not tried: %s%n", what)));
        List<String> culprits = judgement.verdicts().stream()
                .filter(verdict -> !verdict.holds())
                .map(Verdict::subject)
                .distinct()
                .toList();
        text.append(
                culprits.isEmpty() ? "every law holds" : "refused: " + String.join(", ", culprits) + " broke a law");
        return text.toString();
    }
}
