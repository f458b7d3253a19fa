package org.boltzmann.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.NpyReader;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.examples.data.ChoraleGrammar;
import org.boltzmann.sequence.music.PianoRoll;
import org.boltzmann.sequence.music.RollFigures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every program does what its page says. */
class ProgramsTest {

    /** Independent units know -16 log 2 = -11.09, the data themselves have -log 30 = -3.40; most of the way is gone. */
    @Test
    void fifteenLinesTrainAMachine() {
        assertThat(TrainInFifteenLines.run()).isBetween(-4.5, -Math.log(30));
    }

    @Test
    void oneSettingDecidesWhichMachineThereIs() {
        assertThat(SwapTheVariant.train("rbm").group("h").type().name()).isEqualTo("bernoulli");
        assertThat(SwapTheVariant.train("spin-rbm").group("h").type().name()).isEqualTo("spin");
        assertThat(SwapTheVariant.train("boltzmann-machine").terms()).hasSize(5);
    }

    /** As above; with couplings of pixels six hidden units do what twelve had to. */
    @Test
    void aMachineWithoutANameLearnsToo() {
        assertThat(SemiRestrictedMachine.run()).isBetween(-4.5, -Math.log(30));
    }

    @Test
    void featuresAreTheSameInBothFiles(@TempDir Path folder) throws Exception {
        Matrix features = Features.write(folder);
        assertThat(features.rows()).isEqualTo(50);
        Matrix read = NpyReader.standard().read(folder.resolve("features.npy")).values();
        List<String> lines = Files.readAllLines(folder.resolve("features.csv"));
        assertThat(lines).hasSize(200);
        for (int j = 0; j < 200; j++) {
            String[] cells = lines.get(j).split(",");
            for (int i = 0; i < 50; i++) {
                assertThat(features.get(i, j)).isBetween(0f, 1f).isEqualTo(Float.parseFloat(cells[i]));
                assertThat(read.get(i, j)).isEqualTo(features.get(i, j));
            }
        }
    }

    /** A coin gives 0.5, with a standard error of 0.018 for 500 and 500; five of them above it is more than chance, and much more is wanted. */
    @Test
    void whatHasSwappedHalvesIsStranger() {
        assertThat(AnomalyScores.run()).isGreaterThan(0.8);
    }

    /** A coin for each pixel makes bars in one of 256 completions; a machine that learned anything in most. */
    @Test
    void whatIsMissingFollowsWhatIsKnown() {
        assertThat(MissingValues.run()).isGreaterThan(0.5);
    }

    /** The standard error of either share of 1,000 is at most 0.016. */
    @Test
    void examplesWithoutALabelHelp() {
        double alone = FewLabels.error(0);
        assertThat(alone).isLessThan(0.9);
        assertThat(FewLabels.error(0.3)).isLessThan(alone - 0.1);
    }

    /** White throughout is right for two thirds of the dots. */
    @Test
    void aShiftIsCarriedOver() {
        assertThat(AnalogyOfShifts.run()).isGreaterThan(0.85);
    }

    @Test
    void aMelodyGoesOn() {
        PianoRoll piece = MelodyContinued.run();
        PianoRoll given = PianoRoll.of(
                piece.range(), ChoraleGrammar.inC().of(1, RandomKey.of(4)).values());
        assertThat(piece.slice(0, 16)).isEqualTo(given.slice(0, 16));
        RollFigures drawn = RollFigures.of(List.of(piece.slice(16, 48)));
        assertThat(drawn.notesPerFrame()).isBetween(1.0, 6.0); // four voices, some notes shared or passing
        assertThat(drawn.silence()).isLessThan(0.3);
    }
}
