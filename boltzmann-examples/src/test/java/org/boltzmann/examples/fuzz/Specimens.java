package org.boltzmann.examples.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Small files of every format that is read, how each is damaged, and the commands that read it. */
final class Specimens {

    private static final Path STRANGERS = Path.of("src/test/resources/strangers");

    /** A whole file. {@code {file}} in a command is the damaged one, {@code {dir}} its folder, {@code {work}} what was prepared. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Specimen(
            String format,
            String name,
            byte[] whole,
            BiFunction<byte[], RandomGenerator, byte[]> damage,
            List<String> commands) {}

    private static final String TINY =
            " --epochs=1 --seed=1 -Dmodel.hidden=3 -Dbatch-size=5 -Dais.betas=20 -Dais.chains=5";

    private static final List<String> DATA = List.of(
            "data {file}",
            "data {file} -Ddata.missing=as-nan",
            "train --data={file} --variant=rbm --out={dir}/m.safetensors" + TINY,
            "train --data={file} --variant=gaussian-rbm -Dscaling=standardise --out={dir}/m.safetensors" + TINY,
            "train --data={file} --variant=hybrid-rbm --out={dir}/m.safetensors" + TINY,
            "evaluate {work}/known.safetensors --data={file} --seed=1 --json",
            "score {work}/known.safetensors --data={file} --out={dir}/s.csv",
            "score {work}/gauss.safetensors --data={file} --out={dir}/s.npy",
            "features {work}/known.safetensors --data={file} --out={dir}/f.csv",
            "classify {work}/classes.safetensors --data={file} --out={dir}/c.csv --json",
            "complete {work}/known.safetensors --data={file} --out={dir}/c.csv --seed=1",
            "complete {work}/known.safetensors --mask={file} --data={work}/data.csv --out={dir}/c.csv --seed=1",
            "diff {work}/known.safetensors {work}/known.safetensors --data={file} --seed=1",
            "compare --data={file} --variant=rbm --seeds=1 --epochs=1 --out={dir}/compared -Dmodel.hidden=3 -Dais.betas=20");

    private static final List<String> MUSIC = List.of(
            "data {file}",
            "train --data={file} --variant=rnn-rbm --out={dir}/m.safetensors -Dmodel.recurrent=3" + TINY,
            "evaluate {work}/music.safetensors --data={file} --seed=1 --metric=frames --json",
            "complete {work}/music.safetensors --data={file} --mask=after:2 --out={dir}/c.png --seed=1");

    private static final List<String> MODEL = List.of(
            "inspect {file}",
            "inspect {file} --json",
            "check {file} --chains=1000 --draws=1 --seed=1",
            "sample {file} --out={dir}/s.png --seed=1 -Dsample.count=4 -Dsample.frames=4",
            "score {file} --data={data} --out={dir}/s.csv",
            "features {file} --data={data} --out={dir}/f.npy",
            "evaluate {file} --data={data} --seed=1 --json",
            "classify {file} --data={data} --json",
            "complete {file} --data={data} --out={dir}/c.csv --seed=1",
            "diff {file} {work}/known.safetensors",
            "export {file} --out={dir}/e.npz",
            "export {file} --out={dir}/e.npz --as=scikit-learn",
            "reproduce {file} --data={data}");

    private static final List<String> SETTINGS = List.of(
            "train --config={file} --data={work}/data.csv --out={dir}/m.safetensors --epochs=1 --seed=1",
            "train --config={file} --data={work}/labels.csv --out={dir}/m.safetensors --epochs=1 --seed=1",
            "evaluate {work}/known.safetensors --config={file} --data={work}/data.csv --seed=1",
            "data {work}/data.csv --config={file}");

    private Specimens() {}

    /** Whatever needs a trained model needs {@code work} to be prepared. */
    static List<Specimen> all(Path work) throws IOException {
        List<Specimen> all = new ArrayList<>();
        for (String table : List.of("plain.csv", "label-first-kaggle.csv", "semicolons.csv")) {
            all.add(data("CSV", "tables/" + table));
        }
        all.add(new Specimen(
                "CSV, gzip", "a.csv.gz", read("tables/plain.csv"), (b, r) -> Damage.gzip(Damage.of(b, r)), DATA));
        all.add(data("TSV", "tables/tabs.tsv"));
        all.add(data("libsvm", "libsvm/plain.libsvm"));
        all.add(data("libsvm", "libsvm/qid.libsvm"));
        all.add(data("NPY", "arrays/plain-f4.npy"));
        all.add(data("NPY", "arrays/float64-big-endian-fortran.npy"));
        all.add(data("NPY", "arrays/images-3d.npy"));
        all.add(data("NPZ", "arrays/savez-X-y.npz"));
        all.add(zip("NPZ, zipped again", "arrays/savez-X-y.npz", DATA));
        all.add(zip("NPZ, zipped again", "arrays/savez-text-labels.npz", DATA));
        all.add(data("IDX", "idx/plain-images-idx3-ubyte"));
        for (String piece : List.of("played-by-hand-32-quarters.mid", "running-status-hides-sixty-notes.mid")) {
            all.add(new Specimen("MIDI", piece, read("midi/" + piece), Damage::of, MUSIC));
            all.add(
                    new Specimen(
                            "MIDI, imported",
                            "train/" + piece,
                            read("midi/" + piece),
                            Damage::of,
                            List.of(
                                    "data import {dir} --out={dir}/rolls.json --seed=1",
                                    "data import {dir} --out={dir}/rolls.json --seed=1 --frame=0.1s --outside=leave-out --transpose=c")));
        }
        for (String rolls : List.of("plain.json", "two-voices-in-unison.json")) {
            all.add(new Specimen("rolls", rolls, read("rolls/" + rolls), Damage::of, MUSIC));
        }
        Map<String, String> models =
                Map.of("known", "data.csv", "gauss", "data.csv", "classes", "labels.csv", "music", "rolls.json");
        for (String model : new TreeSet<>(models.keySet())) {
            byte[] whole = Files.readAllBytes(work.resolve(model + ".safetensors"));
            List<String> commands = MODEL.stream()
                    .map(command -> command.replace("{data}", "{work}/" + models.get(model)))
                    .toList();
            all.add(new Specimen("model", model + ".safetensors", whole, Damage::of, commands));
            all.add(new Specimen("model, sealed again", model + ".safetensors", whole, Damage::sealed, commands));
            all.add(new Specimen("model, sealed again", model + ".safetensors", whole, Damage::sealed, commands));
        }
        all.add(new Specimen(
                "bare safetensors",
                "b.safetensors",
                read("safetensors/bare-f32.safetensors"),
                Damage::of,
                List.of("import {file} --config={work}/machine.yaml --out={dir}/i.safetensors")));
        all.add(zip(
                "model, NPZ",
                "machines/known-6x3.npz",
                List.of(
                        "import {file} --as=scikit-learn --out={dir}/i.safetensors",
                        "import {file} --config={work}/machine.yaml --out={dir}/i.safetensors")));
        all.add(new Specimen(
                "model, NPZ",
                "e.npz",
                Files.readAllBytes(work.resolve("e.npz")),
                Damage::entry,
                List.of("import {file} --out={dir}/i.safetensors")));
        all.add(new Specimen("YAML", "s.yaml", text("""
                variant: rbm
                model:
                  hidden: 3
                batch-size: 5
                learning-rate: 0.1
                negative-phase: cd
                l2: 1e-4
                encoding: bernoulli
                momentum: 0.5
                ais.betas: 20
                """), Damage::of, SETTINGS));
        all.add(new Specimen(
                "YAML, a machine",
                "m.yaml",
                text("""
                machine:
                  name: two-layers
                  groups:
                    - {name: v, type: bernoulli, role: observed}
                    - {name: h, type: bernoulli, size: 3}
                    - {name: k, type: spin, size: 2}
                  terms:
                    - {type: bias, groups: [v]}
                    - {type: bias, groups: [h]}
                    - {type: pairwise, groups: [v, h]}
                    - {type: pairwise, groups: [h, k]}
                """),
                Damage::of,
                Stream.concat(SETTINGS.stream(), Stream.of("check {file} --chains=1000 --draws=1 --seed=1"))
                        .toList()));
        all.add(new Specimen("properties", "s.properties", text("""
                variant=spin-rbm
                model.hidden=3
                batch-size=5
                learning-rate=0.1
                                """), Damage::of, SETTINGS));
        all.add(new Specimen(
                "suite",
                "suite.yaml",
                text("""
                suite: tiny
                about: A moment.
                seeds: 1
                ais.betas: 20
                epochs: 1
                tasks:
                  bars:
                    data: bars-and-stripes
                    measure: density
                    variant: rbm, spin-rbm
                    model.hidden: 3
                """),
                Damage::of,
                List.of("compare --suite={file} --out={dir}/compared --json")));
        checkpoints(work, all);
        findings(work, all);
        return all;
    }

