package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small data of three kinds of trees, and machines with a label that are trained on them. */
final class LabelledModels {

    /** A machine whose hidden group joins the data with the label. */
    static final String CLASSIFYING = """
            machine:
              name: trees
              groups:
                - {name: v, type: bernoulli, role: observed}
                - {name: y, type: one-hot, role: label}
                - {name: h, type: bernoulli, size: 4}
              terms:
                - {type: bias, groups: [v]}
                - {type: bias, groups: [y]}
                - {type: bias, groups: [h]}
                - {type: pairwise, groups: [v, h]}
                - {type: pairwise, groups: [y, h]}
            learning-rate: 0.5
            batch-size: 10
            """;

    /** A machine whose hidden groups have too many states to be summed out. */
    static final String DEEP = """
            machine:
              groups:
                - {name: v, type: bernoulli, role: observed}
                - {name: y, type: one-hot, role: label}
                - {name: h1, type: bernoulli, size: 30}
                - {name: h2, type: bernoulli, size: 30}
              terms:
                - {type: bias, groups: [v]}
                - {type: pairwise, groups: [v, h1]}
                - {type: pairwise, groups: [h1, h2]}
                - {type: pairwise, groups: [h2, y]}
            ais.betas: 2
            ais.chains: 2
            """;

    private LabelledModels() {}

    /** 120 trees of 6 bits, the first three of which tell the kinds apart. */
    static Path trees(Path folder, String... kinds) throws IOException {
        StringBuilder rows = new StringBuilder("a,b,c,d,e,f,kind\n");
        for (int i = 0; i < 120; i++) {
            int kind = i % kinds.length;
            rows.append(kind == 0 ? "1,0,0," : kind == 1 ? "0,1,0," : "0,0,1,")
                    .append(i / 3 % 2)
                    .append(',')
                    .append(i / 6 % 2)
                    .append(",1,")
                    .append(kinds[kind])
                    .append('\n');
        }
        return Files.writeString(folder.resolve(String.join("-", kinds) + ".csv"), rows);
    }

    static Path train(Path folder, String name, String machine, Path data, Object... more) throws IOException {
        Path config = Files.writeString(folder.resolve(name + ".yaml"), machine);
        Path model = folder.resolve(name + ".safetensors");
        List<Object> words = new ArrayList<>(List.of("train", "--config", config, "--data", data, "--out", model));
        words.addAll(List.of("-Ddata.label=kind", "--seed=1", "-Dnegative-phase=cd"));
        words.addAll(List.of(more));
        Commands run = Commands.run(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return model;
    }
}
