package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.examples.compare.Picture;
import org.boltzmann.sequence.FrameByFrame;

/** Pictures of a trained machine for a report: what it draws and what it has learned, as far as there is something to be seen. */
final class Gallery {

    private static final int SAMPLES = 40;
    private static final int FILTERS = 40;
    private static final int PER_ROW = 10;
    private static final int SWEEPS = 500;
    private static final int SEQUENCES = 2;
    private static final int FRAMES = 80;
    private static final int FRAME_SWEEPS = 50;
    private static final int CANDIDATES = 5;
    private static final int ANALOGIES = 8;
    private static final int MASKS = 12;

    private final ModelFile model;
    private final Experiment experiment;
    private final Presentation tested;
    private final RandomKey key;
    private final List<Picture> pictures = new ArrayList<>();

    private Gallery(ModelFile model, Experiment experiment, Presentation tested, RandomKey key) {
        this.model = model;
        this.experiment = experiment;
        this.tested = tested;
        this.key = key;
    }

    static List<Picture> of(ModelFile model, Experiment experiment, Presentation tested, RandomKey key) {
        Gallery gallery = new Gallery(model, experiment, tested, key);
        Optional<MaskedMachine> masked = optional(() -> MaskedMachine.in(model, "the machine"));
        if (model.machine().network().isPresent()) {
            gallery.addSequences();
        } else {
            gallery.addDrawings(masked.isEmpty());
        }
        gallery.addPairs();
        masked.ifPresent(gallery::addMasks);
        return gallery.pictures;
    }

    private void add(String title, String about, BufferedImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.setUseCache(false);
        try {
            if (!ImageIO.write(image, "png", png)) {
                throw new IOException("this Java cannot write PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pictures.add(Picture.of(title, about, image.getWidth(), image.getHeight(), png.toByteArray()));
    }

    private void addSequences() {
        BoltzmannMachine machine = model.machine();
        Group frame = machine.network().orElseThrow().input();
        List<Matrix> open = Collections.nCopies(SEQUENCES, FrameByFrame.open(frame.size(), FRAMES));
        DrawnSequences drawn = new DrawnSequences(
                frame,
                new FrameByFrame(machine, FRAME_SWEEPS).annealed(CANDIDATES).fill(open, key.at("sequences")),
                open);
        add(
                "drawn sequences",
                drawn.isMusic()
                        ? "Two piano rolls drawn freely: time runs to the right, one row for each key."
                        : "Two sequences drawn freely, frame after frame.",
                drawn.drawing());
    }

    /** What it has learned, and samples of the machine's own; one with a mask is trained to explain what is seen, not to draw. */
    private void addDrawings(boolean samples) {
        Optional<Group> visible = Drawing.visible(model);
        if (visible.isEmpty()) {
            return;
        }
        Group group = visible.get();
        BoltzmannMachine machine = model.machine();
        if (samples) {
            addSamples(group);
        }
        Drawing.filters(machine, group, FILTERS, PER_ROW)
                .forEach(image -> add(
                        "filters",
                        "Weights to the hidden units with the largest ones; grey is zero, white positive, each scaled by its"
                                + " largest.",
                        image));
        SlicePictures.of(machine, group, key.at("slices"))
                .forEach(image -> add(
                        "what each choice does",
                        "A row for each class or component: its mean picture, then the strongest filters of its weights.",
                        image));
    }

    private void addSamples(Group group) {
        add(
                "samples",
                "Means of the visible units after " + SWEEPS + " sweeps of chains that began at zero.",
                Pictures.grid(
                        group,
                        Drawing.samples(
                                model.machine(), group, experiment.preparation(), SAMPLES, SWEEPS, key.at("picture")),
                        PER_ROW));
    }

    private void addPairs() {
        List<BufferedImage> filters = Drawing.filterPairs(model, FILTERS, PER_ROW);
        if (!filters.isEmpty()) {
            add(
                    "filters of both images",
                    "Left those of the given image, right those of the other, the same factor in the same place.",
                    Pictures.sideBySide(filters));
        }
        optional(() -> PairMachine.in(model, "the machine"))
                .filter(machine -> tested.data().isLabelled() && tested.data().unlabelledCount() == 0)
                .ifPresent(this::addAnalogies);
    }

    private void addAnalogies(PairMachine machine) {
        int[] next = TransformationMeasure.nextOfSameLabel(tested.data());
        int[] chosen = IntStream.range(0, next.length)
                .filter(example -> next[example] >= 0)
                .limit(ANALOGIES)
                .toArray();
        if (chosen.length == 0) {
            return;
        }
        PairMachine.Pairs all = machine.pairs(tested);
        PairMachine.Pairs pairs = all.take(chosen);
        PairMachine.Pairs third =
                all.take(Arrays.stream(chosen).map(example -> next[example]).toArray());
        Matrix transformed = machine.analogy().apply(machine.analogy().infer(pairs.x(), pairs.y()), third.x(), 0);
        add(
                "analogies",
                "A row each: an image and its transform, a third image, what the machine makes of it, and the truth.",
                new TransformationPictures(machine).image(pairs, third, transformed, true));
    }

    private void addMasks(MaskedMachine machine) {
        State x = tested.parts(model.machine(), Math.min(MASKS, tested.size()), key.at("mask"))
                .iterator()
                .next();
        machine.infer(x);
        List<Matrix> rows = MaskCommand.rows(machine, x);
        add(
                "masks",
                "From above: test examples, the probability of the first component, what each component would draw alone.",
                Pictures.grid(
                        machine.visible(), MaskCommand.joined(rows), rows.get(0).columns()));
    }

    private static <T> Optional<T> optional(Supplier<T> machine) {
        try {
            return Optional.of(machine.get());
        } catch (ModelFileException e) {
            return Optional.empty();
        }
    }
}