    private static void checkpoints(Path work, List<Specimen> all) throws IOException {
        try (Stream<Path> files = Files.list(work.resolve("run"))) {
            Path last = files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .reduce((a, b) -> b)
                    .orElseThrow();
            List<String> resume = List.of("train --data={work}/data.csv --variant=rbm --out={dir}/m.safetensors"
                    + " --checkpoint={dir} --resume --epochs=3 --seed=1 -Dmodel.hidden=3 -Dbatch-size=5");
            String name = last.getFileName().toString();
            all.add(new Specimen("checkpoint", name, Files.readAllBytes(last), Damage::of, resume));
            all.add(new Specimen("checkpoint, sealed again", name, Files.readAllBytes(last), Damage::sealed, resume));
        }
    }

    private static void findings(Path work, List<Specimen> all) throws IOException {
        try (Stream<Path> files = Files.list(work.resolve("compared/cells"))) {
            for (Path cell : files.sorted().toList()) {
                all.add(new Specimen(
                        "findings",
                        "cells/" + cell.getFileName(),
                        Files.readAllBytes(cell),
                        Damage::of,
                        List.of("compare --data={work}/data.csv --variant=rbm --seeds=1 --epochs=1 --out={dir}"
                                + " -Dmodel.hidden=3 -Dais.betas=20 --json")));
            }
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static Specimen data(String format, String file) throws IOException {
        return new Specimen(format, Path.of(file).getFileName().toString(), read(file), Damage::of, DATA);
    }

    private static Specimen zip(String format, String file, List<String> commands) throws IOException {
        return new Specimen(format, Path.of(file).getFileName().toString(), read(file), Damage::entry, commands);
    }

    private static byte[] read(String file) throws IOException {
        return Files.readAllBytes(STRANGERS.resolve(file));
    }

    /** Models, checkpoints and findings that the commands above need, made by commands. */
    static List<String> preparations(Path work) throws IOException {
        Files.write(work.resolve("data.csv"), read("tables/plain.csv"));
        Files.write(work.resolve("machine.yaml"), read("machines/rbm-6x3.yaml"));
        Files.write(work.resolve("rolls.json"), read("rolls/plain.json"));
        Files.write(work.resolve("labels.csv"), read("tables/label-first-kaggle.csv"));
        String known = STRANGERS.resolve("machines/known-6x3.npz").toString();
        return List.of(
                "import " + known + " --as=scikit-learn --out={work}/known.safetensors",
                "export {work}/known.safetensors --out={work}/e.npz",
                "train --data={work}/data.csv --variant=gaussian-rbm --out={work}/gauss.safetensors" + TINY,
                "train --data={work}/labels.csv --variant=hybrid-rbm --out={work}/classes.safetensors" + TINY,
                "train --data={work}/rolls.json --variant=rnn-rbm -Dmodel.recurrent=3 --out={work}/music.safetensors"
                        + TINY,
                "train --data={work}/data.csv --variant=rbm --out={work}/m.safetensors --checkpoint={work}/run --stop-after=2"
                        + " --epochs=3 --seed=1 -Dmodel.hidden=3 -Dbatch-size=5",
                "compare --data={work}/data.csv --variant=rbm --seeds=1 --epochs=1 --out={work}/compared -Dmodel.hidden=3"
                        + " -Dais.betas=20");
    }
}
